import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import {
  type AssignmentView,
  getAssignment,
  listAssignments,
} from "@lab-grader/core/contracts/endpoints/assignments";
import type { AssignmentSummary } from "@lab-grader/core/contracts/http";
import { useQueries } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useClient } from "../../api/client-context.tsx";
import { operationQuery, useOperation } from "../../api/use-operation.ts";
import { AppLink, useFollow } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { AssignmentState } from "./assignment-state.tsx";

const words = text.assignments;

/** An assignment in the list; what only its own answer has comes a little later. */
interface Row extends AssignmentSummary {
  readonly view: AssignmentView | undefined;
}

/** The labs that a cohort does. */
export function AssignmentsPage() {
  const { cohortId = "" } = useParams();
  const { mayManage } = useRights(cohortId);
  const follow = useFollow();
  const client = useClient();
  const read = useOperation(listAssignments, { query: { cohort: cohortId } });
  const assignments = (read.data?.assignments ?? []).toSorted((one, other) =>
    one.dueAt.localeCompare(other.dueAt),
  );
  const views = useQueries({
    queries: assignments.map(({ assignmentId }) =>
      operationQuery(client, getAssignment, { params: { assignmentId } }),
    ),
  });
  const rows: readonly Row[] = assignments.map((assignment, at) => ({
    ...assignment,
    view: views[at]?.data,
  }));
  const giveOne = mayManage && (
    <Button variant="primary" href={`/cohorts/${cohortId}/assignments/new`} onFollow={follow}>
      {words.new}
    </Button>
  );
  return (
    <CohortFrame
      cohortId={cohortId}
      title={words.title}
      description={words.description}
      actions={giveOne}
    >
      <Loaded read={read}>
        {() => (
          <Table
            items={rows}
            trackBy="assignmentId"
            wrapLines
            cellVerticalAlign="top"
            ariaLabels={{ tableLabel: words.tableLabel }}
            columnDefinitions={columns}
            empty={
              <Empty title={words.emptyTitle}>
                {mayManage ? words.empty : words.emptyAssistant}
              </Empty>
            }
          />
        )}
      </Loaded>
    </CohortFrame>
  );
}

const columns: readonly TableProps.ColumnDefinition<Row>[] = [
  {
    id: "title",
    header: words.columns.title,
    isRowHeader: true,
    minWidth: 230,
    cell: ({ assignmentId, title, labId, labVersion }) => (
      <SpaceBetween size="xs">
        <AppLink to={`/assignments/${assignmentId}`}>
          <LearnerText>{title}</LearnerText>
        </AppLink>
        <Box variant="small" display="block">
          <AppLink
            to={`/library/${labId}/${encodeURIComponent(labVersion)}`}
            fontSize="inherit"
            ariaLabel={words.rubricOf(labId, labVersion)}
          >
            {text.assignmentForm.labFixed(labId, labVersion)}
          </AppLink>
        </Box>
      </SpaceBetween>
    ),
  },
  {
    id: "state",
    header: words.columns.state,
    minWidth: 110,
    cell: (assignment) => <AssignmentState of={assignment} />,
  },
  {
    id: "due",
    header: words.columns.due,
    minWidth: 130,
    cell: ({ dueAt }) => <Moment at={dueAt} />,
  },
  {
    id: "closes",
    header: words.columns.closes,
    minWidth: 130,
    cell: ({ closesAt }) => <Moment at={closesAt} />,
  },
  {
    id: "points",
    header: words.columns.points,
    minWidth: 70,
    cell: ({ view }) => formatPoints(view?.maxPoints),
  },
  {
    id: "release",
    header: words.columns.release,
    minWidth: 120,
    cell: ({ view }) => (view ? words.release[view.release] : text.parts.dash),
  },
  {
    id: "holds",
    header: words.columns.holds,
    minWidth: 110,
    cell: ({ view }) =>
      view && view.holds.length > 0 ? (
        <SpaceBetween size="xxs">
          <StatusIndicator type="warning">{words.holds(view.holds.length)}</StatusIndicator>
        </SpaceBetween>
      ) : (
        words.noHolds
      ),
  },
];
