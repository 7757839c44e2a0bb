import type { Grade } from "../grading/grade.ts";
import type { Hash } from "../submissions/ports.ts";
import { hashOfGrade } from "../submissions/replace-grade.ts";
import type { Submission } from "../submissions/submission.ts";

export type AuditChain =
  /** From the first grade of the submission to the effective one. */
  | { readonly status: "whole"; readonly grades: readonly Grade[] }
  | {
      readonly status: "broken";
      readonly code: "grade.missing" | "grade.altered" | "grade.repeated" | "submission.differs";
      readonly gradeId: string;
    };

/**
 * Walks from the effective grade of a submission back to its first one and compares each hash.
 * Grades beside the chain are no fault: they were written under claims that were taken over.
 */
export function auditChain(
  submission: Submission,
  grades: readonly Grade[],
  { hash }: { hash: Hash },
): AuditChain {
  const byId = new Map(grades.map((grade) => [grade.gradeId, grade]));
  const chain: Grade[] = [];
  let gradeId = submission.effectiveGrade;
  let expectedHash: string | undefined;
  while (gradeId !== undefined) {
    const grade = byId.get(gradeId);
    if (!grade) return { status: "broken", code: "grade.missing", gradeId };
    if (chain.includes(grade)) return { status: "broken", code: "grade.repeated", gradeId };
    if (expectedHash !== undefined && hashOfGrade(grade, hash) !== expectedHash)
      return { status: "broken", code: "grade.altered", gradeId };
    if (chain.length === 0 && !saysTheSame(submission, grade))
      return { status: "broken", code: "submission.differs", gradeId };
    chain.unshift(grade);
    expectedHash = grade.previousHash;
    gradeId = grade.previousGrade;
  }
  return { status: "whole", grades: chain };
}

function saysTheSame(submission: Submission, grade: Grade): boolean {
  return (
    submission.state === grade.state &&
    submission.counts === grade.counts &&
    submission.points === grade.points &&
    submission.judgedPoints === grade.judgedPoints &&
    submission.maxPoints === grade.maxPoints
  );
}
