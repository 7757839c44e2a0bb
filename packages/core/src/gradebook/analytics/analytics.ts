import * as z from "zod";
import { LearnerId, StageId, SubmissionId } from "../../ids.ts";

/** Counts by something: a number of attempts, a bucket, a day. */
const Counts = z.record(z.string(), z.int().min(0));
export type Counts = z.infer<typeof Counts>;

/** What became of one criterion in the counted attempts. */
export const CriterionCounts = z.object({
  met: z.int(),
  partly: z.int(),
  notMet: z.int(),
  unknown: z.int(),
  notJudged: z.int(),
  /** Learners whose first attempt met everything before it and not this. */
  firstStumbles: z.int(),
  /** Times that it was judged otherwise although lab, answers and account were the same. */
  flips: z.int(),
  /** By day of submission, `2026-01-31`: how often it was judged. */
  judgedByDay: Counts,
  metByDay: Counts,
  /** By what is read in short about it: how often it was partly met, not met or unknown so. */
  reasons: Counts,
});
export type CriterionCounts = z.infer<typeof CriterionCounts>;

export const StageCounts = z.object({
  /** Learners with a submission, whatever became of it. */
  submitted: z.int(),
  /** Learners with a counted attempt. */
  attempted: z.int(),
  /** Learners with an attempt that passes. */
  passed: z.int(),
  /** Learners by the number of their first attempt that passes: `1`, `2` … */
  attemptsToPass: Counts,
  /** Learners by hours from the opening to that attempt: the upper end of a bucket of `hoursBuckets`. */
  hoursToPass: Counts,
  /** Learners by the score of their best attempt in tenths of the maximum, `0` to `10`. */
  scores: Counts,
  /** By full name, `stage.criterion`. */
  criteria: z.record(z.string(), CriterionCounts),
});
export type StageCounts = z.infer<typeof StageCounts>;

/** Something that a learner's submission shares with others, as a hash: equal marks, equal thing. */
export const Mark = z.object({
  /** `account`: the AWS account; `evidence`: every answer of AWS; `text`: a written part. */
  kind: z.enum(["account", "evidence", "text"]),
  hash: z.string(),
  learnerId: LearnerId,
  submissionId: SubmissionId,
});
export type Mark = z.infer<typeof Mark>;

/** A resource that is older than the assignment. */
export const OldResource = z.object({
  learnerId: LearnerId,
  submissionId: SubmissionId,
  name: z.string(),
  createdAt: z.string(),
});
export type OldResource = z.infer<typeof OldResource>;

/**
 * Sums over some learners of one assignment. Sums of pages add up to the sums of the class, so that
 * no request reads a whole class.
 */
export const AnalyticsPart = z.object({
  learners: z.int(),
  stages: z.record(StageId, StageCounts),
  marks: z.array(Mark),
  oldResources: z.array(OldResource),
});
export type AnalyticsPart = z.infer<typeof AnalyticsPart>;

/** Upper ends in hours; what takes longer is `more`. */
export const hoursBuckets = [1, 2, 4, 8, 24, 48, 96, 168, 336] as const;

export function emptyStage(): StageCounts {
  return {
    ...{ submitted: 0, attempted: 0, passed: 0 },
    ...{ attemptsToPass: {}, hoursToPass: {}, scores: {}, criteria: {} },
  };
}

export function emptyCriterion(): CriterionCounts {
  return {
    ...{ met: 0, partly: 0, notMet: 0, unknown: 0, notJudged: 0 },
    ...{ firstStumbles: 0, flips: 0, judgedByDay: {}, metByDay: {}, reasons: {} },
  };
}

/** The sums of both; the order doesn't matter. */
export function addAnalytics(left: AnalyticsPart, right: AnalyticsPart): AnalyticsPart {
  return {
    learners: left.learners + right.learners,
    stages: addedBy(left.stages, right.stages, addStages),
    marks: [...left.marks, ...right.marks],
    oldResources: [...left.oldResources, ...right.oldResources],
  };
}

export const noAnalytics: AnalyticsPart = { learners: 0, stages: {}, marks: [], oldResources: [] };

function addStages(left: StageCounts, right: StageCounts): StageCounts {
  return {
    submitted: left.submitted + right.submitted,
    attempted: left.attempted + right.attempted,
    passed: left.passed + right.passed,
    attemptsToPass: addCounts(left.attemptsToPass, right.attemptsToPass),
    hoursToPass: addCounts(left.hoursToPass, right.hoursToPass),
    scores: addCounts(left.scores, right.scores),
    criteria: addedBy(left.criteria, right.criteria, addCriteria),
  };
}

function addCriteria(left: CriterionCounts, right: CriterionCounts): CriterionCounts {
  return {
    met: left.met + right.met,
    partly: left.partly + right.partly,
    notMet: left.notMet + right.notMet,
    unknown: left.unknown + right.unknown,
    notJudged: left.notJudged + right.notJudged,
    firstStumbles: left.firstStumbles + right.firstStumbles,
    flips: left.flips + right.flips,
    judgedByDay: addCounts(left.judgedByDay, right.judgedByDay),
    metByDay: addCounts(left.metByDay, right.metByDay),
    reasons: addCounts(left.reasons, right.reasons),
  };
}

export function addCounts(left: Counts, right: Counts): Counts {
  return addedBy(left, right, (one, other) => one + other);
}

function addedBy<Value>(
  left: Readonly<Record<string, Value>>,
  right: Readonly<Record<string, Value>>,
  add: (left: Value, right: Value) => Value,
): Record<string, Value> {
  const sums = new Map(Object.entries(left));
  for (const [name, value] of Object.entries(right)) {
    const known = sums.get(name);
    sums.set(name, known === undefined ? value : add(known, value));
  }
  return Object.fromEntries(sums);
}
