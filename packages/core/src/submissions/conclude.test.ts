import { describe, expect, it } from "vitest";
import type { Judgement } from "../grading/grade-submission.ts";
import type { Fault, Outcome } from "../grading/outcome.ts";
import { aSubmission } from "../testing.ts";
import { conclude } from "./conclude.ts";

const base = { criterion: "build.table", params: {}, maxPoints: 2, lookedAt: [] };
const met: Outcome = { ...base, outcome: "met", reason: "met", points: "2" };

function unknown(fault: Fault, reason: string): Outcome {
  return { ...base, outcome: "unknown", fault, reason };
}

function verdicts(values: Partial<Judgement> = {}): Judgement {
  return {
    outcomes: [met],
    points: "2",
    judgedPoints: "2",
    maxPoints: "2",
    conclusion: "graded",
    isGateRed: false,
    ...values,
  };
}

function concluded(judgement: Judgement, values: Partial<Parameters<typeof conclude>[1]> = {}) {
  return conclude(judgement, {
    claimed: aSubmission({ state: "grading", claim: 1 }),
    attemptHash: "new",
    lastAttemptHash: undefined,
    now: "2026-03-01T13:00:00.000Z",
    timings: { waitingLimitSeconds: 3600 },
    ...values,
  });
}

describe("conclude", () => {
  it("counts an attempt where everything was judged", () => {
    expect(concluded(verdicts())).toMatchObject({
      status: "judged",
      judgement: { state: "graded", counts: true, attemptHash: "new", points: "2" },
    });
  });

  it.each([
    ["the gate is red", verdicts({ isGateRed: true }), {}],
    ["nothing has changed since the last attempt", verdicts(), { lastAttemptHash: "new" }],
    [
      "the lab was wrong",
      verdicts({ conclusion: "needs_review", outcomes: [unknown("rubric", "rubric.invalid")] }),
      {},
    ],
    [
      "a door was shut",
      verdicts({ conclusion: "blocked", outcomes: [met, unknown("access", "access.denied")] }),
      {},
    ],
  ])("uses no attempt when %s", (_, judgement, values) => {
    expect(concluded(judgement, values)).toMatchObject({
      status: "judged",
      judgement: { state: judgement.conclusion, counts: false },
    });
  });

  it("is a platform fault with the reason of the first one", () => {
    const outcomes = [met, unknown("platform", "platform.throttled")];

    expect(concluded(verdicts({ conclusion: "retry", outcomes }))).toEqual({
      status: "platform_fault",
      fault: { reason: "platform.throttled", params: {} },
    });
  });

  it.each([
    ["waits for the first time", undefined, "waiting"],
    ["has not waited long enough", "2026-03-01T12:00:00.001Z", "waiting"],
    ["has waited too long", "2026-03-01T12:00:00.000Z", "blocked"],
  ])("one that %s is then %s", (_, waitingSince, state) => {
    const judgement = verdicts({
      conclusion: "waiting",
      outcomes: [unknown("target", "dynamodb.table.creating")],
    });
    const claimed = aSubmission({ ...(waitingSince === undefined ? {} : { waitingSince }) });

    expect(concluded(judgement, { claimed })).toMatchObject({
      judgement: { state, counts: false },
    });
  });
});
