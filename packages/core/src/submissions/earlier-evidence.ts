import { EvidenceRecord } from "../evidence/evidence.ts";
import type { GradedEvidence } from "../facts/read-facts.ts";
import { type Grade, GradeRecord } from "../grading/grade.ts";
import type { Table } from "../storage/table.ts";
import type { Submission } from "./submission.ts";

/**
 * The evidence of the attempts that were pinned when a submission was accepted. What is not in the
 * table is left out, and then unknown: never a verdict.
 */
export async function readEarlierEvidence(
  submission: Submission,
  submissions: readonly Submission[],
  table: Table,
): Promise<Record<string, GradedEvidence>> {
  const pinned = Object.entries(submission.comparedWith ?? {});
  const read = await Promise.all(
    pinned.map(async ([stage, submissionId]): Promise<[string, GradedEvidence][]> => {
      const attempt = submissions.find((each) => each.submissionId === submissionId);
      const claim = attempt && (await findEvidenceClaim(attempt, table));
      if (claim === undefined) return [];
      const evidence = await table.get(EvidenceRecord, { submissionId, claim });
      return evidence ? [[stage, evidence]] : [];
    }),
  );
  return Object.fromEntries(read.flat());
}

/**
 * The claim whose evidence the effective grade stands on. A person who graded by hand has not
 * looked into the account: then the grade before tells.
 */
export async function findEvidenceClaim(
  { submissionId, effectiveGrade }: Pick<Submission, "submissionId" | "effectiveGrade">,
  table: Table,
): Promise<number | undefined> {
  let gradeId = effectiveGrade;
  while (gradeId !== undefined) {
    const grade: Grade | undefined = await table.get(GradeRecord, { submissionId, gradeId });
    if (grade?.evidenceClaim !== undefined) return grade.evidenceClaim;
    gradeId = grade?.previousGrade;
  }
  return undefined;
}
