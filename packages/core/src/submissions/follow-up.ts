import { refoldCell } from "../gradebook/refold-cell.ts";
import { type Grade, GradeRecord } from "../grading/grade.ts";
import { keepUnmarked } from "../review/unmarked.ts";
import type { Condition, Table } from "../storage/table.ts";
import type { Now, PublishEvent } from "./ports.ts";
import { resultEventOf } from "./result-event.ts";
import { isClosed, type Submission, SubmissionRecord } from "./submission.ts";

export type FollowUp =
  | { readonly status: "done" }
  /** The cell kept changing; the submission stays due, somebody follows it up later. */
  | { readonly status: "contended" };

export interface FollowUpDeps {
  readonly table: Table;
  readonly now: Now;
  readonly announce: PublishEvent;
}

/**
 * What follows from a closed submission: the cell of the gradebook, its place in the row of what is
 * to be marked, the event, then the mark is cleared. Whoever meets a closed submission with `followUp` runs this; repeating it publishes
 * the same event again and changes nothing else.
 *
 * Clearing costs two write units, the item and the removal of its place in the index.
 * @param committed the grade, where the caller has just made it effective: it is not read again.
 * @throws when the submission's assignment is gone: the data contradict themselves.
 */
export async function followUp(
  closed: Submission,
  deps: FollowUpDeps,
  committed?: Grade,
): Promise<FollowUp> {
  if (!isClosed(closed.state) || closed.followUp === undefined) return { status: "done" };
  const { status } = await refoldCell(closed, deps);
  if (status === "contended") return { status };

  const grade = await effectiveGradeOf(closed, deps, committed);
  if (grade) await keepUnmarked(grade, deps.table);
  const event = resultEventOf(closed, grade);
  if (event) await deps.announce(event);
  // A grade that became effective meanwhile has its own follow-up: it then keeps the mark.
  await deps.table.update(
    SubmissionRecord,
    closed,
    { followUp: undefined, dueAt: undefined, reminders: undefined },
    { all: [{ field: "followUp", equals: true }, sameGrade(closed.effectiveGrade)] },
  );
  return { status: "done" };
}

async function effectiveGradeOf(
  { submissionId, effectiveGrade: gradeId }: Submission,
  { table }: FollowUpDeps,
  committed: Grade | undefined,
): Promise<Grade | undefined> {
  if (gradeId === undefined) return undefined;
  if (committed?.gradeId === gradeId) return committed;
  const grade = await table.get(GradeRecord, { submissionId, gradeId });
  if (!grade) throw new Error(`the effective grade ${gradeId} of ${submissionId} is not stored`);
  return grade;
}

/** True while the grade that a person or a process saw is still the effective one. */
export function sameGrade(gradeId: string | undefined): Condition<Submission> {
  return gradeId === undefined
    ? { field: "effectiveGrade", isAbsent: true }
    : { field: "effectiveGrade", equals: gradeId };
}
