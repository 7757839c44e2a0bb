import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type {
  MatrixColumn,
  MatrixRow,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { AppLink } from "../../../parts/app-link.tsx";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { Empty } from "../../../parts/loaded.tsx";
import { Moment } from "../../../parts/moment.tsx";
import { formatPoints, formatPointsOf } from "../../../parts/points.ts";
import { text } from "../../../text/text.ts";
import { CellMark } from "../../gradebook/cell-mark.tsx";
import { mainStateOf } from "../../gradebook/cell-state.ts";
import { whyOf } from "../../gradebook/cell-words.ts";
import "../../gradebook/gradebook-grid.css";

const words = text.learner;

/** The learner's row of the gradebook, one line for each assignment. */
export function LearnerResults({
  cohortId,
  columns,
  row,
}: {
  readonly cohortId: string;
  readonly columns: readonly MatrixColumn[];
  readonly row: MatrixRow;
}) {
  const items = columns.flatMap((column, at) => {
    const cell = row.cells[at];
    return cell === undefined ? [] : [{ column, cell, main: mainStateOf(cell) }];
  });
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${items.length})`}>
          {words.results}
        </Header>
      }
      ariaLabels={{ tableLabel: words.resultsTable }}
      items={items}
      trackBy={({ column }) => column.assignmentId}
      wrapLines
      empty={<Empty title={words.noAssignmentsTitle}>{words.noAssignments}</Empty>}
      footer={
        items.length > 0 && <Box variant="strong">{words.total(formatPoints(row.points))}</Box>
      }
      columnDefinitions={[
        {
          id: "assignment",
          header: words.assignment,
          isRowHeader: true,
          minWidth: 180,
          cell: ({ column }) => (
            <AppLink
              to={`/cohorts/${cohortId}/learners/${row.learnerId}/assignments/${column.assignmentId}`}
            >
              <LearnerText>{column.title}</LearnerText>
            </AppLink>
          ),
        },
        {
          id: "points",
          header: words.points,
          minWidth: 110,
          cell: ({ column, cell }) => formatPointsOf(cell.points, column.maxPoints),
        },
        {
          id: "state",
          header: words.standing,
          minWidth: 140,
          cell: ({ main }) => (
            <span className={`gradebook-is-${main}`}>
              <CellMark state={main} />
              {text.gradebook.states[main]}
            </span>
          ),
        },
        {
          id: "why",
          header: words.why,
          minWidth: 260,
          cell: ({ cell }) => whyOf(cell).join("; "),
        },
        {
          id: "due",
          header: words.due,
          minWidth: 150,
          cell: ({ column }) => <Moment at={column.dueAt} />,
        },
      ]}
    />
  );
}
