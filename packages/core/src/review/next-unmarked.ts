import { type Grade, GradeRecord } from "../grading/grade.ts";
import { unmarkedIn } from "../grading/unmarked-texts.ts";
import { parseSubmissionId } from "../ids.ts";
import type { Table } from "../storage/table.ts";
import { type Submission, SubmissionRecord } from "../submissions/submission.ts";
import { type Unmarked, UnmarkedRecord, unmarkedPartition } from "./unmarked.ts";

/** The next submission with a text that nobody has marked. */
export interface NextUnmarked {
  readonly place: string;
  readonly submission: Submission;
  readonly grade: Grade;
  /** Full names of what is to be marked. */
  readonly criteria: readonly string[];
}

/** Places of one look: what was marked meanwhile is taken out of the row on the way. */
const placesOfPage = 10;

/**
 * Goes along the row of an assignment. Two people who start at the same place read the same text;
 * the second of them is told when they mark it.
 * @param after the place to go on from; absent: from the start.
 */
export async function nextUnmarked(
  { assignmentId, after }: { readonly assignmentId: string; readonly after?: string | undefined },
  table: Table,
): Promise<NextUnmarked | undefined> {
  const pk = unmarkedPartition({ assignmentId });
  let from = after === undefined ? "" : `${after}~`;
  for (;;) {
    const page = await table.list(UnmarkedRecord, { pk, from, to: "~", limit: placesOfPage });
    for (const each of page.items) {
      const found = await findUnmarked(each, table);
      if (found) return found;
    }
    const last = page.items.at(-1);
    if (page.cursor === undefined || !last) return undefined;
    from = `${last.place}~`;
  }
}

/** More than that is counted as that: how long the row is, not how many exactly. */
export const mostCountedUnmarked = 100;

/** How many submissions are in the row of an assignment, at most `mostCountedUnmarked`. */
export async function countUnmarked(assignmentId: string, table: Table): Promise<number> {
  const pk = unmarkedPartition({ assignmentId });
  const row = await table.list(UnmarkedRecord, { pk, prefix: "", limit: mostCountedUnmarked });
  return row.items.length;
}

/** What is to be marked at a place; `undefined` where nothing is. */
export async function findUnmarked(
  at: Pick<Unmarked, "assignmentId" | "place">,
  table: Table,
): Promise<NextUnmarked | undefined> {
  const entry = await table.get(UnmarkedRecord, at);
  if (!entry) return undefined;
  const { place, submissionId, gradeId: noted } = entry;
  const key = parseSubmissionId(submissionId);
  const submission = key && (await table.get(SubmissionRecord, key));
  const gradeId = submission?.effectiveGrade;
  const grade =
    gradeId === undefined ? undefined : await table.get(GradeRecord, { submissionId, gradeId });
  const criteria = grade ? unmarkedIn(grade.outcomes) : [];
  if (submission && grade && criteria.length > 0) return { place, submission, grade, criteria };
  // A grade that leaves something to mark again has put its own entry there meanwhile.
  await table.delete(UnmarkedRecord, entry, { field: "gradeId", equals: noted });
  return undefined;
}
