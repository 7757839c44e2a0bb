import { fileURLToPath } from "node:url";
import { readLabFolder } from "@lab-grader/cli/labs/read-lab";
import { validateLab } from "@lab-grader/cli/labs/validate-lab";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { testLab } from "@lab-grader/sandbox/lab-bench/test-lab";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("fixtures/three-stages", import.meta.url));

async function threeStages(): Promise<AuthoredLab> {
  const read = await readLabFolder(folder);
  if (!read.ok) throw new Error(JSON.stringify(read.problems, undefined, 2));
  return read.value;
}

describe("the lab format", () => {
  it("carries three stages with questions, a comparison and a written part", async () => {
    const { lab } = await threeStages();
    const [build, broken, correct] = lab.stages;

    expect(lab.defaults).toEqual({
      attempts: { count: 5, cooldown: 90, keep: "last" },
      late: { grace: 3600, deduct: 5, per: "hour", floor: 40 },
      hints: "all",
    });
    expect(build?.criteria.map(({ id }) => id)).toEqual([
      ...["shelf", "loan-key", "pace", "overdue", "yesterday", "kept", "labelled", "closed"],
    ]);
    expect(broken).toMatchObject({
      after: "build",
      criteria: [
        { name: "break.pace", points: 2, polarity: "fails", aspect: "speed" },
        { name: "break.overdue", points: 3, title: "The librarian has to look at every loan" },
        { name: "break.yesterday", points: 2, polarity: "fails" },
      ],
    });
    expect(correct?.criteria).toMatchObject([
      { name: "correct.pace", polarity: "holds" },
      { name: "correct.overdue", polarity: "holds" },
      { name: "correct.yesterday", polarity: "holds" },
      { kind: "check", where: { region: "$region", table: "$copy" } },
      { kind: "compare", with: "break", aspects: ["speed", "recovery"] },
      { kind: "question", source: { choices: [{}, { correct: true }, {}] } },
      { kind: "question", source: { answer: 2, tolerance: 0.1 } },
      { kind: "written", source: { untilMarked: "none" } },
    ]);
  });

  it("is examined stage by stage", async () => {
    const validation = await validateLab(folder);

    expect(validation.isValid && validation.stages).toMatchObject([
      { stage: "build", criteria: 8, points: 25.5, depth: 2, warnings: [] },
      { stage: "break", criteria: 3, points: 7, depth: 2, warnings: [] },
      { stage: "correct", criteria: 8, points: 23, depth: 2, warnings: [] },
    ]);
  });
});

describe("testLab", () => {
  it("plays later stages after the earlier ones, and unsure cases twice", async () => {
    const { cases, scores, isPassed } = await testLab(await threeStages());

    expect(cases.filter((one) => !one.isAsExpected)).toEqual([]);
    expect(scores.red.missing).toEqual([]);
    expect(scores.green).toMatchObject({ lost: [], missing: [] });
    expect(isPassed).toBe(true);
    expect(
      cases.find(({ name }) => name === "copy-still-coming")?.looks.map(({ moment }) => moment),
    ).toEqual(["at once", "settled"]);
  });

  it("says which criterion no case turns red, which right answer is lost, and which choice is tied", async () => {
    const authored = await threeStages();
    const cases = authored.cases.filter(
      ({ name }) => name !== "wide-index" && name !== "unlabelled" && name !== "provisioned-enough",
    );
    const tooWide = authored.cases.filter(({ name }) => name === "unlabelled");
    const { scores, isPassed } = await testLab({
      ...authored,
      cases: [
        ...cases,
        ...tooWide.map((one) => ({ ...one, kind: "green" as const, expect: new Map() })),
      ],
    });

    expect(scores.red.missing).toEqual(["build.labelled"]);
    expect(scores.green.lost).toEqual(["unlabelled"]);
    expect(scores.green.missing).toEqual([
      ...["build.pace", "build.overdue", "correct.pace", "correct.overdue"],
    ]);
    expect(isPassed).toBe(false);
  });

  it("names the step that AWS refuses", async () => {
    const authored = await threeStages();
    const cases = authored.cases
      .filter(({ name }) => name === "unlimited")
      .map((one) => ({
        ...one,
        changes: [{ key: "x", path: ["make-the-room", "BillingMode"], value: "FREE" }],
      }));
    const { cases: results } = await testLab({ ...authored, cases });

    expect(results.at(-1)).toMatchObject({
      isAsExpected: false,
      looks: [],
      refused: {
        step: "make-the-room",
        command: "dynamodb create-table",
        problem: expect.stringContaining("ValidationException"),
      },
    });
  });
});
