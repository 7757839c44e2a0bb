import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import type { GradebookRow, GradebookStage } from "@lab-grader/core/contracts/http";
import { durationText } from "@lab-grader/core/gradebook/cell-reason-text";
import { AppLink } from "../../../parts/app-link.tsx";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { formatPoints, formatPointsOf } from "../../../parts/points.ts";
import { text } from "../../../text/text.ts";

const words = text.cell;

/** How the result comes about: of each stage the attempt that counts, less what lateness takes. */
export function CellStages({
  assignment,
  row,
  terms,
}: {
  readonly assignment: AssignmentView;
  readonly row: GradebookRow;
  readonly terms: TermsView | undefined;
}) {
  const titles = new Map(assignment.stages.map(({ stage, title }) => [stage, title]));
  const most = new Map(assignment.stages.map(({ stage, maxPoints }) => [stage, maxPoints]));
  const limit = terms?.effective.attemptLimit;
  const sum = row.stages.reduce((all, { counted }) => all + (counted?.points ?? 0), 0);
  const hasSum = row.stages.some(({ counted }) => counted !== undefined);
  return (
    <Table
      header={
        <Header variant="h2" description={rulesOf(assignment, terms)}>
          {words.stages}
        </Header>
      }
      ariaLabels={{ tableLabel: words.stagesTable }}
      items={row.stages}
      trackBy="stage"
      wrapLines
      footer={
        hasSum && (
          <Box textAlign="right" variant="strong">
            {words.sum(
              formatPoints(Math.round(sum * 100) / 100),
              formatPoints(assignment.maxPoints),
            )}
          </Box>
        )
      }
      columnDefinitions={[
        {
          id: "stage",
          header: words.stage,
          isRowHeader: true,
          minWidth: 150,
          cell: ({ stage }) => <LearnerText>{titles.get(stage) ?? stage}</LearnerText>,
        },
        {
          id: "attempts",
          header: words.used,
          minWidth: 90,
          cell: ({ attempts }) => words.usedOf(attempts, limit),
        },
        { id: "newest", header: words.newest, minWidth: 130, cell: newestOf },
        { id: "counting", header: words.counting, minWidth: 130, cell: countingOf },
        { id: "late", header: words.late, minWidth: 130, cell: latenessOf },
        {
          id: "counts",
          header: words.counted,
          minWidth: 110,
          cell: ({ stage, counted }) =>
            counted ? (
              <b>{formatPointsOf(counted.points, most.get(stage) ?? 0)}</b>
            ) : (
              text.parts.dash
            ),
        },
        {
          id: "finding",
          header: words.finding,
          minWidth: 180,
          cell: ({ why, latest }) =>
            why === undefined ? (
              latest ? (
                words.allAsAsked
              ) : (
                text.parts.dash
              )
            ) : (
              <LearnerText>{why}</LearnerText>
            ),
        },
      ]}
    />
  );
}

function rulesOf({ keep }: AssignmentView, terms: TermsView | undefined): string {
  if (terms?.terms.override) return words.isSet;
  return terms?.terms.excused ? `${words.keep[keep]} ${words.isExcused}` : words.keep[keep];
}

function newestOf({ latest, stage }: GradebookStage) {
  if (!latest) return words.none;
  return (
    <AppLink
      to={`/submissions/${latest.submissionId}`}
      ariaLabel={`${stage}, ${words.newest}: ${words.states[latest.state]}`}
    >
      {words.states[latest.state]}
    </AppLink>
  );
}

function countingOf({ stage, shown, counted }: GradebookStage) {
  if (!shown?.isKept) return words.notCounting;
  const number = Number(shown.submissionId.split(".").at(-1));
  return (
    <>
      <AppLink to={`/submissions/${shown.submissionId}`}>{words.open(stage, number)}</AppLink>
      {counted?.lateDeduction ? (
        <div>{words.beforeLateness(formatPointsOf(shown.points, shown.maxPoints))}</div>
      ) : null}
    </>
  );
}

function latenessOf({ counted }: GradebookStage): string {
  if (!counted) return text.parts.dash;
  if (counted.lateSeconds === undefined) return words.inTime;
  const duration = durationText(counted.lateSeconds);
  return counted.lateDeduction === 0
    ? words.lateBy(duration)
    : words.lateCosts(duration, formatPoints(counted.lateDeduction));
}
