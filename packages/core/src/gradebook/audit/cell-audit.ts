import { AssignmentRecord } from "../../cohorts/assignment.ts";
import { AssignmentChangeRecord } from "../../cohorts/change-assignment.ts";
import { isOpenJob, JobRecord } from "../../jobs/job.ts";
import { listAll } from "../../storage/list-all.ts";
import type { Table } from "../../storage/table.ts";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "../../submissions/submission.ts";
import { type Cell, CellRecord } from "../cell.ts";
import { foldCell, isCellOf } from "../fold-cell.ts";
import { type LearnerTerms, newestTerms } from "../learner-terms.ts";

interface CellOf {
  readonly cohortId: string;
  readonly assignmentId: string;
  readonly learnerId: string;
}

interface Look {
  readonly says: "fold" | "other" | "not_settled";
  readonly cell: Cell | undefined;
}

/**
 * Whether a cell says something else than what it is folded from, although nothing is on its way
 * that would still change it. Looks twice, so that what is written in between is no difference.
 */
export async function cellDiffers(of: CellOf, table: Table): Promise<boolean> {
  const first = await look(of, table);
  if (first.says !== "other" || !(await isAssignmentSettled(of, table))) return false;
  const second = await look(of, table);
  return second.says === "other" && second.cell?.version === first.cell?.version;
}

async function look(of: CellOf, table: Table): Promise<Look> {
  const [cell, assignment, terms, submissions] = await Promise.all([
    table.get(CellRecord, of),
    table.get(AssignmentRecord, of),
    newestTerms(of, table),
    listAll(table, SubmissionRecord, { pk: submissionPartition(of), prefix: "" }),
  ]);
  if (!assignment || !areSettled(submissions, terms)) return { says: "not_settled", cell };
  if (!cell) return { says: submissions.length > 0 || terms ? "other" : "fold", cell };
  const { learnerId } = of;
  const fold = foldCell({ assignment, learnerId, terms, submissions });
  return { says: isCellOf(cell, fold) ? "fold" : "other", cell };
}

/** The cell follows a submission when it is closed, and terms before they are settled. */
function areSettled(
  submissions: readonly Submission[],
  terms: Pick<LearnerTerms, "dueAt"> | undefined,
): boolean {
  const areFollowed = submissions.every(({ state, followUp }) => isClosed(state) && !followUp);
  return areFollowed && terms?.dueAt === undefined;
}

/** No job is on its way that brings a change of the assignment to its cells. */
async function isAssignmentSettled({ assignmentId }: CellOf, table: Table): Promise<boolean> {
  const change = await table.get(AssignmentChangeRecord, { assignmentId });
  if (!change) return true;
  const job = await table.get(JobRecord, change);
  return change.dueAt === undefined && !(job && isOpenJob(job));
}
