import { AssignmentRecord } from "../cohorts/assignment.ts";
import { LearnerRecord } from "../cohorts/learner.ts";
import { CellRecord } from "../gradebook/cell.ts";
import { foldCell, isCellOf } from "../gradebook/fold-cell.ts";
import { listAll } from "../storage/list-all.ts";
import type { Condition, Table } from "../storage/table.ts";
import type { Announce, Now } from "./ports.ts";
import { isClosed, type Submission, SubmissionRecord, submissionPartition } from "./submission.ts";

export type FollowUp =
  | { readonly status: "done" }
  /** The cell kept changing; the submission stays due, somebody follows it up later. */
  | { readonly status: "contended" };

export interface FollowUpDeps {
  readonly table: Table;
  readonly now: Now;
  readonly announce: Announce;
}

const mostFolds = 5;

/**
 * What follows from a closed submission: the cell of the gradebook, then the event, then the mark
 * is cleared. Whoever meets a closed submission with `followUp` runs this; repeating it changes
 * nothing.
 *
 * Clearing costs two write units, the item and the removal of its place in the index.
 * @throws when the submission's assignment or learner is gone: the data contradict themselves.
 */
export async function followUp(closed: Submission, deps: FollowUpDeps): Promise<FollowUp> {
  if (!isClosed(closed.state) || closed.followUp === undefined) return { status: "done" };
  if (!(await refoldCell(closed, deps))) return { status: "contended" };

  await deps.announce({
    id: closed.effectiveGrade ?? closed.submissionId,
    submissionId: closed.submissionId,
    assignmentId: closed.assignmentId,
    learnerId: closed.learnerId,
    cohortId: closed.cohortId,
    stage: closed.stage,
    state: closed.state,
  });
  // A grade that became effective meanwhile has its own follow-up: it then keeps the mark.
  await deps.table.update(
    SubmissionRecord,
    closed,
    { followUp: undefined, dueAt: undefined, reminders: undefined },
    { all: [{ field: "followUp", equals: true }, sameGrade(closed.effectiveGrade)] },
  );
  return { status: "done" };
}

/** True while the grade that a person or a process saw is still the effective one. */
export function sameGrade(gradeId: string | undefined): Condition<Submission> {
  return gradeId === undefined
    ? { field: "effectiveGrade", isAbsent: true }
    : { field: "effectiveGrade", equals: gradeId };
}

/**
 * Writes the cell as the fold of the submissions. The version is read before the submissions: a
 * cell that is written over an unchanged version was folded from nothing older than its predecessor.
 */
async function refoldCell(
  of: { assignmentId: string; learnerId: string },
  { table, now }: FollowUpDeps,
): Promise<boolean> {
  for (let fold = 1; fold <= mostFolds; fold += 1) {
    const cell = await table.get(CellRecord, of);
    const [assignment, learner, submissions] = await Promise.all([
      table.get(AssignmentRecord, of),
      table.get(LearnerRecord, of),
      listAll(table, SubmissionRecord, { pk: submissionPartition(of), prefix: "" }),
    ]);
    if (!assignment || !learner)
      throw new Error(`no assignment ${of.assignmentId} or no learner ${of.learnerId}`);

    const folded = foldCell({ assignment, learner, submissions });
    if (cell && isCellOf(cell, folded)) return true;
    const isWritten = await table.put(
      CellRecord,
      { ...folded, version: (cell?.version ?? 0) + 1, foldedAt: now() },
      cell ? { field: "version", equals: cell.version } : { itemIsAbsent: true },
    );
    if (isWritten) return true;
  }
  return false;
}
