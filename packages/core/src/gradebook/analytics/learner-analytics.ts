import * as z from "zod";
import type { Assignment } from "../../cohorts/assignment.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { judgedOf } from "../../grading/decide-outcome.ts";
import type { Grade } from "../../grading/grade.ts";
import type { Outcome } from "../../grading/outcome.ts";
import { comparePoints, percentOf } from "../../grading/points.ts";
import type { Answers } from "../../lab/answers.ts";
import { explain } from "../../reasons/catalogue.ts";
import { submissionsOf } from "../../submissions/attempts.ts";
import type { Hash } from "../../submissions/ports.ts";
import type { Submission } from "../../submissions/submission.ts";
import { secondsBetween } from "../../time.ts";
import {
  type AnalyticsPart,
  addCounts,
  type CriterionCounts,
  emptyCriterion,
  emptyStage,
  hoursBuckets,
  type Mark,
  type OldResource,
  type StageCounts,
} from "./analytics.ts";

/** A counted attempt with everything that is known of it. */
export interface KnownAttempt {
  readonly submission: Submission;
  readonly grade: Grade;
  readonly evidence: Evidence | undefined;
  /** The learner's texts to written parts. */
  readonly texts: Answers;
}

export interface LearnerSource {
  readonly learnerId: string;
  readonly assignment: Pick<Assignment, "stages" | "opensAt" | "passAt">;
  /** All of this learner and assignment. */
  readonly submissions: readonly Submission[];
  /** The counted attempts of all stages, in the order of their numbers. */
  readonly attempts: readonly KnownAttempt[];
  /** Submissions that used no attempt because they are one of them again. */
  readonly repeats: readonly KnownAttempt[];
  readonly hash: Hash;
}

/** One learner's part of the sums. Pure. */
export function learnerAnalytics(source: LearnerSource): AnalyticsPart {
  const { assignment, submissions, attempts, repeats } = source;
  const stages = assignment.stages.flatMap(({ stage }) => {
    if (submissionsOf(submissions, stage).length === 0) return [];
    const isOfStage = ({ submission }: KnownAttempt) => submission.stage === stage;
    const ofStage = attempts.filter(isOfStage);
    const again = repeats.filter(isOfStage);
    return [[stage, stageCounts({ attempts: ofStage, repeats: again }, assignment)] as const];
  });
  return {
    learners: 1,
    stages: Object.fromEntries(stages),
    marks: marksOf(source),
    oldResources: attempts.flatMap((attempt) => oldResources(attempt, assignment.opensAt)),
  };
}

type Handed = Pick<LearnerSource, "attempts" | "repeats">;

function stageCounts(
  handed: Handed,
  { opensAt, passAt }: LearnerSource["assignment"],
): StageCounts {
  const { attempts } = handed;
  const counts = { ...emptyStage(), submitted: 1, criteria: criteriaCounts(handed) };
  if (attempts.length === 0) return counts;
  const first = attempts.findIndex(({ grade }) => passes(grade, passAt));
  const passing = attempts[first];
  return {
    ...counts,
    attempted: 1,
    scores: { [tenthOf(attempts)]: 1 },
    ...(passing && {
      passed: 1,
      attemptsToPass: { [first + 1]: 1 },
      hoursToPass: { [hoursBucket(opensAt, passing.submission.submittedAt)]: 1 },
    }),
  };
}

function passes({ points, judgedPoints }: Grade, passAt: number): boolean {
  return comparePoints(judgedPoints, "0") > 0 && percentOf(points, judgedPoints) >= passAt;
}

/** Of the best attempt: 10 is everything. */
function tenthOf(attempts: readonly KnownAttempt[]): number {
  const best = Math.max(...attempts.map(({ grade }) => percentOf(grade.points, grade.maxPoints)));
  return Math.min(10, Math.floor(best / 10));
}

function hoursBucket(from: string, to: string): string {
  const hours = secondsBetween(from, to) / 3600;
  return String(hoursBuckets.find((upper) => hours <= upper) ?? "more");
}

