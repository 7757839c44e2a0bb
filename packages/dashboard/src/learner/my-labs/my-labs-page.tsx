import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import type { AssignmentSummary } from "@lab-grader/core/contracts/http";
import { useOperation } from "../../api/use-operation.ts";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { ownTimeZone } from "../../parts/moment.tsx";
import { Page } from "../../parts/page.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { standingAt } from "../lab/due.ts";
import type { OwnResult } from "../lab/lab-result.tsx";
import { useNow } from "../lab/use-now.ts";
import { AccountBanner } from "./account-banner.tsx";
import { LabCard } from "./lab-card.tsx";
import "./my-labs.css";

const { labs } = text;

/** `/labs`: every lab of the learner's classes, what is due, and what to do next. */
export function MyLabsPage() {
  const { isLearner } = usePerson();
  const follow = useFollow();
  return (
    <Page
      title={labs.title}
      description={`${labs.description} ${text.times.inZone(ownTimeZone())}`}
    >
      {isLearner ? (
        <OwnLabs />
      ) : (
        <Empty
          title={labs.staffTitle}
          action={
            <Button href="/cohorts" onFollow={follow}>
              {labs.staffAction}
            </Button>
          }
        >
          {labs.staff}
        </Empty>
      )}
    </Page>
  );
}

function OwnLabs() {
  const read = useOperation(listAssignments, {});
  const gradebook = useOperation(getOwnGradebook, {});
  const results = new Map(
    (gradebook.data?.cohorts ?? []).flatMap(({ columns, row }) =>
      columns.flatMap((column): [string, OwnResult][] => {
        const { assignmentId } = column;
        const cell = row.cells.find((one) => one.assignmentId === assignmentId);
        return cell ? [[assignmentId, { column, cell }]] : [];
      }),
    ),
  );
  return (
    <SpaceBetween size="l">
      <AccountBanner />
      {gradebook.error && (
        <FaultAlert
          fault={gradebook.error}
          title={labs.partialTitle}
          onRetry={() => void gradebook.refetch()}
          isRetrying={gradebook.isFetching}
        />
      )}
      <Loaded read={read}>
        {({ assignments }) => (
          <Labs
            // Whoever also teaches reads those assignments in their cohorts.
            assignments={assignments.filter(
              ({ assignmentId }) => !gradebook.data || results.has(assignmentId),
            )}
            results={results}
          />
        )}
      </Loaded>
    </SpaceBetween>
  );
}

const sections = ["toDo", "upcoming", "closed"] as const;

function Labs({
  assignments,
  results,
}: {
  readonly assignments: readonly AssignmentSummary[];
  readonly results: ReadonlyMap<string, OwnResult>;
}) {
  const follow = useFollow();
  const now = useNow();
  if (assignments.length === 0) {
    return (
      <Empty
        title={labs.emptyTitle}
        action={
          <Button href="/join" onFollow={follow} variant="primary">
            {labs.emptyAction}
          </Button>
        }
      >
        {labs.empty}
      </Empty>
    );
  }
  const groups = Map.groupBy(assignments, (one) => sectionOf(one, now));
  return (
    <SpaceBetween size="l">
      {sections.map((section) => {
        const inSection = [...(groups.get(section) ?? [])].sort((one, other) =>
          one.dueAt.localeCompare(other.dueAt),
        );
        if (inSection.length === 0) return null;
        return (
          <SpaceBetween size="s" key={section}>
            <Header variant="h2" counter={`(${inSection.length})`}>
              {labs[section]}
            </Header>
            <ul className="lab-cards">
              {inSection.map((assignment) => (
                <li key={assignment.assignmentId}>
                  <LabCard
                    assignment={assignment}
                    result={results.get(assignment.assignmentId)}
                    now={now}
                  />
                </li>
              ))}
            </ul>
          </SpaceBetween>
        );
      })}
    </SpaceBetween>
  );
}

function sectionOf(assignment: AssignmentSummary, now: number): (typeof sections)[number] {
  const standing = standingAt(assignment, now);
  return standing === "upcoming" || standing === "closed" ? standing : "toDo";
}
