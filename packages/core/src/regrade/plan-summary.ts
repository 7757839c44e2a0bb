import * as z from "zod";
import { comparePoints, roundedPoints } from "../grading/points.ts";
import { type PlannedTarget, RegradeRefusal } from "./planned-target.ts";

/** What a plan would do, in all. */
export const PlanSummary = z.strictObject({
  submissions: z.int(),
  /** Grades that applying it writes. */
  changed: z.int(),
  /** By points; `same` is the rest, whether or not another verdict is written. */
  up: z.int(),
  down: z.int(),
  same: z.int(),
  /** Would be worse, and stay. */
  kept: z.int(),
  refused: z.int(),
  /** Points more (or fewer) than now, and of how many submissions; without those that are refused. */
  histogram: z.array(z.strictObject({ difference: z.number(), submissions: z.int() })),
  refusals: z.array(z.strictObject({ code: RegradeRefusal, submissions: z.int() })),
  /** Verdicts that differ, most frequent first. */
  criteria: z.array(
    z.strictObject({
      criterion: z.string(),
      from: z.string(),
      to: z.string(),
      submissions: z.int(),
    }),
  ),
  /** Versions of the code that judged what is effective now. */
  graderVersions: z.array(z.string()),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

/** Of a large lab every criterion may change; more tell a person nothing. */
const mostCriteria = 100;

export function summaryOf(targets: readonly PlannedTarget[]): PlanSummary {
  const planned = targets.filter((target) => target.status === "planned");
  const refused = targets.filter((target) => target.status === "refused");
  const orders = planned.map(({ from, to }) => (to ? comparePoints(to.points, from.points) : 0));
  const verdicts = planned
    .flatMap(({ changes, to }) => (to ? changes : []))
    .map(({ criterion, from, to }) => [
      criterion,
      from?.outcome ?? "absent",
      to?.outcome ?? "absent",
    ])
    .filter(([, from, to]) => from !== to)
    .map((verdict) => JSON.stringify(verdict));
  return {
    submissions: targets.length,
    changed: planned.filter(({ to }) => to).length,
    up: orders.filter((order) => order > 0).length,
    down: orders.filter((order) => order < 0).length,
    same: orders.filter((order) => order === 0).length,
    kept: planned.filter(({ isKept }) => isKept).length,
    refused: refused.length,
    histogram: tally(planned.map(differenceOf))
      .map(([difference, submissions]) => ({ difference, submissions }))
      .sort((left, right) => left.difference - right.difference),
    refusals: tally(refused.map(({ code }) => code)).map(([code, submissions]) => ({
      code,
      submissions,
    })),
    criteria: tally(verdicts)
      .slice(0, mostCriteria)
      .map(([text, submissions]) => ({ ...changeIn(text), submissions })),
    graderVersions: [...new Set(planned.map(({ from }) => from.graderVersion))].sort(),
  };
}

/** Points more than now, rounded to 2 decimals. */
export function differenceOf({
  from,
  to,
}: Pick<PlannedTarget & { status: "planned" }, "from" | "to">): number {
  if (!to) return 0;
  return Math.round((roundedPoints(to.points) - roundedPoints(from.points)) * 100) / 100;
}

const ChangeText = z.tuple([z.string(), z.string(), z.string()]);

function changeIn(text: string): { criterion: string; from: string; to: string } {
  const [criterion, from, to] = ChangeText.parse(JSON.parse(text));
  return { criterion, from, to };
}

/** How often each value is there, most frequent first. */
function tally<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left);
}
