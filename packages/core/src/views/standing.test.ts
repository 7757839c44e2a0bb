import { describe, expect, it } from "vitest";
import { aSubmission } from "../testing.ts";
import { attemptStanding, timeKeptUntil, waitingOf } from "./standing.ts";

const closedAt = "2026-03-01T12:00:00.000Z";

describe("attemptStanding", () => {
  it("numbers attempts, not submissions", () => {
    const blocked = aSubmission({ state: "blocked" });
    const counted = aSubmission({ number: 2, state: "graded", counts: true });
    const behindGate = aSubmission({ number: 3, state: "graded", counts: false });
    const all = [blocked, counted, behindGate];

    expect(attemptStanding(counted, all, 10)).toEqual({
      number: 1,
      counts: true,
      used: 1,
      limit: 10,
      left: 9,
    });
    expect(attemptStanding(behindGate, all, undefined)).toEqual({
      number: 2,
      counts: false,
      used: 1,
    });
  });
});

describe("timeKeptUntil", () => {
  const blocked = aSubmission({ state: "blocked", closedAt });

  it("is a day after a submission that ended without a verdict", () => {
    expect(timeKeptUntil(blocked, [blocked])).toBe("2026-03-02T12:00:00.000Z");
  });

  it.each([
    ["of a graded one", aSubmission({ state: "graded", closedAt }), []],
    ["when it is not the last one", blocked, [aSubmission({ number: 2 })]],
    [
      "when it was used for the stage before",
      aSubmission({ number: 2, state: "failed", closedAt, keptTimeOf: blocked.submissionId }),
      [blocked],
    ],
  ])("is nothing %s", (_, submission, others) => {
    expect(timeKeptUntil(submission, [submission, ...others])).toBeUndefined();
  });
});

describe("waitingOf", () => {
  it("names every time at which we look again, and the end", () => {
    const waiting = aSubmission({
      state: "waiting",
      waitingSince: "2026-03-01T12:00:00.000Z",
      notBefore: "2026-03-01T12:10:00.000Z",
    });

    const times = waitingOf(waiting, { waitingPeriodSeconds: 1200, waitingLimitSeconds: 3600 });

    expect(times).toEqual({
      since: "2026-03-01T12:00:00.000Z",
      looksAt: ["2026-03-01T12:10:00.000Z", "2026-03-01T12:30:00.000Z", "2026-03-01T12:50:00.000Z"],
      until: "2026-03-01T13:00:00.000Z",
    });
  });

  it("is nothing of one that does not wait", () => {
    const timings = { waitingPeriodSeconds: 1, waitingLimitSeconds: 2 };

    expect(waitingOf(aSubmission(), timings)).toBeUndefined();
  });
});
