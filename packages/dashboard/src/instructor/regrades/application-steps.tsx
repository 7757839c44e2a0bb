import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { AppLink } from "../../parts/app-link.tsx";
import { text } from "../../text/text.ts";
import { useLearnerNames } from "../use-learner-names.ts";
import { rulesOf } from "./regrade-words.ts";
import type { AppliedRow, useRegrade } from "./use-regrade.ts";

/** An application: what was written, and what was left alone because somebody else decided. */
export function ApplicationSteps({
  view,
  assignment,
  regrade,
}: {
  readonly view: RegradeView;
  readonly assignment: AssignmentView;
  readonly regrade: ReturnType<typeof useRegrade>;
}) {
  const { assignmentId, cohortId } = assignment;
  const { plan } = text.regrades;
  const ofStatus = (status: AppliedRow["status"]) =>
    regrade.applied.filter((row) => row.status === status);
  const changed = ofStatus("changed");
  const { closedAt, state } = view.job;
  return (
    <SpaceBetween size="l">
      {(state === "failed" || state === "canceled") && <Alert type="info">{plan.again}</Alert>}
      <Container
        header={
          <Header
            variant="h2"
            description={
              closedAt !== undefined && !regrade.isWhole && plan.reading(regrade.applied.length)
            }
          >
            {plan.applied}
          </Header>
        }
      >
        <KeyValuePairs
          columns={4}
          items={[
            { label: plan.appliedCount, value: ofStatus("applied").length },
            { label: plan.overtaken, value: changed.length },
            { label: plan.unchanged, value: ofStatus("unchanged").length },
            { label: plan.rules, value: rulesOf(view.options) },
            {
              label: plan.toPlan,
              value: view.plan && (
                <AppLink to={`/assignments/${assignmentId}/regrades/${view.plan}`}>
                  {plan.planTitle}
                </AppLink>
              ),
            },
          ]}
        />
      </Container>
      {changed.length > 0 && <LeftAlone cohortId={cohortId} rows={changed} />}
    </SpaceBetween>
  );
}

function LeftAlone({
  cohortId,
  rows,
}: {
  readonly cohortId: string;
  readonly rows: readonly AppliedRow[];
}) {
  const nameOf = useLearnerNames(cohortId);
  const { plan } = text.regrades;
  return (
    <Container
      header={
        <Header variant="h2" description={plan.overtakenMeans}>
          {plan.overtaken}
        </Header>
      }
    >
      <Box>
        <ul>
          {rows.map(({ submissionId, learnerId }) => (
            <li key={submissionId}>
              <AppLink to={`/submissions/${submissionId}`}>{nameOf(learnerId)}</AppLink>
            </li>
          ))}
        </ul>
      </Box>
    </Container>
  );
}
