import { readdirSync, readFileSync } from "node:fs";
import { getCheck } from "@lab-grader/core/checks/find-check";
import { allChecks } from "@lab-grader/core/checks/registry.generated";
import { probeKinds } from "@lab-grader/core/facts/fact";
import type { GradedEvidence } from "@lab-grader/core/facts/read-facts";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import { type Outcome, pointsOfOutcome } from "@lab-grader/core/grading/outcome";
import { shareOfPoints } from "@lab-grader/core/grading/points";
import type { JsonObject } from "@lab-grader/core/json";
import { type BoundStage, bindStage, factsOfStage, usesOf } from "@lab-grader/core/lab/bind-stage";
import { labOf } from "@lab-grader/core/lab/compile-stored-lab";
import { explain } from "@lab-grader/core/reasons/catalogue";
import { describe, expect, it } from "vitest";
import { collectFromAnswers } from "./collect-from-answers.ts";
import { type GoldenAnswer, type GoldenCase, readGoldenFile } from "./golden-case.ts";

const folder = new URL("../../packages/core/src/checks/cases/", import.meta.url);
const accountId = "100000000014";
const collectedAt = "2026-03-01T12:00:00.000Z";
const points = 12;

const boundStages = new Map<string, BoundStage>();

const goldenCases = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .sort()
  .flatMap((file) => readGoldenFile(file, readFileSync(new URL(file, folder), "utf8")))
  .flatMap(forEachCheck);
const outcomes = goldenCases.map((golden) => ({ golden, ...judged(golden) }));

describe.each([...new Set(goldenCases.map(({ check }) => check))])("%s", (check) => {
  it.each(outcomes.filter(({ golden }) => golden.check === check))("$golden.name", (one) => {
    const { golden, outcome, asked } = one;

    expect(outcome.outcome, JSON.stringify(outcome)).toBe(golden.outcome);
    if (golden.reason !== undefined) expect(outcome.reason).toBe(golden.reason);
    if (golden.fault !== undefined) expect(outcome).toMatchObject({ fault: golden.fault });
    if (golden.share !== undefined) {
      const [met = 0, of = 1] = golden.share.split("/").map(Number);
      expect(pointsOfOutcome(outcome)).toBe(shareOfPoints(points, { met, of }));
    }
    if (golden.found !== undefined) expect(explain(outcome).found).toContain(golden.found);
    if (golden.asks !== undefined) expect([...asked].sort()).toEqual([...golden.asks].sort());
  });
});

