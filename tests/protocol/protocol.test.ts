import { describe, expect, it } from "vitest";
import { exploreProtocol } from "./explore.ts";
import { scenarioNamed, scenarios } from "./scenarios.ts";

const minutes = 60_000;

describe("the submission protocol", () => {
  for (const scenario of scenarios)
    it(
      `keeps every invariant in every schedule: ${scenario.name}`,
      async () => {
        const { states, transitions, rests, violations } = await exploreProtocol(scenario);

        expect(violations).toEqual([]);
        expect(rests).toBeGreaterThan(0);
        process.stdout.write(
          `${states} states, ${transitions} transitions, ${rests} at rest: ${scenario.name}\n`,
        );
      },
      5 * minutes,
    );
});

describe("the submission protocol, broken on purpose", () => {
  const broken = [
    {
      operation: "put the cell",
      where: "a second submission while an instructor overrides the first",
      shows: "is not its fold",
    },
    {
      operation: "cancel",
      where: "a learner takes back what is on its way",
      shows: "submission.differs",
    },
    {
      operation: "put the decision",
      where: "two instructors decide for one learner whose grade a third one changes",
      shows: "was promised or announced and is not there",
    },
    {
      operation: "put the submission",
      where: "one learner clicks twice",
      shows: "was graded and is queued again",
    },
    {
      operation: "claim",
      where: "one submission; its message twice, two processes crash",
      shows: "is grading again",
    },
    {
      operation: "commit",
      where: "one submission; a lease ends under a grader that still runs",
      shows: "is concluded twice",
    },
    {
      operation: "release the claim",
      where: "the platform fails once, and a lease ends under the grader",
      shows: "is queued again",
    },
    {
      operation: "replace the grade",
      where: "two instructors change the same grade",
      shows: "was promised or announced and is not there",
    },
    {
      operation: "clear the follow-up",
      where: "two instructors change the same grade",
      shows: "was never announced",
    },
    {
      operation: "fail",
      where: "one submission; its message twice, one of them dies, a crash",
      shows: "is closed while a grader is at work on it",
    },
    {
      operation: "move what is due",
      where: "one submission; its message twice, two processes crash",
      shows: "is not at rest",
    },
  ];

  it.each(broken)(
    "shows the schedule that goes wrong when '$operation' has no condition",
    async ({ operation, where, shows }) => {
      const scenario = { ...scenarioNamed(where), unconditional: [operation] };

      const { violations } = await exploreProtocol(scenario);

      expect(violations[0]?.what).toContain(shows);
      expect(violations[0]?.schedule.join("\n")).toContain(`: ${operation} -> `);
    },
    5 * minutes,
  );

  it("loses a submission after a crash when nobody reconciles", async () => {
    const { violations } = await exploreProtocol({
      ...scenarioNamed("one submission; its message twice, two processes crash"),
      reconcilers: 0,
    });

    expect(violations[0]?.what).toContain("is lost: still queued");
  });
});
