import { describe, expect, it } from "vitest";
import { findObstacle, isByClock, type ObstacleSource } from "./obstacle.ts";
import { stageProgress } from "./stage-progress.ts";
import { aSubmission } from "./testing.ts";

const dates = {
  opensAt: "2026-03-01T00:00:00.000Z",
  dueAt: "2026-03-10T00:00:00.000Z",
  closesAt: "2026-03-12T00:00:00.000Z",
};
const account = {
  accountId: "111122223333",
  provenBy: "role" as const,
  expiresAt: "2026-06-01T00:00:00.000Z",
};

function obstacleOf(
  changes: Partial<Omit<ObstacleSource, "now">> & {
    readonly at?: string;
    readonly limit?: number;
    readonly needs?: readonly string[];
  } = {},
) {
  const { at = "2026-03-05T00:00:00.000Z", limit = 3, needs = [], ...rest } = changes;
  const submissions = rest.submissions ?? [];
  const rules = { keep: "best" as const, attemptLimit: limit };
  return findObstacle({
    ...{ stage: "build", submissions, dates, account },
    progress: stageProgress({ stage: "build", needs }, submissions, rules),
    ...rest,
    now: Date.parse(at),
  });
}

describe("findObstacle", () => {
  it("finds none where a submission would be taken, late too", () => {
    expect(obstacleOf()).toBeUndefined();
    expect(obstacleOf({ at: "2026-03-11T00:00:00.000Z" })).toBeUndefined();
  });

  it("tells the stage that comes first", () => {
    expect(obstacleOf({ needs: ["plan"] })).toEqual({ kind: "locked", after: "plan" });
  });

  it("tells dates, and leaves the last word on them to the API", () => {
    const before = obstacleOf({ at: "2026-02-01T00:00:00.000Z" });
    const after = obstacleOf({ at: "2026-03-12T00:00:00.000Z" });

    expect(before).toEqual({ kind: "upcoming", opensAt: dates.opensAt });
    expect(after).toEqual({ kind: "closed", closesAt: dates.closesAt });
    expect([before, after].map((one) => one && isByClock(one))).toEqual([true, true]);
  });

  it("lets a blocked submission be handed in again after the end, for 24 hours", () => {
    const blocked = aSubmission({
      ...{ state: "blocked", counts: false, points: null },
      submittedAt: "2026-03-11T23:59:00.000Z",
      closedAt: "2026-03-11T23:59:30.000Z",
    });

    expect(obstacleOf({ at: "2026-03-12T20:00:00.000Z", submissions: [blocked] })).toBeUndefined();
    expect(obstacleOf({ at: "2026-03-13T20:00:00.000Z", submissions: [blocked] })?.kind).toBe(
      "closed",
    );
  });

  it("names the submission that is on its way", () => {
    const open = aSubmission({ state: "waiting", points: null });

    expect(obstacleOf({ submissions: [open] })).toEqual({
      kind: "on_its_way",
      submissionId: open.submissionId,
    });
  });

  it("tells that attempts are used up, or have to wait", () => {
    const used = aSubmission({ closedAt: "2026-03-04T23:59:00.000Z" });

    expect(obstacleOf({ submissions: [used], limit: 1 })).toEqual({
      kind: "exhausted",
      attempts: 1,
    });
    expect(obstacleOf({ submissions: [used], coolDownSeconds: 120 })).toEqual({
      kind: "cool_down",
      until: "2026-03-05T00:01:00.000Z",
    });
    expect(obstacleOf({ submissions: [used], coolDownSeconds: 60 })).toBeUndefined();
  });

  it.each([
    [{ accountId: null, provenBy: null, expiresAt: null }, "unregistered"],
    [{ provenBy: null, expiresAt: null }, "unproven"],
    [{ expiresAt: "2026-03-04T00:00:00.000Z" }, "expired"],
  ] as const)("tells an account that can't be looked into: %j", (changes, standing) => {
    expect(obstacleOf({ account: { ...account, ...changes } })).toEqual({
      kind: "no_account",
      account: standing,
    });
  });

  it("sends an account without a role to signed calls, and no obstacle is made of what is not known", () => {
    expect(obstacleOf({ account: { ...account, provenBy: "signature" } })).toEqual({
      kind: "signed_only",
    });
    expect(obstacleOf({ account: undefined })).toBeUndefined();
  });
});
