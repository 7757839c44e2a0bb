import type { Grade } from "./grade.ts";
import { type Outcome, pointsOfOutcome } from "./outcome.ts";
import { pointsOf, sumOfPoints } from "./points.ts";

export type Totals = Pick<Grade, "points" | "judgedPoints" | "maxPoints">;

/**
 * The sums of a grade. What is on hold counts in neither direction: not in the points, and not in
 * the maximum of what was judged.
 */
export function totalsOf(outcomes: readonly Outcome[]): Totals {
  const counted = outcomes.filter(
    (outcome) => outcome.held === undefined && pointsOfOutcome(outcome) !== undefined,
  );
  return {
    points: sumOfPoints(counted.flatMap((outcome) => pointsOfOutcome(outcome) ?? [])),
    judgedPoints: sumOfPoints(counted.map(({ maxPoints }) => pointsOf(maxPoints))),
    maxPoints: sumOfPoints(outcomes.map(({ maxPoints }) => pointsOf(maxPoints))),
  };
}
