import * as z from "zod";
import type { Grade } from "../grading/grade.ts";
import { unmarkedIn } from "../grading/unmarked-texts.ts";
import { AssignmentId, GradeId, SubmissionId } from "../ids.ts";
import { defineRecord, type Table } from "../storage/table.ts";

/** A submission with a text that somebody has to mark: its place in the row of its assignment. */
export const Unmarked = z.strictObject({
  assignmentId: AssignmentId,
  /** Follows neither names nor ids, and stays the same. */
  place: z.string().regex(/^[0-9a-f]{16}$/),
  submissionId: SubmissionId,
  /** The grade that left something to mark. */
  gradeId: GradeId,
});
export type Unmarked = z.infer<typeof Unmarked>;

/** Partition `unmarked#assignmentId`, sort key the place: the row is one range. */
export const UnmarkedRecord = defineRecord({
  kind: "unmarked",
  schema: Unmarked,
  key: (key: { assignmentId: string; place: string }) => ({
    pk: unmarkedPartition(key),
    sk: key.place,
  }),
});

export function unmarkedPartition({ assignmentId }: { readonly assignmentId: string }): string {
  return `unmarked#${assignmentId}`;
}

/** Puts a submission into the row while its grade has texts that nobody has marked. Repeatable. */
export async function keepUnmarked(grade: Grade, table: Table): Promise<void> {
  if (unmarkedIn(grade.outcomes).length === 0) return;
  const { assignmentId, submissionId, gradeId } = grade;
  const place = placeOf(submissionId);
  await table.put(UnmarkedRecord, { assignmentId, place, submissionId, gradeId });
}

const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/**
 * FNV-1a, 64 bits: scatters, so that the row of no two assignments is the same and none is that of
 * the names. No secret: who has the roster can work out whose place it is.
 * datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function placeOf(submissionId: string): string {
  let hash = offset;
  for (const character of submissionId)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * prime);
  return hash.toString(16).padStart(16, "0");
}
