import * as z from "zod";
import { AssignmentId, CohortId, Instant, JobId } from "../ids.ts";
import { type JobDeps, startJob } from "../jobs/start-job.ts";
import { Json } from "../json.ts";
import { HoldInput } from "../review/hold-input.ts";
import { defineRecord, type ItemKey } from "../storage/table.ts";
import type { NewId } from "../submissions/ports.ts";
import { addSeconds } from "../time.ts";
import { type Assignment, AssignmentRecord } from "./assignment.ts";
import { CohortAssignmentRecord, cohortAssignmentOf } from "./cohort-assignment.ts";

/**
 * Says, before an assignment is written, what has to follow: its column, and all its cells. One
 * item per assignment; due until that is done, so that a crash in between loses nothing.
 */
export const AssignmentChange = z.strictObject({
  assignmentId: AssignmentId,
  cohortId: CohortId,
  /** Of the assignment that is about to be written. */
  version: z.int().min(1),
  /** The refold that follows; the same, however often it is started. */
  jobId: JobId,
  by: z.string(),
  /** A criterion was put on hold, or counts again: the job that brings that to past grades. */
  hold: z.strictObject({ jobId: JobId, input: HoldInput, reason: z.string() }).optional(),
  dueAt: Instant.optional(),
});
export type AssignmentChange = z.infer<typeof AssignmentChange>;

const changeKey = "change";

export const AssignmentChangeRecord = defineRecord({
  kind: "assignment-change",
  schema: AssignmentChange,
  key: (key: { assignmentId: string }) => ({ pk: key.assignmentId, sk: changeKey }),
  dueAt: "dueAt",
});

/** The change at a place of the table; `undefined` where another kind of item lies. */
export function assignmentChangeKeyAt({ pk, sk }: ItemKey): { assignmentId: string } | undefined {
  return sk === changeKey && AssignmentId.safeParse(pk).success ? { assignmentId: pk } : undefined;
}

export type ChangingAssignment =
  | { readonly status: "changed"; readonly assignment: Assignment; readonly jobId: string }
  /** Another version than the one that was seen, or none. */
  | { readonly status: "conflict"; readonly assignment: Assignment | undefined };

export interface AssignmentDeps extends JobDeps {
  readonly newId: NewId;
}

/**
 * Writes the next version of an assignment if nobody has changed it meanwhile, then its column and
 * the start of the job that folds its cells again.
 * @param next what it should be; its version is the one that was seen, 0 for a new one.
 */
export async function writeAssignment(
  {
    next,
    by,
    hold,
  }: {
    readonly next: Assignment | Omit<Assignment, "version">;
    readonly by: string;
    readonly hold?: AssignmentChange["hold"];
  },
  deps: AssignmentDeps,
): Promise<ChangingAssignment> {
  const { table, now, newId, timings } = deps;
  const seen = "version" in next ? next.version : 0;
  const assignment: Assignment = { ...next, version: seen + 1 };
  const { assignmentId, cohortId, version } = assignment;
  const change: AssignmentChange = {
    ...{ assignmentId, cohortId, version, by },
    jobId: newId("job"),
    ...(hold && { hold }),
    dueAt: addSeconds(now(), timings.queuedDueSeconds),
  };
  await settleBefore({ assignmentId, seen }, deps);
  await table.put(AssignmentChangeRecord, change);
  const isWritten = await table.put(
    AssignmentRecord,
    assignment,
    seen === 0 ? { itemIsAbsent: true } : { field: "version", equals: seen },
  );
  if (!isWritten)
    return { status: "conflict", assignment: await table.get(AssignmentRecord, next) };
  await settleAssignment(change, deps);
  return { status: "changed", assignment, jobId: change.jobId };
}

/** What follows from a change, of the assignment as it is now. Repeatable. */
export async function settleAssignment(change: AssignmentChange, deps: JobDeps): Promise<void> {
  const { table } = deps;
  const { assignmentId, cohortId, jobId, by, version, hold } = change;
  const assignment = await table.get(AssignmentRecord, { assignmentId });
  if (assignment) {
    await table.put(CohortAssignmentRecord, cohortAssignmentOf(assignment), {
      any: [{ itemIsAbsent: true }, { field: "version", atMost: assignment.version }],
    });
    // A new assignment has no cells yet.
    if (assignment.version > 1)
      await startJob(
        { kind: "refold", jobId, cohortId, assignmentId, by, input: {} },
        { ...deps, newId: () => jobId },
      );
    // Of a change that was never written it finds nothing to do.
    if (hold) {
      const { reason } = hold;
      const input = Json.parse(hold.input);
      await startJob(
        { kind: "hold", jobId: hold.jobId, cohortId, assignmentId, by, reason, input },
        { ...deps, newId: () => hold.jobId },
      );
    }
  }
  await table.update(
    AssignmentChangeRecord,
    change,
    { dueAt: undefined },
    { field: "version", equals: version },
  );
}

/**
 * What a crash left of the change before is not overwritten: it is done first. A change that is not
 * written yet is left alone: what follows from it would come too early.
 */
async function settleBefore(
  { assignmentId, seen }: { readonly assignmentId: string; readonly seen: number },
  deps: JobDeps,
): Promise<void> {
  if (seen === 0) return;
  const before = await deps.table.get(AssignmentChangeRecord, { assignmentId });
  if (before?.dueAt === undefined || before.version > seen) return;
  await settleAssignment(before, deps);
}
