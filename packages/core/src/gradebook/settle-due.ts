import {
  AssignmentChangeRecord,
  assignmentChangeKeyAt,
  settleAssignment,
} from "../cohorts/change-assignment.ts";
import type { JobDeps } from "../jobs/start-job.ts";
import type { ItemKey } from "../storage/table.ts";
import { addSeconds } from "../time.ts";
import { settleTerms } from "./change-terms.ts";
import { LearnerTermsRecord, termsKeyAt } from "./learner-terms.ts";

/**
 * Does what a crash left undone after terms or an assignment were changed. Whoever is first moves
 * the time on, so that two reconcilers don't do the same.
 * @returns `undefined` where another kind of item lies at this place.
 */
export async function settleDue(
  place: ItemKey,
  deps: JobDeps,
): Promise<"settled" | "nothing" | undefined> {
  const { table, now, timings } = deps;
  const at = now();
  const next = { dueAt: addSeconds(at, timings.reconcilerLongestDelaySeconds) };
  const terms = termsKeyAt(place);
  if (terms) {
    const due = await table.get(LearnerTermsRecord, terms);
    if (due?.dueAt === undefined || due.dueAt > at) return "nothing";
    const seen = { field: "dueAt", equals: due.dueAt } as const;
    const moved = await table.update(LearnerTermsRecord, due, next, seen);
    if (!moved) return "nothing";
    await settleTerms(moved, deps);
    return "settled";
  }
  const change = assignmentChangeKeyAt(place);
  if (change) {
    const due = await table.get(AssignmentChangeRecord, change);
    if (due?.dueAt === undefined || due.dueAt > at) return "nothing";
    const seen = { field: "dueAt", equals: due.dueAt } as const;
    const moved = await table.update(AssignmentChangeRecord, due, next, seen);
    if (!moved) return "nothing";
    await settleAssignment(moved, deps);
    return "settled";
  }
  return undefined;
}
