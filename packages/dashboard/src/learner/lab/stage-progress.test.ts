import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { describe, expect, it } from "vitest";
import { stageProgress } from "./stage-progress.ts";
import { aSubmission } from "./testing.ts";

const build = { stage: "build", needs: [] };
const best = { keep: "best" as const, attemptLimit: 3 };

function progressOf(submissions: readonly SubmissionSummary[], rules = best) {
  return stageProgress(build, submissions, rules);
}

describe("stageProgress", () => {
  it("is locked until every stage before it has an attempt", () => {
    const order = { stage: "correct", needs: ["build", "break"] };
    const one = aSubmission({ stage: "build", counts: true });
    const other = aSubmission({ stage: "break", counts: false });

    expect(stageProgress(order, [other, one], best)).toMatchObject({
      status: "locked",
      lockedBy: "break",
    });
    expect(stageProgress(order, [{ ...other, counts: true }, one], best).status).toBe(
      "not_started",
    );
  });

  it("keeps the best attempt, of equals the first", () => {
    const submissions = [
      aSubmission({ number: 3, points: 34 }),
      aSubmission({ number: 2, points: 36 }),
      aSubmission({ number: 1, points: 36 }),
    ];

    expect(progressOf(submissions)).toMatchObject({
      ...{ status: "partly", attempts: 3, left: 0 },
      kept: { number: 1 },
      latest: { number: 3 },
    });
  });

  it("keeps the last attempt where that counts", () => {
    const submissions = [aSubmission({ number: 2, points: 1 }), aSubmission({ number: 1 })];

    expect(stageProgress(build, submissions, { keep: "last" })).toMatchObject({
      status: "partly",
      kept: { number: 2 },
    });
  });

  it.each([
    ["queued", "on_its_way"],
    ["grading", "on_its_way"],
    ["waiting", "waiting"],
    ["blocked", "blocked"],
    ["failed", "failed"],
  ] as const)("says of a first submission that is %s: %s", (state, status) => {
    const only = aSubmission({ state, counts: false, points: null, maxPoints: null });

    expect(progressOf([only])).toMatchObject({ status, attempts: 0, left: 3 });
  });

  it("says what an earlier attempt brought while a later one came to nothing", () => {
    const blocked = aSubmission({ number: 2, state: "blocked", counts: false, points: null });

    expect(progressOf([blocked, aSubmission({ points: 40 })]).status).toBe("complete");
  });

  it("passes over what was called off", () => {
    const canceled = aSubmission({ number: 2, state: "canceled", counts: false });

    expect(progressOf([canceled]).status).toBe("not_started");
    expect(progressOf([canceled, aSubmission({ points: 40 })])).toMatchObject({
      status: "complete",
      latest: { number: 1 },
    });
  });

  it("tells a closed gate, and points that are not released", () => {
    expect(progressOf([aSubmission({ counts: false, points: null })]).status).toBe("not_counted");
    expect(progressOf([aSubmission({ counts: true, points: null })]).status).toBe("hidden");
  });
});