function criteriaCounts({ attempts, repeats }: Handed): Record<string, CriterionCounts> {
  const counts = new Map<string, CriterionCounts>();
  const change = (
    criterion: string,
    add: (before: CriterionCounts) => Partial<CriterionCounts>,
  ) => {
    const before = counts.get(criterion) ?? emptyCriterion();
    counts.set(criterion, { ...before, ...add(before) });
  };
  for (const { submission, grade } of attempts) {
    const day = submission.submittedAt.slice(0, "2026-01-31".length);
    // What is on hold says nothing about the learners until the hold has ended.
    for (const outcome of grade.outcomes.filter(({ held }) => held === undefined))
      change(outcome.criterion, (before) => counted(before, outcome, day));
  }
  const stumble = attempts[0]?.grade.outcomes.find(isRed);
  if (stumble)
    change(stumble.criterion, ({ firstStumbles }) => ({ firstStumbles: firstStumbles + 1 }));
  for (const criterion of flippedCriteria([...attempts, ...repeats]))
    change(criterion, ({ flips }) => ({ flips: flips + 1 }));
  return Object.fromEntries(counts);
}

function counted(before: CriterionCounts, outcome: Outcome, day: string): Partial<CriterionCounts> {
  const judgedByDay = addCounts(before.judgedByDay, { [day]: 1 });
  switch (outcome.outcome) {
    case "met":
      return {
        met: before.met + 1,
        judgedByDay,
        metByDay: addCounts(before.metByDay, { [day]: 1 }),
      };
    case "partly":
      return { partly: before.partly + 1, judgedByDay, ...withReason(before, outcome) };
    case "not_met":
      return { notMet: before.notMet + 1, judgedByDay, ...withReason(before, outcome) };
    case "unknown":
      return { unknown: before.unknown + 1, ...withReason(before, outcome) };
    case "not_judged":
      return { notJudged: before.notJudged + 1 };
    default:
      return outcome satisfies never;
  }
}

function withReason({ reasons }: CriterionCounts, outcome: Outcome) {
  return { reasons: addCounts(reasons, { [explain(outcome).short]: 1 }) };
}

function isRed({ outcome, held }: Outcome): boolean {
  if (held) return false;
  return outcome === "not_met" || outcome === "partly";
}

/** Criteria that were judged otherwise, not decided, where lab, answers and account were the same. */
function flippedCriteria(attempts: readonly KnownAttempt[]): readonly string[] {
  return attempts.flatMap(({ grade }, at) => {
    const twin = attempts.slice(0, at).find((each) => each.grade.attemptHash === grade.attemptHash);
    const before = new Map(
      twin?.grade.outcomes.map((each) => [each.criterion, judgedOf(each).outcome]),
    );
    return grade.outcomes.flatMap((outcome) => {
      const known = before.get(outcome.criterion);
      return known === undefined || known === judgedOf(outcome).outcome ? [] : outcome.criterion;
    });
  });
}

/** Shorter texts are alike by chance. */
const shortestTextToCompare = 60;

function marksOf({ learnerId, attempts, hash }: LearnerSource): Mark[] {
  const marks = attempts.flatMap(({ submission, evidence, texts }): Mark[] => {
    const { submissionId, accountId } = submission;
    const written = Object.values(texts).flatMap((text) => (typeof text === "string" ? text : []));
    const long = written
      .map((text) => text.toLowerCase().replace(/\s+/g, " ").trim())
      .filter((text) => text.length >= shortestTextToCompare);
    return [
      { kind: "account", hash: hash(accountId), learnerId, submissionId },
      ...(evidence
        ? [{ kind: "evidence" as const, hash: evidence.hash, learnerId, submissionId }]
        : []),
      ...long.map((text) => ({
        ...{ kind: "text" as const, hash: hash(text) },
        ...{ learnerId, submissionId },
      })),
    ];
  });
  // One of each is enough to find whoever shares it.
  return [...new Map(marks.map((mark) => [`${mark.kind} ${mark.hash}`, mark])).values()];
}

const tableKind = "dynamodb.table";
const DescribedTable = z.object({
  Table: z.object({ TableName: z.string(), CreationDateTime: z.string() }),
});

function oldResources(
  { submission: { learnerId, submissionId }, evidence }: KnownAttempt,
  opensAt: string,
): readonly OldResource[] {
  const tables = evidence?.facts.filter(({ kind }) => kind === tableKind) ?? [];
  return tables.flatMap(({ answers }) =>
    answers.flatMap(({ output }) => {
      const table = DescribedTable.safeParse(output).data?.Table;
      if (!table || table.CreationDateTime >= opensAt) return [];
      const { TableName: name, CreationDateTime: createdAt } = table;
      return [{ learnerId, submissionId, name, createdAt }];
    }),
  );
}
