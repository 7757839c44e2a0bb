import type { WatchedMetric } from "../facts/alarms.ts";
import { dimensionSetsOf } from "./dynamodb-metrics.ts";

/** The metrics of a table or index that an alarm must watch: any of them. */
export interface WantedMetrics {
  readonly namespace: string;
  readonly metrics: readonly string[];
  readonly table: string;
  readonly index: string | undefined;
  /** Values beyond table and index, any one of each; dimensions that are not here may have any. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}

/**
 * `right`: it watches what is asked. `silent`: AWS sends this metric under other dimensions, so no
 * data will ever come. `elsewhere`: it watches another table, index or operation. `other`: another
 * metric altogether.
 */
export type Watching = "right" | "silent" | "elsewhere" | "other";

/** What an alarm's metric is, seen from the one that is asked for. */
export function watching(watched: WatchedMetric, wanted: WantedMetrics): Watching {
  if (watched.namespace !== wanted.namespace || !wanted.metrics.includes(watched.name))
    return "other";
  const sets = dimensionSets(watched.name, wanted);
  const isSent = sets.some((names) => isSameSet(names, Object.keys(watched.dimensions)));
  if (!isSent) return "silent";
  const values = wantedValues(watched.name, wanted);
  const hasValues = Object.entries(values).every(([name, any]) => {
    const value = watched.dimensions[name];
    return value !== undefined && any.includes(value);
  });
  const isOfIndex = "GlobalSecondaryIndexName" in watched.dimensions;
  return hasValues && isOfIndex === "GlobalSecondaryIndexName" in values ? "right" : "elsewhere";
}

/** Whether AWS sends the metric with no dimension, so that it is of no table. */
export function isOfWholeAccount(metric: string, wanted: WantedMetrics): boolean {
  return dimensionSets(metric, wanted).every((names) => names.length === 0);
}

/** For a person: `TableName and Operation`. */
export function describeDimensionNames(metric: string, wanted: WantedMetrics): string {
  const sets = dimensionSets(metric, wanted);
  const names =
    sets.find((set) => set.includes("GlobalSecondaryIndexName") === (wanted.index !== undefined)) ??
    sets[0];
  return names === undefined || names.length === 0 ? "no dimension" : names.join(" and ");
}

/** For a person: `TableName = lab-orders`. */
export function describeDimensions(dimensions: Readonly<Record<string, string>>): string {
  const all = Object.entries(dimensions).map(([name, value]) => `${name} = ${value}`);
  return all.length === 0 ? "no dimension" : all.join(", ");
}

function dimensionSets(metric: string, wanted: WantedMetrics): readonly (readonly string[])[] {
  const known = wanted.namespace === "AWS/DynamoDB" ? dimensionSetsOf(metric) : undefined;
  return known ?? [Object.keys(wantedValues(metric, wanted))];
}

/** The values that must be there; a metric of the whole account has no table, and of others no operation. */
function wantedValues(
  metric: string,
  wanted: WantedMetrics,
): Readonly<Record<string, readonly string[]>> {
  const { namespace, table, index, dimensions } = wanted;
  if (namespace !== "AWS/DynamoDB") return dimensions;
  const known = dimensionSetsOf(metric);
  const has = (name: string) => known === undefined || known.some((names) => names.includes(name));
  return {
    ...(has("TableName") && { TableName: [table] }),
    ...(index !== undefined && { GlobalSecondaryIndexName: [index] }),
    ...Object.fromEntries(Object.entries(dimensions).filter(([name]) => has(name))),
  };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
