import { monthSeconds } from "./assumptions.ts";

const daySeconds = 86_400;

/**
 * How often EventBridge Scheduler calls in a month, by a schedule's expression.
 * @throws Error for a form that this app does not use.
 */
export function runsAMonth(expression: string): number {
  const minutes = /^rate\((\d+) minutes?\)$/.exec(expression)?.[1];
  if (minutes !== undefined) return monthSeconds / (60 * Number(minutes));
  if (/^cron\(\d+ \d+ \* \* \? \*\)$/.test(expression)) return monthSeconds / daySeconds;
  throw new Error(`How often is ${expression}? Expected rate(… minutes) or a time of every day.`);
}
