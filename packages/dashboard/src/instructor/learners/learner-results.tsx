import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type {
  MatrixCell,
  MatrixColumn,
  MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { cellReasonText } from "@lab-grader/core/gradebook/cell-reason-text";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { formatPointsOf } from "../../parts/points.ts";
import { text } from "../../text/text.ts";

const { results: words } = text.learnerRecord;

interface Result {
  readonly column: MatrixColumn;
  readonly cell: MatrixCell | undefined;
}

/** What counts in each assignment, and why. */
export function LearnerResults({
  cohortId,
  columns,
  row: { learnerId, cells },
}: {
  readonly cohortId: string;
  readonly columns: readonly MatrixColumn[];
  readonly row: MatrixRow;
}) {
  const results = columns.map((column, at): Result => ({ column, cell: cells[at] }));
  return (
    <Table<Result>
      items={results}
      trackBy={({ column }) => column.assignmentId}
      wrapLines
      header={<Header variant="h2">{words.title}</Header>}
      ariaLabels={{ tableLabel: words.title }}
      empty={<Empty title={words.empty} />}
      columnDefinitions={[
        {
          id: "assignment",
          header: words.assignment,
          isRowHeader: true,
          cell: ({ column: { assignmentId, title } }) => (
            <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}/assignments/${assignmentId}`}>
              <LearnerText>{title}</LearnerText>
            </AppLink>
          ),
        },
        {
          id: "points",
          header: words.points,
          cell: ({ column, cell }) => formatPointsOf(cell?.points, column.maxPoints),
        },
        {
          id: "why",
          header: words.why,
          cell: ({ cell }) =>
            (cell?.reasons ?? []).map((reason) => cellReasonText(reason, formatMoment)).join("; "),
        },
      ]}
    />
  );
}