describe("golden cases", () => {
  it.each(allChecks.map(({ kind }) => kind))("have %s met, and not met", (kind) => {
    const found = outcomes
      .filter(({ golden }) => golden.check === kind)
      .map((one) => one.outcome.outcome);

    expect(found).toContain("met");
    expect(found).toContain("not_met");
  });

  it.each(allChecks.map(({ kind }) => kind))("reach every reason of %s", (kind) => {
    const reached = new Set(
      outcomes.filter(({ golden }) => golden.check === kind).map(({ outcome }) => outcome.reason),
    );

    expect(Object.keys(getCheck(kind).reasons).filter((code) => !reached.has(code))).toEqual([]);
  });

  it.each(outcomes)("have whole texts: $golden.check, $golden.name", ({ outcome }) => {
    const { short, found, doNext } = explain(outcome);

    expect(`${short} ${found} ${doNext} ${outcome.expected}`).not.toMatch(
      /\{\w+\}|undefined|\[object/,
    );
    expect([...short].length, short).toBeLessThanOrEqual(34);
    expect(outcome.lookedAt.length).toBeGreaterThan(0);
  });
});

describe("an answer that did not come", () => {
  const faults: Readonly<Record<string, GoldenAnswer>> = {
    denied: refusal("AccessDeniedException", 400),
    throttled: refusal("ThrottlingException", 400),
    expired: refusal("ExpiredTokenException", 400),
    broken: refusal("InternalServerError", 500),
    late: refusal("TimeoutError"),
    odd: refusal("SomethingNewException", 400),
    unreadable: {
      ...{ Table: 7, KeyMetadata: 7, Policy: 7, Tags: 7, TableNames: 7, BackupSummaries: 7 },
      ...{ TimeToLiveDescription: 7, ContinuousBackupsDescription: 7 },
      ...{ MetricAlarms: 7, MetricDataResults: 7, Budgets: 7, Notifications: 7, Subscribers: 7 },
      ContributorInsightsStatus: 7,
      ...{ Events: 7, RestoreJobs: 7, RecoveryPoints: 7, BackupJobs: 7, Item: 7 },
    },
  };
  const perCheck = Object.entries(Object.groupBy(outcomes, ({ golden }) => golden.check));

  it.each(perCheck)("makes nothing of %s red, and gives no points", (_check, cases = []) => {
    const wrong = cases.flatMap(({ golden, outcome: expected }) =>
      Object.keys(golden.answers).flatMap((operation) =>
        Object.entries(faults).flatMap(([fault, answer]) => {
          const answers = { ...golden.answers, [operation]: answer };
          const { outcome: found } = judged({ ...golden, answers });
          const isSame =
            found.outcome === expected.outcome &&
            pointsOfOutcome(found) === pointsOfOutcome(expected);
          return isSame || found.outcome === "unknown"
            ? []
            : [`${golden.name}: ${operation} ${fault}: ${expected.outcome} -> ${found.outcome}`];
        }),
      ),
    );

    expect(wrong).toEqual([]);
  });
});

function refusal(name: string, status?: number): GoldenAnswer {
  return { error: { name, message: "", ...(status !== undefined && { status }) } };
}

/** A case of every check becomes one case of each that looks at a table and needs no more than its name. */
function forEachCheck(golden: GoldenCase): readonly GoldenCase[] {
  if (golden.check !== "every") return [golden];
  return allChecks
    .filter(({ reasons, whereSchema }) => {
      return "dynamodb.table.missing" in reasons && whereSchema.safeParse(golden.where).success;
    })
    .map(({ kind }) => ({ ...golden, check: kind }));
}

function judged(golden: GoldenCase): { outcome: Outcome; asked: readonly string[] } {
  const bound = boundStageOf(golden);
  const { evidence, asked } = collectFromAnswers(golden, factsOfStage(bound));
  const graded = { ...evidence, collectedAt };
  const [outcome] = gradeSubmission(bound, graded, {
    accountId,
    earlier: earlierOf(golden, bound),
  }).outcomes;
  if (!outcome) throw new Error(`The case "${golden.name}" has no outcome.`);
  return { outcome, asked };
}

/** The same for all answers to a case: compiling a lab takes far longer than grading it. */
function boundStageOf(golden: GoldenCase): BoundStage {
  const { check, where, expect: expected, partial, earlier } = golden;
  const key = JSON.stringify([check, where, expected, partial, earlier !== undefined]);
  const known = boundStages.get(key);
  if (known) return known;
  const bound = bindCase(golden);
  boundStages.set(key, bound);
  return bound;
}

function bindCase(golden: GoldenCase): BoundStage {
  const { check, where, expect: expected, partial } = golden;
  const criterion: JsonObject = {
    ...{ title: "It is as asked", points, check, where: knownTo(check, where) },
    ...(expected !== undefined && { expect: expected }),
    ...(partial !== undefined && { partial }),
  };
  const { expect: _expected, ...withDefault } = criterion;
  const lab = labOf({
    digest: "0".repeat(64),
    labId: "golden",
    version: "1.0.0",
    source: {
      ...{ id: "golden", version: "1.0.0", title: "Golden", summary: "One check." },
      ...{ minutes: 1, costUsd: 0, passAt: 0 },
      probes: [...probeKinds],
      regions: regionsIn(where),
      stages: {
        // What an earlier stage is compared by must have been asked there too.
        ...(golden.earlier && { break: { title: "Break", criteria: { it: withDefault } } }),
        build: { title: "Build", criteria: { it: criterion } },
      },
    },
  });
  return bindStage(lab, "build", {
    learner: { login: "learner-14", accountId },
    graderAccountId: "999999999999",
  });
}

/** What the facts of a comparing check were answered in an earlier stage. */
function earlierOf(
  { name, answers, earlier = {} }: GoldenCase,
  stage: BoundStage,
): Record<string, GradedEvidence> {
  const uses = stage.criteria.flatMap((one) => (one.kind === "check" ? usesOf(one) : []));
  return Object.fromEntries(
    [...new Set(uses.flatMap((use) => use.stage ?? []))].map((id) => {
      const then = { name, answers: { ...answers, ...earlier } };
      const { evidence } = collectFromAnswers(
        then,
        uses.filter((use) => use.stage === id),
      );
      return [id, { ...evidence, collectedAt }];
    }),
  );
}

/** A case may look anywhere; a lab names where it looks. */
function regionsIn(where: JsonObject): string[] {
  const found = JSON.stringify(where).match(/\b[a-z]{2}-[a-z]+-\d\b/g) ?? [];
  return [...new Set(["us-east-1", ...found])];
}

function knownTo(check: string, where: JsonObject): JsonObject {
  const { whereKeys } = getCheck(check);
  return Object.fromEntries(Object.entries(where).filter(([key]) => whereKeys.includes(key)));
}
