import Fraction from "fraction.js";
import * as z from "zod";
import type { Points } from "../grading/points.ts";
import { type Instant, secondsBetween } from "../time.ts";

/** Per cent with at most 2 decimals. */
const Percent = z.number().min(0).max(100).multipleOf(0.01);
const longestSeconds = 366 * 86_400;

/**
 * What lateness costs, as Canvas reckons it: per cent of the maximum for each started interval.
 * Grace only decides whether something is late at all; what is late is counted from the due date.
 */
export const LatePolicy = z.strictObject({
  /** Of the stage's maximum. */
  percentPerInterval: Percent,
  /** 3600 or 86400, usually. */
  intervalSeconds: z.int().min(60).max(longestSeconds),
  graceSeconds: z.int().min(0).max(longestSeconds),
  /** Of the stage's maximum: lateness brings nothing below it, and takes nothing from what is below. */
  floorPercent: Percent,
  /** The most late tokens that a learner may spend on this assignment; absent: none. */
  tokens: z.int().min(0).max(100).optional(),
});
export type LatePolicy = z.infer<typeof LatePolicy>;

/** What decides how late a submission is, for one learner. */
export interface LateRules {
  readonly dueAt: Instant;
  /** Absent: late is late, but costs nothing. */
  readonly latePolicy?: LatePolicy | undefined;
  /** Intervals that the learner's late tokens waive. */
  readonly lateTokens?: number | undefined;
}

export interface Lateness {
  /** After the due date. */
  readonly lateSeconds: number;
  /** Started intervals that are paid for: those that no token waives. */
  readonly intervals: number;
}

/** `undefined` where a submission is in time, grace included. */
export function latenessOf(submittedAt: Instant, rules: LateRules): Lateness | undefined {
  const { dueAt, latePolicy, lateTokens = 0 } = rules;
  const lateSeconds = secondsBetween(dueAt, submittedAt);
  if (lateSeconds <= (latePolicy?.graceSeconds ?? 0)) return undefined;
  const started = startedIntervals(lateSeconds, latePolicy);
  return { lateSeconds, intervals: Math.max(started - lateTokens, 0) };
}

/** How many late tokens would make a submission of this time free. */
export function startedIntervals(lateSeconds: number, policy: LatePolicy | undefined): number {
  if (policy === undefined || lateSeconds <= policy.graceSeconds) return 0;
  return Math.ceil(lateSeconds / policy.intervalSeconds);
}

/**
 * The points that are left of a late submission, exactly: never more than there were, never pushed
 * below the floor, and whole where they lie below it already.
 */
export function scoreOf(
  { points, maxPoints }: { readonly points: Points; readonly maxPoints: Points },
  { intervals }: Pick<Lateness, "intervals">,
  policy: LatePolicy | undefined,
): Points {
  if (policy === undefined || intervals === 0) return points;
  const raw = new Fraction(points);
  const maximum = new Fraction(maxPoints);
  const floor = maximum.mul(policy.floorPercent).div(100);
  if (raw.compare(floor) <= 0) return points;
  const left = raw.sub(maximum.mul(policy.percentPerInterval).div(100).mul(intervals));
  return (left.compare(floor) < 0 ? floor : left).toFraction();
}
