import Fraction from "fraction.js";
import * as z from "zod";

/**
 * Points as an exact fraction: `"4"`, `"11/3"`. Sums stay exact, so three thirds of a point are
 * one point; only what a person reads is rounded.
 */
export const Points = z
  .string()
  .regex(/^\d{1,12}(\/\d{1,12})?$/, "points as a whole number or a fraction, such as 4 or 11/3");
export type Points = z.infer<typeof Points>;

export function pointsOf(value: number): Points {
  return new Fraction(value).toFraction();
}

export function sumOfPoints(parts: readonly Points[]): Points {
  return parts.reduce((sum, part) => sum.add(part), new Fraction(0)).toFraction();
}

/** What is left of `whole` without `part`, which is not larger. */
export function differenceOfPoints(whole: Points, part: Points): Points {
  return new Fraction(whole).sub(part).toFraction();
}

/** `share` of `whole`: met lines ÷ all lines of a criterion. */
export function shareOfPoints(whole: number, share: { met: number; of: number }): Points {
  return new Fraction(whole).mul(share.met, share.of).toFraction();
}

/** Rounded to 2 decimals, half up; for totals that a person reads. */
export function roundedPoints(points: Points): number {
  return new Fraction(points).round(2).valueOf();
}

/** Per cent of `whole`, exact: 0 of 0 is 0. */
export function percentOf(part: Points, whole: Points): number {
  const total = new Fraction(whole);
  return total.equals(0) ? 0 : new Fraction(part).div(total).mul(100).valueOf();
}

export function comparePoints(left: Points, right: Points): number {
  return new Fraction(left).compare(right);
}
