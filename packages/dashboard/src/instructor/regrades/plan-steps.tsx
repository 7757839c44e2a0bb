import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { RegradeView } from "@lab-grader/core/contracts/endpoints/regrades";
import { text } from "../../text/text.ts";
import { ApplicationsOfPlan } from "./applications-of-plan.tsx";
import { ApplyPlan } from "./apply-plan.tsx";
import { PlanSummaryBox } from "./plan-summary-box.tsx";
import { PlannedRows } from "./planned-rows.tsx";
import type { useRegrade } from "./use-regrade.ts";

/** A plan: what would change in all, learner by learner, and the button that writes it. */
export function PlanSteps({
  view,
  assignment,
  regrade,
  mayManage,
}: {
  readonly view: RegradeView;
  readonly assignment: AssignmentView;
  readonly regrade: ReturnType<typeof useRegrade>;
  readonly mayManage: boolean;
}) {
  const { summary } = view;
  const { plan } = text.regrades;
  if (!summary) return null;
  if (summary.submissions === 0)
    return <Alert header={plan.noSubmissionsTitle}>{plan.noSubmissions}</Alert>;
  return (
    <SpaceBetween size="l">
      <ApplicationsOfPlan job={view.job} />
      <PlanSummaryBox view={view} summary={summary} />
      {mayManage && summary.changed > 0 && <ApplyPlan view={view} summary={summary} />}
      <PlannedRows
        cohortId={assignment.cohortId}
        rows={regrade.planned}
        isWhole={regrade.isWhole}
        summary={summary}
      />
    </SpaceBetween>
  );
}
