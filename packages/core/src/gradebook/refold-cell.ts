import { AssignmentRecord } from "../cohorts/assignment.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";
import { SubmissionRecord, submissionPartition } from "../submissions/submission.ts";
import { type Cell, CellRecord } from "./cell.ts";
import { foldCell, isCellOf } from "./fold-cell.ts";
import { newestTerms } from "./learner-terms.ts";

export type Refold =
  | { readonly status: "folded"; readonly cell: Cell }
  /** The cell said so already; absent where there is nothing to say. */
  | { readonly status: "unchanged"; readonly cell: Cell | undefined }
  /** It kept changing: whoever asked stays due and comes again. */
  | { readonly status: "contended" };

const mostFolds = 5;

/**
 * Writes a cell as the fold of the assignment, the learner's terms and the submissions. The version
 * is read before all of them: a cell that is written over an unchanged version was folded from
 * nothing older than its predecessor. Everybody who changes one of the three refolds afterwards, so
 * the last of them has seen what the others wrote.
 *
 * Four reads, one write unit where something changed.
 * @throws when the assignment is gone: the data contradict themselves.
 */
export async function refoldCell(
  of: { readonly cohortId: string; readonly assignmentId: string; readonly learnerId: string },
  { table, now }: { readonly table: Table; readonly now: Now },
): Promise<Refold> {
  for (let fold = 1; fold <= mostFolds; fold += 1) {
    const cell = await table.get(CellRecord, of);
    const [assignment, terms, submissions] = await Promise.all([
      table.get(AssignmentRecord, of),
      newestTerms(of, table),
      listAll(table, SubmissionRecord, { pk: submissionPartition(of), prefix: "" }),
    ]);
    if (!assignment) throw new Error(`no assignment ${of.assignmentId}`);
    if (!cell && !terms && submissions.length === 0) return { status: "unchanged", cell };

    const { learnerId } = of;
    const folded = foldCell({ assignment, learnerId, terms, submissions });
    if (cell && isCellOf(cell, folded)) return { status: "unchanged", cell };
    const next = { ...folded, version: (cell?.version ?? 0) + 1, foldedAt: now() };
    const isUnchanged = cell
      ? ({ field: "version", equals: cell.version } as const)
      : ({ itemIsAbsent: true } as const);
    if (await table.put(CellRecord, next, isUnchanged)) return { status: "folded", cell: next };
  }
  return { status: "contended" };
}
