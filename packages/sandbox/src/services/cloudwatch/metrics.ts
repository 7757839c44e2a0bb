import { type Account, regionalState } from "../../accounts.ts";

/** `{ TableName: "lab-orders", Operation: "Query" }` */
export type Dimensions = Readonly<Record<string, string>>;

export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Dimensions;
}

/** Some equal values at one instant. Milliseconds since the epoch. */
export interface Sample {
  readonly at: number;
  readonly value: number;
  /** Default 1. */
  readonly count?: number;
}

/** What was measured in one minute, or in one period of minutes. */
export interface Totals {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** How often each value came, for percentiles; empty where only sums were sent. */
  readonly values: Map<number, number>;
}

export interface Metric extends MetricId {
  readonly unit: string | undefined;
  /** By start of the minute, in milliseconds since the epoch. No traffic: no entry. */
  readonly minutes: Map<number, Totals>;
}

const minuteMs = 60_000;
const kept = 15 * 24 * 60;

const metricsOf = regionalState(() => new Map<string, Metric>());

/** All metrics of one account in one region, in the order of their first sample. */
export function allMetrics(account: Account, region: string): readonly Metric[] {
  return [...metricsOf(account, region).values()];
}

export function findMetric(account: Account, region: string, id: MetricId): Metric | undefined {
  return metricsOf(account, region).get(keyOf(id));
}

/** CloudWatch keeps a metric for each set of dimensions; no set is the sum of others. */
export function recordSample(
  { account, region }: { readonly account: Account; readonly region: string },
  { unit, ...id }: MetricId & { readonly unit?: string },
  { at, value, count = 1 }: Sample,
): void {
  const totals = totalsAt(account, region, { ...id, unit }, at);
  totals.count += count;
  totals.sum += value * count;
  totals.minimum = Math.min(totals.minimum, value);
  totals.maximum = Math.max(totals.maximum, value);
  totals.values.set(value, (totals.values.get(value) ?? 0) + count);
}

/** Sums that a client made itself; no percentile can be told of them. */
export function recordTotals(
  { account, region }: { readonly account: Account; readonly region: string },
  { unit, ...id }: MetricId & { readonly unit?: string },
  { at, ...added }: Omit<Totals, "values"> & { readonly at: number },
): void {
  addTotals(totalsAt(account, region, { ...id, unit }, at), { ...added, values: new Map() });
}

/** A metric in periods that begin at multiples of their length, oldest first; empty ones are absent. */
export function inPeriods(
  metric: Metric,
  { from, until, periodMs }: { from: number; until: number; periodMs: number },
): readonly (readonly [at: number, totals: Totals])[] {
  const periods = new Map<number, Totals>();
  for (const [minute, totals] of metric.minutes) {
    if (minute < from - (from % minuteMs) || minute >= until) continue;
    const at = minute - (minute % periodMs);
    const period = periods.get(at) ?? noTotals();
    periods.set(at, period);
    addTotals(period, totals);
  }
  return [...periods].sort(([a], [b]) => a - b);
}

export type Statistic = "SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum";

export function statisticOf(totals: Totals, statistic: Statistic): number {
  switch (statistic) {
    case "SampleCount":
      return totals.count;
    case "Average":
      return totals.sum / totals.count;
    case "Sum":
      return totals.sum;
    case "Minimum":
      return totals.minimum;
    case "Maximum":
      return totals.maximum;
    default:
      return statistic satisfies never;
  }
}

/** The smallest value that so many per cent of all values do not exceed. */
export function percentileOf({ values }: Totals, percent: number): number | undefined {
  const total = [...values.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of [...values].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= (total * percent) / 100) return value;
  }
  return undefined;
}

function totalsAt(
  account: Account,
  region: string,
  { unit, ...id }: MetricId & { readonly unit: string | undefined },
  at: number,
): Totals {
  const metrics = metricsOf(account, region);
  const key = keyOf(id);
  const metric = metrics.get(key) ?? { ...id, unit, minutes: new Map<number, Totals>() };
  metrics.set(key, metric);
  const minute = at - (at % minuteMs);
  const existing = metric.minutes.get(minute);
  if (existing !== undefined) return existing;
  const totals = noTotals();
  metric.minutes.set(minute, totals);
  if (metric.minutes.size > kept) metric.minutes.delete(Math.min(...metric.minutes.keys()));
  return totals;
}

function addTotals(to: Totals, from: Totals): void {
  to.count += from.count;
  to.sum += from.sum;
  to.minimum = Math.min(to.minimum, from.minimum);
  to.maximum = Math.max(to.maximum, from.maximum);
  for (const [value, count] of from.values)
    to.values.set(value, (to.values.get(value) ?? 0) + count);
}

function noTotals(): Totals {
  return {
    ...{ count: 0, sum: 0, minimum: Number.POSITIVE_INFINITY, maximum: Number.NEGATIVE_INFINITY },
    values: new Map(),
  };
}

function keyOf({ namespace, name, dimensions }: MetricId): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}
