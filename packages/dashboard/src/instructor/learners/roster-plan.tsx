import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { RosterReport } from "@lab-grader/core/contracts/endpoints/roster";
import { useState } from "react";
import { Confirm } from "../../parts/confirm.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";

const words = text.roster.imports;
const kinds = ["enrol", "reEnrol", "update", "missing"] as const;
const mostNames = 8;

/** What a roster would do; the button says it once more. */
export function RosterPlan({
  report,
  onApply,
}: {
  readonly report: RosterReport;
  readonly onApply: (dropMissing: boolean) => void;
}) {
  const [isDropping, setIsDropping] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { plan, format, learners, changes, skipped, ignoredColumns } = report;
  const drop = isDropping ? plan.missing : 0;
  const { enrol, reEnrol, update } = plan;
  const isEmpty = enrol + reEnrol + update + drop === 0;
  const rows = [
    ...kinds.map((kind) => ({
      kind,
      count: plan[kind],
      logins: changes.flatMap((change) => (change.kind === kind ? [change.login] : [])),
    })),
    { kind: "unchanged" as const, count: plan.unchanged, logins: [] },
  ].filter(({ count }) => count > 0);
  return (
    <Container header={<Header variant="h2">{words.stepPlan}</Header>}>
      <SpaceBetween size="m">
        <div role="status">{words.head(learners, words.formats[format])}</div>
        <Table
          variant="embedded"
          wrapLines
          cellVerticalAlign="top"
          ariaLabels={{ tableLabel: words.planLabel }}
          items={rows}
          trackBy="kind"
          columnDefinitions={[
            {
              id: "kind",
              header: words.kindColumn,
              isRowHeader: true,
              minWidth: 140,
              cell: ({ kind }) => words.kinds[kind],
            },
            {
              id: "count",
              header: words.countColumn,
              width: 110,
              cell: ({ count }) => count.toLocaleString("en"),
            },
            {
              id: "logins",
              header: words.loginsColumn,
              minWidth: 240,
              cell: ({ logins }) => <Logins logins={logins} />,
            },
          ]}
        />
        {ignoredColumns.length > 0 && (
          <LearnerText>{words.ignored(ignoredColumns.join(", "))}</LearnerText>
        )}
        {skipped.length > 0 && (
          <ExpandableSection headerText={words.skippedTitle(skipped.length)}>
            <ul>
              {skipped.map(({ line, why }) => (
                <li key={line}>
                  <LearnerText>{words.skippedLine(line, why)}</LearnerText>
                </li>
              ))}
            </ul>
          </ExpandableSection>
        )}
        {plan.missing > 0 && (
          <Checkbox
            checked={isDropping}
            description={words.dropMissingHint}
            onChange={({ detail }) => setIsDropping(detail.checked)}
          >
            {words.dropMissing(plan.missing)}
          </Checkbox>
        )}
        {isEmpty ? (
          <Box variant="strong">{words.nothingToDo}</Box>
        ) : (
          <Button variant="primary" onClick={() => (drop > 0 ? setIsAsking(true) : onApply(false))}>
            {words.apply({ enrol, reEnrol, update, drop })}
          </Button>
        )}
      </SpaceBetween>
      {isAsking && (
        <Confirm
          title={words.dropTitle(drop)}
          confirm={words.apply({ enrol, reEnrol, update, drop })}
          isSending={false}
          onConfirm={() => onApply(true)}
          onCancel={() => setIsAsking(false)}
        >
          <div>{words.dropMissingHint}</div>
        </Confirm>
      )}
    </Container>
  );
}

/** Some logins, all of them on demand. */
function Logins({ logins }: { readonly logins: readonly string[] }) {
  const some = <LearnerText>{logins.slice(0, mostNames).join(", ")}</LearnerText>;
  if (logins.length <= mostNames) return some;
  return (
    <SpaceBetween size="xxs">
      {some}
      <ExpandableSection headerText={words.allOf(logins.length)}>
        <LearnerText>{logins.join(", ")}</LearnerText>
      </ExpandableSection>
    </SpaceBetween>
  );
}
