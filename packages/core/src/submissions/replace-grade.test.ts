import { describe, expect, it } from "vitest";
import { auditChain } from "../gradebook/audit-chain.ts";
import { CellRecord } from "../gradebook/cell.ts";
import { GradeRecord } from "../grading/grade.ts";
import { listAll } from "../storage/list-all.ts";
import { aGradeContent, aSubmission, aSystem, shortHash } from "../testing.ts";
import { handleDelivery } from "./handle-delivery.ts";
import { type Replacement, replaceGrade } from "./replace-grade.ts";

const submission = aSubmission();
const override: Replacement = {
  submissionId: submission.submissionId,
  seenGrade: "grd_000000000001",
  cause: "overridden",
  by: "instructor-01",
  reason: "the backup was there",
  judgement: { ...aGradeContent({ points: "36" }), state: "graded" },
  evidenceClaim: 1,
};

async function gradedSystem() {
  const system = await aSystem({ submissions: [submission] });
  await handleDelivery(
    {
      submissionId: submission.submissionId,
      deadline: "2026-03-01T12:01:00.000Z",
      receiveCount: 1,
    },
    system.deps,
  );
  return system;
}

describe("replaceGrade", () => {
  it("makes another grade effective, chained to the one before, and refolds the cell", async () => {
    const system = await gradedSystem();

    const replacing = await replaceGrade(override, system.deps);

    const after = await system.read(submission);
    const grades = await listAll(system.table, GradeRecord, {
      pk: submission.submissionId,
      prefix: "grade#",
    });
    const chain = auditChain(after, grades, { hash: shortHash });
    expect(replacing.status).toBe("replaced");
    expect(after).toMatchObject({ points: "36", effectiveGrade: "grd_000000000002" });
    expect(await system.table.get(CellRecord, submission)).toMatchObject({ points: "36" });
    expect(chain).toMatchObject({
      status: "whole",
      grades: [{ cause: "graded" }, { cause: "overridden", previousGrade: "grd_000000000001" }],
    });
    expect(system.announced).toEqual(["grd_000000000001", "grd_000000000002"]);
    expect(after).not.toHaveProperty("dueAt");
  });

  it("is refused when another grade is effective than the one that was seen", async () => {
    const system = await gradedSystem();
    await replaceGrade(override, system.deps);

    const replacing = await replaceGrade({ ...override, by: "instructor-02" }, system.deps);

    expect(replacing).toEqual({
      status: "refused",
      code: "grade.changed",
      effectiveGrade: "grd_000000000002",
    });
  });

  it("is refused while the submission is open", async () => {
    const system = await aSystem({ submissions: [submission] });

    const replacing = await replaceGrade({ ...override, seenGrade: undefined }, system.deps);

    expect(replacing).toEqual({ status: "refused", code: "submission.not_closed" });
  });

  it("gives a failed submission its first grade", async () => {
    const failed = aSubmission({ state: "failed", closedAt: "2026-03-01T12:00:00.000Z" });
    const system = await aSystem({ submissions: [failed] });
    const { evidenceClaim: _none, ...byHand } = override;

    const replacing = await replaceGrade({ ...byHand, seenGrade: undefined }, system.deps);

    expect(replacing).toMatchObject({ status: "replaced", submission: { state: "graded" } });
  });
});

describe("auditChain", () => {
  it("finds a grade that was altered or taken away", async () => {
    const system = await gradedSystem();
    await replaceGrade(override, system.deps);
    const after = await system.read(submission);
    const grades = await listAll(system.table, GradeRecord, {
      pk: submission.submissionId,
      prefix: "grade#",
    });
    const [first, second] = grades;
    if (!first || !second) throw new Error("two grades are expected");

    const check = (stored: typeof grades) => auditChain(after, stored, { hash: shortHash });

    expect(check([{ ...first, points: "1" }, second])).toMatchObject({ code: "grade.altered" });
    expect(check([second])).toMatchObject({ code: "grade.missing", gradeId: first.gradeId });
    expect(check([first, { ...second, points: "40" }])).toMatchObject({
      code: "submission.differs",
    });
  });
});
