import { text } from "../text/text.ts";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** `34`, `34.5`; a dash where nothing was judged: that is no zero. */
export function formatPoints(points: number | null | undefined): string {
  return points === null || points === undefined ? text.parts.dash : number.format(points);
}

/** `34 of 40` */
export function formatPointsOf(points: number | null | undefined, most: number): string {
  return text.parts.of(formatPoints(points), number.format(most));
}
