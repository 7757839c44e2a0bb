import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { SealView } from "@lab-grader/core/contracts/endpoints/audit";
import { AppLink } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { text } from "../../text/text.ts";
import { AuditProblems } from "./audit-problems.tsx";
import { type AuditWalk, useAuditWalk } from "./use-audit-walk.ts";

const words = text.audit;

/** Walks every chain when asked to, and says what it came to. */
export function AuditResult({
  cohortId,
  seals,
  sealProblems,
}: {
  readonly cohortId: string;
  readonly seals: readonly SealView[];
  readonly sealProblems: readonly { readonly number: number }[];
}) {
  const { walk, start, goOn, stop } = useAuditWalk(cohortId);
  const learners = walk?.learners ?? [];
  const grades = learners.reduce((sum, each) => sum + each.grades, 0);
  const broken = learners.flatMap(({ problems, ...learner }) =>
    problems.map((problem) => ({ ...learner, ...problem })),
  );
  const differing = broken.length + sealProblems.length;
  const isWalking = walk?.status === "walking";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.walkDescription}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {isWalking && <Button onClick={stop}>{words.walkStop}</Button>}
              {walk?.status === "halted" && (
                <Button variant="primary" onClick={goOn}>
                  {words.walkOn}
                </Button>
              )}
              {!isWalking && (
                <Button variant={walk ? "normal" : "primary"} onClick={start}>
                  {walk ? words.walkAgain : words.walk}
                </Button>
              )}
            </SpaceBetween>
          }
        >
          {words.walkTitle}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div role="status">
          <SpaceBetween size="m">
            {isWalking && (
              <StatusIndicator type="loading">
                {words.walking(learners.length, grades)}
              </StatusIndicator>
            )}
            {walk?.status === "halted" && walk.fault === undefined && (
              <StatusIndicator type="stopped">{words.walkStopped(learners.length)}</StatusIndicator>
            )}
            {walk?.status === "done" && differing === 0 && (
              <Alert type="success" header={words.wholeTitle}>
                {words.whole(learners.length, grades, seals.length)}
              </Alert>
            )}
            {differing > 0 && walk && (
              <Alert type="error" header={words.brokenTitle}>
                {words.broken(differing, learners.length)}
              </Alert>
            )}
            {walk?.status === "done" && !walk.hasSeal && (
              <Alert type="info">{words.unsealed}</Alert>
            )}
          </SpaceBetween>
        </div>
        {walk?.fault !== undefined && <FaultAlert fault={walk.fault} onRetry={goOn} />}
        {broken.length > 0 && <AuditProblems cohortId={cohortId} problems={broken} />}
        {walk && walk.changedAssignments.length > 0 && <ChangedRules walk={walk} />}
      </SpaceBetween>
    </Container>
  );
}

function ChangedRules({ walk: { changedAssignments } }: { readonly walk: AuditWalk }) {
  return (
    <Alert type="info" header={words.changedTitle}>
      <p>{words.changed}</p>
      <ul>
        {changedAssignments.map((assignmentId) => (
          <li key={assignmentId}>
            <AppLink to={`/assignments/${assignmentId}`}>{assignmentId}</AppLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
