import { type ReconcileDeps, reconcile } from "@lab-grader/core/submissions/reconcile";
import type { Telemetry } from "../telemetry.ts";

/** One run of the reconciler; what goes wrong with one submission stays due and is looked at again. */
export async function reconcileDue(
  deps: ReconcileDeps & { readonly telemetry: Telemetry },
): Promise<void> {
  const { telemetry } = deps;
  const { sent, followedUp, jobsSent, jobsFailed, faults } = await reconcile(deps);
  for (const { place, fault } of faults)
    telemetry.error(`could not be looked after: ${place.pk} ${place.sk}`, {}, fault);
  if (sent > 0) telemetry.count("SubmissionSentAgain", sent);
  if (followedUp > 0) telemetry.count("SubmissionFollowedUp", followedUp);
  if (jobsSent > 0) telemetry.count("JobSentAgain", jobsSent);
  if (jobsFailed > 0) telemetry.count("JobFailed", jobsFailed);
  if (faults.length > 0) telemetry.count("ReconcilerFault", faults.length);
  telemetry.publish();
}
