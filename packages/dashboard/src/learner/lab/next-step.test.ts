import { describe, expect, it } from "vitest";
import { nextStep } from "./next-step.ts";
import { stageProgress } from "./stage-progress.ts";
import { aSubmission } from "./testing.ts";

type Submissions = Parameters<typeof nextStep>[0]["submissions"];

const order = [
  { stage: "build", title: "Build it", needs: [] },
  { stage: "break", title: "Break it", needs: ["build"] },
];

function nextOf(
  submissions: Submissions,
  {
    standing = "open" as const,
    isPassed = false,
    attemptLimit = 3,
  }: Partial<{
    standing: Parameters<typeof nextStep>[0]["standing"];
    isPassed: boolean;
    attemptLimit: number;
  }> = {},
) {
  const stages = order.map(({ stage, title, needs }) => ({
    ...{ stage, title },
    progress: stageProgress({ stage, needs }, submissions, { keep: "best", attemptLimit }),
  }));
  return nextStep({ standing, isPassed, stages, submissions });
}

const built = aSubmission({ number: 1 });
const broken = aSubmission({ stage: "break", points: 12, maxPoints: 12 });

describe("nextStep", () => {
  it("is nothing before the lab opens, or after it closed with nothing handed in", () => {
    expect(nextOf([], { standing: "upcoming" }).kind).toBe("wait_until_open");
    expect(nextOf([], { standing: "closed" }).kind).toBe("closed");
  });

  it("begins with the first stage, and goes on with the next that is open", () => {
    expect(nextOf([])).toMatchObject({ kind: "start", stage: "build" });
    expect(nextOf([built])).toMatchObject({ kind: "start", stage: "break" });
  });

  it("follows what is on its way, whatever else is open", () => {
    const open = aSubmission({ number: 2, state: "queued", points: null });

    expect(nextOf([open, built])).toEqual({
      kind: "follow",
      title: "Build it",
      submissionId: open.submissionId,
    });
  });

  it("reads first what kept a submission from being judged", () => {
    const blocked = aSubmission({ state: "blocked", counts: false, points: null });

    expect(nextOf([blocked])).toMatchObject({ kind: "look_again", title: "Build it" });
  });

  it("improves what is not complete once every stage has an attempt, while there are attempts", () => {
    expect(nextOf([broken, built])).toMatchObject({ kind: "improve", title: "Build it" });
    expect(nextOf([broken, built], { attemptLimit: 1 }).kind).toBe("nothing");
  });

  it("cleans up what is passed or closed", () => {
    expect(nextOf([broken, built], { isPassed: true }).kind).toBe("clean_up");
    expect(nextOf([built], { standing: "closed" }).kind).toBe("clean_up");
  });

  it("waits where a person reads", () => {
    const read = aSubmission({ state: "needs_review" });

    expect(nextOf([broken, read]).kind).toBe("wait_for_instructor");
  });
});
