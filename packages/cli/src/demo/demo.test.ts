import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { beforeAll, describe, expect, it } from "vitest";
import { getLab, ownLabs } from "../labs/find-lab.ts";
import { anOutcomeView, aSubmissionView, aTerminal } from "../testing.ts";
import { demoLab, demoLearners } from "./demo-learners.ts";
import { type DemoReport, type DemoResult, demoJson, isAsExpected } from "./demo-report.ts";
import { differences, expectedResult } from "./expectation.ts";
import { firstStumbles } from "./first-stumbles.ts";
import { renderDemo } from "./render-demo.ts";
import { renderTour, tourOf } from "./tour.ts";

let authored: AuthoredLab;
beforeAll(async () => {
  authored = await getLab(demoLab, { directory: ownLabs, environment: {} });
});

/** The view that a learner would have if everything came out as expected. */
function viewAsExpected(learner: (typeof demoLearners)[number]) {
  const expected = expectedResult(authored, learner);
  const outcomes = [...(expected.outcomes ?? [])].map(([criterion, wanted]) =>
    anOutcomeView({
      criterion,
      ...wanted,
      reason: wanted.reason ?? "met",
      points: wanted.outcome === "unknown" ? null : 1,
    }),
  );
  return aSubmissionView({
    state: expected.state,
    outcomes,
    points: expected.outcomes ? 40 : null,
    attempt: { number: 1, counts: expected.counts, used: expected.counts ? 1 : 0 },
  });
}

function aResult(values: Partial<DemoResult> = {}): DemoResult {
  const learner = { login: "learner-14", labCase: "recovery-never-on" };
  return {
    learner,
    view: aSubmissionView(),
    row: { learnerId: "lrn_000000000001", login: learner.login, points: 40, stages: [] },
    requests: 1,
    submissions: 1,
    waitedFor: [],
    calls: { all: 6, throttled: 0, repeated: 0 },
    seconds: 1.234,
    differences: [],
    ...values,
  };
}

function aReport(values: Partial<DemoReport> = {}): DemoReport {
  return {
    lab: { id: "dynamodb-introduction", version: "1.0.0" },
    stage: {
      stage: "build",
      title: "Build",
      maxPoints: 40,
      criteria: [{ criterion: "recoverable", title: "Any second", maxPoints: 6 }],
    },
    cohort: "demo",
    results: [aResult()],
    totals: {
      ...{ submitted: 1, graded: 1, needsReview: 0, blocked: 0 },
      ...{ failed: 0, lost: 0, gradedTwice: 0 },
    },
    deadLetters: ["message.unreadable"],
    problems: [],
    ...values,
  };
}

describe("the demo's expectations", () => {
  it("has 24 learners, and a case of the lab for each that names one", () => {
    expect(demoLearners).toHaveLength(24);
    for (const learner of demoLearners) {
      const view = viewAsExpected(learner);
      const hasWaited = expectedResult(authored, learner).waits;
      expect(differences(expectedResult(authored, learner), { view, hasWaited })).toEqual([]);
    }
  });

  it("turns every criterion of the stage red for somebody", () => {
    const red = new Set(
      demoLearners.flatMap((learner) =>
        [...(expectedResult(authored, learner).outcomes ?? [])].flatMap(
          ([criterion, { outcome }]) =>
            outcome === "not_met" || outcome === "partly" ? [criterion] : [],
        ),
      ),
    );

    const criteria = authored.lab.stages.find(({ id }) => id === "build")?.criteria ?? [];
    expect([...red].toSorted()).toEqual(criteria.map(({ id }) => id).toSorted());
  });

  it("names what came out otherwise: state, attempt, wait, outcome and reason", () => {
    const expected = expectedResult(authored, { login: "learner-10", labCase: "keys-swapped" });
    const view = aSubmissionView({
      state: "blocked",
      attempt: { number: 1, counts: false, used: 0 },
      outcomes: [...(expected.outcomes?.keys() ?? [])].map((criterion) =>
        anOutcomeView({ criterion }),
      ),
    });

    expect(differences(expected, { view, hasWaited: true })).toEqual([
      "expected graded",
      "expected an attempt",
      "expected no wait for AWS",
      "expected keys: dynamodb.keys.swapped",
    ]);
  });
});

describe("renderDemo", () => {
  it("ends the row of a difference in it, counts it, and the demo is not as expected", () => {
    const wrong = aReport({ results: [aResult({ differences: ["expected keys: not_met"] })] });

    const text = renderDemo(wrong, aTerminal());

    expect(text).toMatch(/learner-14 .* ≠ expected keys: not_met$/m);
    expect(text).toContain("0 of 1 came out as the lab's cases say");
    expect(isAsExpected(wrong)).toBe(false);
    expect(isAsExpected(aReport())).toBe(true);
    expect(
      isAsExpected(aReport({ problems: ["1 submission was accepted but never closed"] })),
    ).toBe(false);
  });

  it("says what happened on the way of a solution, as it was measured", () => {
    const results = [
      aResult({ learner: { login: "learner-14" }, calls: { all: 9, throttled: 3, repeated: 0 } }),
      aResult({ learner: { login: "learner-03" }, requests: 2 }),
      aResult({ learner: { login: "learner-04" }, waitedFor: ["packing-desk"] }),
      aResult({ learner: { login: "learner-05", labCase: "index-carries-all" } }),
    ];

    const text = renderDemo(aReport({ results }), aTerminal());

    expect(text).toContain("solution; AWS throttled 3 calls");
    expect(text).toContain("solution; 2 requests, 1 submission");
    expect(text).toContain("solution; waited for packing-desk");
    expect(text).toContain("also right: index-carries-all");
    expect(text).toContain(
      "dead letters        1 message that belongs to nobody: message.unreadable",
    );
    expect(text).toContain("A full grading: 6 AWS calls, none twice.");
  });
});

describe("demoJson", () => {
  it("has no points where nothing was judged", () => {
    const view = aSubmissionView({ state: "failed", points: null, outcomes: [] });

    expect(demoJson(aReport({ results: [aResult({ view })] }))).toMatchObject({
      lab: "dynamodb-introduction",
      learners: [
        {
          learner: "learner-14",
          state: "failed",
          points: null,
          maxPoints: 40,
          awsCalls: 6,
          seconds: 1.23,
        },
      ],
      totals: { submitted: 1, lost: 0 },
    });
  });
});

describe("firstStumbles", () => {
  it("counts the first criterion that is red, and lumps together what happened once", () => {
    const red = (criterion: string) => [{ criterion, outcome: "not_met" as const }];

    expect(firstStumbles([red("a"), red("a"), red("b"), red("c"), red("d"), []])).toEqual([
      "a 2",
      "the three others 1 each",
    ]);
    expect(firstStumbles([red("a"), red("b")])).toEqual(["a 1", "b 1"]);
    expect(firstStumbles([[{ criterion: "a", outcome: "met" }]])).toEqual(["nothing"]);
  });
});

describe("the tour", () => {
  it("gives the command that the shown learner left out, to be pasted", () => {
    const text = renderTour(tourOf(authored), {
      sandboxUrl: "http://localhost:4600",
      intro: "Do:",
    });

    const pasted = text
      .split("\n")
      .map((line) => line.slice(18))
      .join("\n")
      .replaceAll(/ \\\n +/g, " ");
    expect(pasted).toContain(
      "aws dynamodb update-continuous-backups --table-name lab-orders --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=7",
    );
    expect(text).toContain("--fix recovery-on");
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(84);
  });
});
