import { describe, expect, it } from "vitest";
import { EvidenceRecord } from "../evidence/evidence.ts";
import { GradeRecord } from "../grading/grade.ts";
import { aGrade, anEvidence, aSubmission, aSystem } from "../testing.ts";
import { readEarlierEvidence } from "./earlier-evidence.ts";

const attempt = aSubmission({
  state: "graded",
  counts: true,
  stage: "break",
  effectiveGrade: "grd_000000000002",
});
const { submissionId } = attempt;
const submission = aSubmission({ stage: "correct", comparedWith: { break: submissionId } });
const graded = aGrade({ gradeId: "grd_000000000001", submissionId, evidenceClaim: 2 });
const { evidenceClaim: _claim, ...withoutClaim } = graded;
const overridden = {
  ...withoutClaim,
  gradeId: "grd_000000000002",
  cause: "overridden" as const,
  previousGrade: graded.gradeId,
};

async function earlierOf({ isStored }: { isStored: boolean }) {
  const { table } = (await aSystem({ submissions: [attempt, submission] })).deps;
  await table.put(GradeRecord, graded);
  await table.put(GradeRecord, overridden);
  const evidence = anEvidence({ submissionId, claim: 2 });
  if (isStored) await table.put(EvidenceRecord, evidence);
  return { evidence, earlier: await readEarlierEvidence(submission, [attempt], table) };
}

describe("readEarlierEvidence", () => {
  it("finds what the grader saw, also behind a grade that a person gave", async () => {
    const { evidence, earlier } = await earlierOf({ isStored: true });

    expect(earlier).toEqual({ break: evidence });
  });

  it("leaves out what is not stored any more", async () => {
    expect((await earlierOf({ isStored: false })).earlier).toEqual({});
  });
});
