import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { describeProblemCode } from "@lab-grader/core/contracts/problems";
import type { PlanSummary } from "@lab-grader/core/regrade/plan-summary";
import { CountedBars } from "../../parts/counted-bars.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { rulesOf, verdictWord } from "./regrade-words.ts";

/** What a plan would do, in all: figures, the histogram of differences, the verdicts that differ. */
export function PlanSummaryBox({
  view,
  summary,
}: {
  readonly view: RegradeView;
  readonly summary: PlanSummary;
}) {
  const { plan } = text.regrades;
  const { submissions, changed, up, down, same, kept, refused, graderVersions } = summary;
  const figures = [
    [plan.looked, submissions],
    [plan.written, changed],
    [plan.up, up],
    [plan.down, down],
    [plan.same, same],
    ...(kept > 0 ? [[plan.kept, kept] as const] : []),
    ...(refused > 0 ? [[plan.refused, refused] as const] : []),
  ] as const;
  return (
    <Container header={<Header variant="h2">{plan.summary}</Header>}>
      <SpaceBetween size="l">
        {changed === 0 && <Alert header={plan.nothingTitle}>{plan.nothing}</Alert>}
        <KeyValuePairs
          columns={4}
          items={[
            ...figures.map(([label, count]) => ({ label, value: count.toLocaleString("en") })),
            {
              label: plan.judgedBy,
              value:
                view.labVersion === undefined ? plan.ownVersions : plan.version(view.labVersion),
            },
            { label: plan.rules, value: rulesOf(view.options) },
            { label: plan.graderVersions, value: graderVersions.join(", ") || text.parts.dash },
          ]}
        />
        {changed > 0 && <Histogram summary={summary} />}
        {summary.refusals.length > 0 && (
          <SpaceBetween size="xs">
            <Box variant="h3">{plan.refused}</Box>
            <ul>
              {summary.refusals.map(({ code, submissions: count }) => (
                <li key={code}>
                  {plan.criterionChange(describeProblemCode(code, {}).title, plan.found(count))}
                </li>
              ))}
            </ul>
          </SpaceBetween>
        )}
        {summary.criteria.length > 0 && <Verdicts summary={summary} />}
      </SpaceBetween>
    </Container>
  );
}

function Histogram({ summary }: { readonly summary: PlanSummary }) {
  const { plan } = text.regrades;
  return (
    <div>
      <Box variant="h3">{plan.histogram}</Box>
      <CountedBars
        title={plan.histogram}
        xTitle={plan.histogramX}
        yTitle={plan.histogramY}
        bars={summary.histogram.map(({ difference, submissions }) => ({
          label: plan.difference(formatPoints(difference)),
          count: submissions,
        }))}
      />
    </div>
  );
}

function Verdicts({ summary }: { readonly summary: PlanSummary }) {
  const { plan } = text.regrades;
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={summary.criteria}
      trackBy={({ criterion, from, to }) => `${criterion} ${from} ${to}`}
      wrapLines
      ariaLabels={{ tableLabel: plan.criteria }}
      header={
        <Header variant="h3" description={plan.criteriaMeans}>
          {plan.criteria}
        </Header>
      }
      columnDefinitions={[
        {
          id: "criterion",
          header: plan.criterion,
          isRowHeader: true,
          cell: ({ criterion }) => criterion,
        },
        {
          id: "change",
          header: plan.change,
          cell: ({ from, to }) => plan.fromTo(verdictWord(from), verdictWord(to)),
        },
        { id: "count", header: plan.count, cell: ({ submissions }) => submissions },
      ]}
    />
  );
}
