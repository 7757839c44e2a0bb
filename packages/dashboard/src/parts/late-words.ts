import { type LatePolicy, latenessOf, scoreOf } from "@lab-grader/core/gradebook/late-policy";
import { pointsOf, roundedPoints } from "@lab-grader/core/grading/points";
import { addSeconds } from "@lab-grader/core/time";
import { text } from "../text/text.ts";
import { durationOf } from "./duration.ts";
import { formatPoints } from "./points.ts";

const words = text.assignments.late;

/** `2 days` */
export function durationWords(seconds: number): string {
  const { amount, unit } = durationOf(seconds);
  return text.assignments.durations[unit](Number(amount));
}

/** What a late policy means, in sentences. */
export function lateWords(policy: LatePolicy | undefined): string {
  if (policy === undefined) return words.free;
  const { percentPerInterval, intervalSeconds, graceSeconds, floorPercent, tokens } = policy;
  return [
    words.costs(String(percentPerInterval), intervalWords(intervalSeconds)),
    ...(graceSeconds > 0 ? [words.grace(durationWords(graceSeconds))] : []),
    ...(floorPercent > 0 ? [words.floor(String(floorPercent))] : []),
    ...(tokens ? [words.tokens(tokens, intervalWords(intervalSeconds))] : []),
  ].join(" ");
}

const due = "2026-01-01T00:00:00.000Z";

/**
 * What a policy makes of full points that come one and a half intervals late, reckoned as grades
 * are.
 */
export function lateExample(policy: LatePolicy, maxPoints: number): string {
  const lateSeconds = Math.max(Math.round(policy.intervalSeconds * 1.5), policy.graceSeconds + 60);
  const lateness = latenessOf(addSeconds(due, lateSeconds), { dueAt: due, latePolicy: policy });
  const maximum = pointsOf(maxPoints);
  const left = scoreOf(
    { points: maximum, maxPoints: maximum },
    { intervals: lateness?.intervals ?? 0 },
    policy,
  );
  return words.example({
    late: durationWords(lateSeconds),
    intervals: lateness?.intervals ?? 0,
    of: formatPoints(maxPoints),
    left: formatPoints(roundedPoints(left)),
  });
}

function intervalWords(seconds: number): string {
  if (seconds === 3600) return words.hour;
  if (seconds === 86_400) return words.day;
  return durationWords(seconds);
}
