import type { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { ApplicationSummary } from "@lab-grader/core/regrade/application-summary";
import { PlanSummary } from "@lab-grader/core/regrade/plan-summary";
import { text } from "../../text/text.ts";

/** A regrade in a few words; of a job that has not ended nobody knows yet which step it is. */
export function regradeWords({ result }: Pick<JobView, "result">): string {
  const plan = PlanSummary.safeParse(result).data;
  if (plan) return text.regrades.planOf(plan.changed, plan.submissions);
  const application = ApplicationSummary.safeParse(result).data;
  if (application) return text.regrades.applicationOf(application.applied);
  return text.regrades.planOrApplication;
}
