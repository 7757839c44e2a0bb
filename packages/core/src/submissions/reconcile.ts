import { settleDue } from "../gradebook/settle-due.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { jobKeyAt } from "../jobs/job.ts";
import { remindJob } from "../jobs/remind-job.ts";
import type { ItemKey } from "../storage/table.ts";
import { addSeconds } from "../time.ts";
import { type FollowUpDeps, followUp } from "./follow-up.ts";
import type { SendMessage } from "./ports.ts";
import { isClosed, type Submission, SubmissionRecord, submissionKeyAt } from "./submission.ts";

/** What one run of the reconciler did. */
export interface Reconciliation {
  /** Submissions that were sent again. */
  readonly sent: number;
  readonly followedUp: number;
  /** Jobs that were sent again. */
  readonly jobsSent: number;
  /** Jobs that were ended, because nobody got further with them. */
  readonly jobsFailed: number;
  /** What went wrong with single items; they stay due and don't stop the others. */
  readonly faults: readonly { readonly place: ItemKey; readonly fault: unknown }[];
}

export interface ReconcileDeps extends FollowUpDeps {
  readonly send: SendMessage;
  readonly timings: GradingTimings;
}

const duePageSize = 25;
const didToJob = { sent: "jobsSent", failed: "jobsFailed", nothing: "nothing" } as const;

/**
 * Looks at everything that is due: what is closed is followed up, what is open is sent again, jobs too. The
 * index is only a hint; each item is read and its time moved before anything is done, so that two
 * reconcilers don't do the same and a queue that is down is not flooded.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Reconciliation> {
  const dueBefore = deps.now();
  const done = {
    ...{ sent: 0, followedUp: 0, jobsSent: 0, jobsFailed: 0 },
    faults: [] as Reconciliation["faults"][number][],
  };
  let cursor: string | undefined;
  do {
    const page = await deps.table.listDue({
      dueBefore,
      limit: duePageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const place of page.items) {
      try {
        const did = await lookAt(place, deps);
        if (did !== "nothing") done[did] += 1;
      } catch (fault) {
        done.faults.push({ place, fault });
      }
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return done;
}

async function lookAt(
  place: ItemKey,
  deps: ReconcileDeps,
): Promise<"sent" | "followedUp" | "jobsSent" | "jobsFailed" | "nothing"> {
  const settled = await settleDue(place, deps);
  if (settled !== undefined) return settled === "settled" ? "followedUp" : "nothing";
  const jobKey = jobKeyAt(place);
  if (jobKey) return didToJob[await remindJob(jobKey, deps)];
  const key = submissionKeyAt(place);
  const due = key && (await deps.table.get(SubmissionRecord, key));
  if (due?.dueAt === undefined || due.dueAt > deps.now()) return "nothing";
  const moved = await moveDueAt(due, due.dueAt, deps);
  if (!moved) return "nothing";

  if (isClosed(moved.state)) {
    await followUp(moved, deps);
    return "followedUp";
  }
  await deps.send(
    { kind: "grade", submissionId: moved.submissionId },
    { cohortId: moved.cohortId, delaySeconds: 0 },
  );
  return "sent";
}

/** @returns the submission as it is now; `undefined` when somebody else has moved it. */
async function moveDueAt(
  due: Submission,
  dueAt: string,
  { table, now, timings }: ReconcileDeps,
): Promise<Submission | undefined> {
  const reminders = due.reminders ?? 0;
  const delaySeconds = Math.min(
    timings.queuedDueSeconds * 2 ** reminders,
    timings.reconcilerLongestDelaySeconds,
  );
  return await table.update(
    SubmissionRecord,
    due,
    { dueAt: addSeconds(now(), delaySeconds), reminders: reminders + 1 },
    { field: "dueAt", equals: dueAt },
  );
}
