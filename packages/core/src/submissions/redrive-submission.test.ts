import { describe, expect, it } from "vitest";
import { aSubmission, aSystem } from "../testing.ts";
import { redriveSubmission } from "./redrive-submission.ts";
import { readAnswers, SubmittedAnswersRecord } from "./submitted-answers.ts";

const failed = aSubmission({ state: "failed", closedAt: "2026-03-01T12:30:00.000Z", claim: 6 });

const redrive = {
  submissionId: failed.submissionId,
  by: "instructor-01",
  reason: "AWS was down",
};

describe("redriveSubmission", () => {
  it("makes a new submission with the time of the failed one, once", async () => {
    const system = await aSystem({ submissions: [failed], now: "2026-03-09T12:00:00.000Z" });

    const first = await redriveSubmission(redrive, system.deps);
    const second = await redriveSubmission(redrive, system.deps);

    expect(first).toMatchObject({
      status: "redriven",
      submission: {
        number: 2,
        state: "queued",
        redriveOf: failed.submissionId,
        submittedAt: failed.submittedAt,
        acceptedAt: "2026-03-09T12:00:00.000Z",
        redriven: { by: "instructor-01", reason: "AWS was down" },
      },
    });
    expect(second).toMatchObject({ status: "replayed", submission: { number: 2 } });
    expect(system.sent).toHaveLength(1);
  });

  it("keeps the answers and what the stage is compared with", async () => {
    const comparedWith = { break: aSubmission({ stage: "break" }).submissionId };
    const answered = { ...failed, hasAnswers: true as const, comparedWith };
    const system = await aSystem({ submissions: [answered] });
    const answers = { "fresh-read": "GetItem" };
    await system.deps.table.put(SubmittedAnswersRecord, {
      submissionId: answered.submissionId,
      bodyHash: answered.bodyHash,
      answers,
    });

    const redriving = await redriveSubmission(redrive, system.deps);

    if (redriving.status !== "redriven") throw new Error("The redrive was refused.");
    expect(redriving.submission).toMatchObject({ number: 2, hasAnswers: true, comparedWith });
    expect(await readAnswers(redriving.submission, system.deps.table)).toEqual(answers);
  });

  it.each([
    { code: "submission.not_found", submissions: [] },
    { code: "submission.not_failed", submissions: [aSubmission({ state: "graded" })] },
    { code: "submission.open", submissions: [failed, aSubmission({ number: 2 })] },
    {
      code: "submission.handed_in_again",
      submissions: [failed, aSubmission({ number: 2, state: "graded" })],
    },
  ])("is refused with $code", async ({ code, submissions }) => {
    const system = await aSystem({ submissions });

    const redriving = await redriveSubmission(redrive, system.deps);

    expect(redriving).toEqual({ status: "refused", code });
  });
});
