import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import type { CohortStanding } from "./cohort-standing.ts";

const words = text.cohorts;

/** Each assignment in a line: when it is due, how many have points, how many have passed. */
export function HowAssignmentsStand({
  cohortId,
  standing,
  mayManage,
}: {
  readonly cohortId: string;
  readonly standing: CohortStanding;
  readonly mayManage: boolean;
}) {
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${standing.assignments.length})`}>
          {words.assignments}
        </Header>
      }
      ariaLabels={{ tableLabel: words.assignmentsTable }}
      items={standing.assignments}
      trackBy={({ column }) => column.assignmentId}
      wrapLines
      empty={
        <Empty
          title={words.noAssignmentsTitle}
          action={
            mayManage && (
              <AppLink to={`/cohorts/${cohortId}/assignments/new`}>{words.giveLab}</AppLink>
            )
          }
        >
          {words.noAssignments}
        </Empty>
      }
      columnDefinitions={[
        {
          id: "assignment",
          header: words.assignment,
          isRowHeader: true,
          minWidth: 200,
          cell: ({ column }) => (
            <AppLink to={`/assignments/${column.assignmentId}`}>
              <LearnerText>{column.title}</LearnerText>
            </AppLink>
          ),
        },
        {
          id: "due",
          header: words.due,
          minWidth: 150,
          cell: ({ column }) => <Moment at={column.dueAt} />,
        },
        {
          id: "points",
          header: words.withPoints,
          minWidth: 110,
          cell: ({ withPoints, learners }) => words.ofAll(withPoints, learners),
        },
        {
          id: "passed",
          header: words.passed,
          minWidth: 110,
          cell: ({ passed, learners }) => words.ofAll(passed, learners),
        },
        {
          id: "review",
          header: words.toReview,
          minWidth: 110,
          cell: ({ column, needsReview }) =>
            needsReview === 0 ? (
              text.parts.dash
            ) : (
              <AppLink
                to={`/assignments/${column.assignmentId}/marking`}
                ariaLabel={`${words.markIn(needsReview)}: ${column.title}`}
              >
                {words.markIn(needsReview)}
              </AppLink>
            ),
        },
      ]}
    />
  );
}
