import { describe, expect, it } from "vitest";
import { EvidenceRecord } from "../../evidence/evidence.ts";
import { SubmissionRecord } from "../../submissions/submission.ts";
import { aSubmission, type TestSystem } from "../../testing.ts";
import { CellRecord } from "../cell.ts";
import { changeTerms } from "../change-terms.ts";
import { LearnerTermsRecord } from "../learner-terms.ts";
import { refoldCell } from "../refold-cell.ts";

import {
  aGradedClass,
  alter,
  assignmentId,
  audit,
  cohortId,
  learnerId,
  submission,
  submissionId,
} from "./testing.ts";

describe("auditLearner", () => {
  it("finds every chain of a class whole", async () => {
    const system = await aGradedClass();

    expect(await audit(system)).toMatchObject({ grades: 2, problems: [] });
  });

  it.each([
    [
      "grade.altered",
      submissionId,
      (system: TestSystem) => alter(system, () => ({ reason: "another one" })),
    ],
    [
      "submission.differs",
      submissionId,
      async ({ table }: TestSystem) => {
        const stored = await table.get(SubmissionRecord, submission);
        await table.put(SubmissionRecord, { ...submission, ...stored, points: "40" });
        await refoldCell(submission, { table, now: () => "2026-03-02T00:00:00.000Z" });
      },
    ],
    [
      "evidence.altered",
      submissionId,
      async ({ table }: TestSystem) => {
        const evidence = await table.get(EvidenceRecord, { submissionId, claim: 1 });
        if (!evidence) throw new Error("no evidence");
        const facts = [{ kind: "dynamodb.table", params: {}, answers: [] }];
        await table.put(EvidenceRecord, { ...evidence, facts });
      },
    ],
    [
      "terms.altered",
      assignmentId,
      async (system: TestSystem) => {
        await changeTerms(
          {
            ...{ cohortId, assignmentId, learnerId, seenVersion: 1 },
            ...{ by: "instructor-01", reason: "well again" },
            change: { excused: undefined },
          },
          system.deps,
        );
        const terms = await system.table.get(LearnerTermsRecord, {
          ...{ assignmentId, learnerId, version: 1 },
        });
        if (!terms) throw new Error("no terms");
        await system.table.put(LearnerTermsRecord, { ...terms, by: "instructor-02" });
      },
    ],
    [
      "cell.differs",
      assignmentId,
      async ({ table }: TestSystem) => {
        const cell = await table.get(CellRecord, submission);
        if (!cell) throw new Error("no cell");
        await table.put(CellRecord, { ...cell, points: "40", version: cell.version + 1 });
      },
    ],
  ])("finds %s", async (code, at, tamper) => {
    const system = await aGradedClass();

    await tamper(system);

    expect((await audit(system)).problems).toEqual([{ code, at }]);
  });
});

describe("auditLearner, while work is on its way", () => {
  it("does not take a cell that has yet to follow for an altered one", async () => {
    const system = await aGradedClass();
    const { table } = system;
    const dueAt = "2026-03-02T00:00:00.000Z";
    const extra = aSubmission({ number: 2 });
    await table.put(SubmissionRecord, extra);
    const whileOpen = await audit(system);
    await table.put(SubmissionRecord, { ...extra, state: "canceled", counts: false });
    const atRest = await audit(system);
    await table.update(SubmissionRecord, extra, { followUp: true, dueAt }, { all: [] });

    expect(whileOpen.problems).toEqual([]);
    expect(atRest.problems).toEqual([{ code: "cell.differs", at: assignmentId }]);
    expect((await audit(system)).problems).toEqual([]);
  });

  it("finds a result that no grade has given", async () => {
    const system = await aGradedClass();
    const extra = aSubmission({ number: 2, state: "failed", points: "40", counts: true });
    await system.table.put(SubmissionRecord, extra);
    await refoldCell(submission, system.deps);

    expect((await audit(system)).problems).toEqual([
      { code: "submission.differs", at: extra.submissionId },
    ]);
  });
});
