import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../evidence/evidence.ts";
import { decideOutcome } from "../../grading/decide-outcome.ts";
import type { Outcome } from "../../grading/outcome.ts";
import { explain } from "../../reasons/catalogue.ts";
import { aGrade, aSubmission } from "../../testing.ts";
import { type AnalyticsPart, addAnalytics, noAnalytics } from "./analytics.ts";
import { integritySignals, suspiciousCriteria } from "./findings.ts";
import { type KnownAttempt, learnerAnalytics } from "./learner-analytics.ts";

const opensAt = "2026-01-31T00:00:00.000Z";
const assignment = { stages: [{ stage: "build" }], opensAt, passAt: 80 };

type Verdict = "met" | "not_met" | "unknown";

function outcomeOf(criterion: string, outcome: Verdict): Outcome {
  const said = { criterion, reason: "dynamodb.table.missing", params: {}, lookedAt: [] };
  if (outcome === "unknown") return { ...said, outcome, fault: "platform", maxPoints: 1 };
  return { ...said, outcome, points: outcome === "met" ? "1" : "0", maxPoints: 1 };
}

function anAttempt(
  number: number,
  verdicts: Readonly<Record<string, Verdict>>,
  change: {
    readonly submittedAt?: string;
    readonly attemptHash?: string;
    readonly learnerId?: string;
    readonly accountId?: string;
    readonly text?: string;
    readonly evidence?: Evidence;
  } = {},
): KnownAttempt {
  const outcomes = Object.entries(verdicts).map(([id, verdict]) =>
    outcomeOf(`build.${id}`, verdict),
  );
  const met = outcomes.filter(({ outcome }) => outcome === "met").length;
  const { learnerId = "lrn_000000000001", accountId = "100000000001" } = change;
  const { submittedAt = "2026-01-31T03:00:00.000Z" } = change;
  const totals = {
    points: String(met),
    judgedPoints: String(outcomes.filter(({ outcome }) => outcome !== "unknown").length),
    maxPoints: String(outcomes.length),
  };
  const submission = aSubmission({
    ...{ number, learnerId, accountId, submittedAt, ...totals },
    ...{ state: "graded", counts: true },
  });
  const attemptHash = change.attemptHash ?? String(number);
  return {
    submission,
    grade: aGrade({ submissionId: submission.submissionId, outcomes, attemptHash, ...totals }),
    evidence: change.evidence,
    texts: change.text === undefined ? {} : { why: change.text },
  };
}

function of(...attempts: readonly KnownAttempt[]): AnalyticsPart {
  const learnerId = attempts[0]?.submission.learnerId ?? "lrn_000000000001";
  return learnerAnalytics({
    ...{ learnerId, assignment },
    attempts: attempts.filter(({ submission }) => submission.counts),
    repeats: attempts.filter(({ submission }) => !submission.counts),
    submissions: attempts.map(({ submission }) => submission),
    hash: (text) => `hash of ${text}`,
  });
}

describe("learnerAnalytics", () => {
  it("counts the attempt that passes first, how long it took, and the first stumble", () => {
    const part = of(
      anAttempt(1, { keys: "met", backup: "not_met", tags: "not_met" }),
      anAttempt(
        2,
        { keys: "met", backup: "met", tags: "met" },
        { submittedAt: "2026-02-01T05:00:00.000Z" },
      ),
    );

    expect(part.stages.build).toMatchObject({
      ...{ submitted: 1, attempted: 1, passed: 1 },
      attemptsToPass: { 2: 1 },
      hoursToPass: { 48: 1 },
      scores: { 10: 1 },
      criteria: {
        "build.backup": { met: 1, notMet: 1, firstStumbles: 1, flips: 0 },
        "build.tags": { met: 1, notMet: 1, firstStumbles: 0 },
      },
    });
  });

  it("counts what could not be judged apart, never as a failure", () => {
    const part = of(anAttempt(1, { keys: "met", backup: "unknown" }));

    expect(part.stages.build?.criteria["build.backup"]).toMatchObject({
      ...{ unknown: 1, notMet: 0, judgedByDay: {} },
    });
    expect(part.stages.build?.passed).toBe(1);
  });

  it("counts why a criterion was not met, over all attempts", () => {
    const part = of(
      anAttempt(1, { keys: "not_met", backup: "met" }),
      anAttempt(2, { keys: "not_met", backup: "unknown" }),
    );

    const { short } = explain({ reason: "dynamodb.table.missing", params: {} });
    expect(part.stages.build?.criteria).toMatchObject({
      "build.keys": { reasons: { [short]: 2 } },
      "build.backup": { reasons: { [short]: 1 } },
    });
  });

  it("leaves out what is on hold", () => {
    const { submission, grade, ...attempt } = anAttempt(1, { keys: "not_met", backup: "not_met" });
    const outcomes = grade.outcomes.map((outcome) =>
      outcome.criterion === "build.keys" ? { ...outcome, held: true as const } : outcome,
    );

    const part = of({ ...attempt, submission, grade: { ...grade, outcomes } });

    expect(part.stages.build?.criteria).toEqual({
      "build.backup": expect.objectContaining({ notMet: 1, firstStumbles: 1 }),
    });
  });

  it("counts who submitted without an attempt as submitted only", () => {
    const blocked = aSubmission({ state: "blocked" });

    const part = learnerAnalytics({
      ...{ learnerId: blocked.learnerId, assignment, submissions: [blocked] },
      ...{ attempts: [], repeats: [] },
      hash: (text) => text,
    });

    expect(part.stages.build).toMatchObject({ submitted: 1, attempted: 0, passed: 0 });
  });
});

describe("addAnalytics", () => {
  const part = fc
    .array(fc.record({ keys: fc.constantFrom<Verdict>("met", "not_met", "unknown") }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((attempts) => of(...attempts.map((verdicts, at) => anAttempt(at + 1, verdicts))));

  it("gives the same sums however the class is cut into pages", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.nat(5), (parts, cut) => {
        const sum = (some: readonly AnalyticsPart[]) => some.reduce(addAnalytics, noAnalytics);

        expect(addAnalytics(sum(parts.slice(0, cut)), sum(parts.slice(cut)))).toEqual(sum(parts));
      }),
    );
  });
});

describe("suspiciousCriteria", () => {
  it("names a criterion that was judged otherwise though nothing had changed", () => {
    const same = { attemptHash: "same" };
    const first = anAttempt(1, { keys: "met", backup: "met" }, same);
    const again = anAttempt(2, { keys: "met", backup: "not_met" }, same);
    // The same again uses no attempt.
    const part = of(first, { ...again, submission: { ...again.submission, counts: false } });

    expect(suspiciousCriteria(part)).toEqual([
      {
        criterion: "build.backup",
        why: "verdict_flips",
        detail: expect.stringContaining("1 times"),
      },
    ]);
    expect(part.stages.build).toMatchObject({
      criteria: { "build.backup": { met: 1, notMet: 0 } },
    });
  });

  it("does not take a person's decision for another verdict", () => {
    const [first, again] = [1, 2].map((number) =>
      anAttempt(number, { backup: "not_met" }, { attemptHash: "same" }),
    );
    const said = { by: "override", points: "1", login: "instructor-01", at: opensAt } as const;
    const outcomes = (again?.grade.outcomes ?? []).map((one) => decideOutcome(one, said));
    if (!first || !again) throw new Error("two attempts");

    const part = of(first, { ...again, grade: { ...again.grade, outcomes } });

    expect(suspiciousCriteria(part)).toEqual([]);
  });

  it("names a criterion that can often not be judged", () => {
    const part = Array.from({ length: 10 }, (_, at) =>
      of(anAttempt(1, { keys: at < 2 ? "unknown" : "met" })),
    ).reduce(addAnalytics, noAnalytics);

    expect(suspiciousCriteria(part)).toEqual([
      {
        criterion: "build.keys",
        why: "often_unknown",
        detail: "could not be judged 2 of 10 times",
      },
    ]);
  });

  it("names a criterion whose pass rate fell from one day to the next", () => {
    const day = (submittedAt: string, verdict: Verdict) =>
      Array.from({ length: 10 }, () => of(anAttempt(1, { keys: verdict }, { submittedAt })));
    const before = day("2026-02-01T00:00:00.000Z", "met");
    const since = day("2026-02-02T00:00:00.000Z", "not_met");
    const all = (parts: readonly AnalyticsPart[]) => parts.reduce(addAnalytics, noAnalytics);

    expect(suspiciousCriteria(all([...before, ...since]))).toEqual([
      {
        criterion: "build.keys",
        why: "pass_rate_fell",
        detail: "met by 100 % before 2026-02-02, by 0 % since",
      },
    ]);
    expect(suspiciousCriteria(all([...before, ...since.slice(1)]))).toEqual([]);
  });
});

describe("integritySignals", () => {
  const second = { learnerId: "lrn_000000000002" };
  const text = "I chose on-demand capacity because nobody knows how many requests will come.";

  it("tells of one account, and of one text, of two learners", () => {
    const sum = addAnalytics(
      of(anAttempt(1, { keys: "met" }, { text })),
      of(anAttempt(1, { keys: "met" }, { ...second, text: text.toUpperCase() })),
    );

    expect(integritySignals(sum).map(({ kind }) => kind)).toEqual(["same_account", "same_text"]);
  });

  it("says nothing of a learner who is alike only to themselves, nor of short answers", () => {
    const sum = addAnalytics(
      of(anAttempt(1, { keys: "met" }, { text }), anAttempt(2, { keys: "met" }, { text })),
      of(anAttempt(1, { keys: "met" }, { ...second, accountId: "100000000002", text: "yes" })),
    );

    expect(integritySignals(sum)).toEqual([]);
  });

  it("tells of a table that is older than the assignment", () => {
    const { submission } = anAttempt(1, { keys: "met" });
    const observedAt = "2026-01-31T03:00:00.000Z";
    const evidence: Evidence = {
      ...{ submissionId: submission.submissionId, claim: 1, accountId: submission.accountId },
      ...{ collectedAt: observedAt, hash: "hash", access: { status: "open", way: "role" } },
      facts: ["2026-01-30T23:59:59.000Z", "2026-01-31T00:00:00.000Z"].map((CreationDateTime) => ({
        kind: "dynamodb.table",
        params: {},
        answers: [
          {
            ...{ service: "dynamodb", operation: "DescribeTable", region: "us-east-1" },
            ...{ input: {}, observedAt },
            output: { Table: { TableName: `made ${CreationDateTime}`, CreationDateTime } },
          },
        ],
      })),
    };

    expect(integritySignals(of(anAttempt(1, { keys: "met" }, { evidence })))).toEqual([
      expect.objectContaining({
        kind: "resource_older_than_lab",
        name: "made 2026-01-30T23:59:59.000Z",
      }),
    ]);
  });
});
