import type { ScalingPolicies, ScalingPolicy } from "../facts/scaling-policies.ts";
import { indexResource, tableResource } from "../facts/scaling-resources.ts";
import type { ScalingTarget, ScalingTargets } from "../facts/scaling-targets.ts";
import type { TableDescription } from "../facts/table.ts";
import { defineReasons } from "../reasons/reason.ts";
import type { Line } from "./check.ts";
import { isAsExpected } from "./expectation.ts";
import {
  type Bounds,
  boundsOf,
  type Dimension,
  dimensions,
  type ScalingExpect,
} from "./scaling-expect.ts";

/** The reasons of every check that asks whether capacity is scaled. */
export const scalingReasons = defineReasons({
  "dynamodb.scaling.no_target": {
    short: "{dimension} units not scaled",
    found: 'no scaling target for the {dimension} units of "{resource}"',
    doNext:
      "Register a scaling target for it, with a minimum and a maximum, and give it a target-tracking policy. Reads and writes, the table and each index need their own.",
  },
  "dynamodb.scaling.fixed": {
    short: "{dimension} units fixed at {min}",
    found: 'MinCapacity and MaxCapacity are both {min} for the {dimension} units of "{resource}"',
    doNext: "Register the scaling target again with a maximum above its minimum.",
  },
  "dynamodb.scaling.suspended": {
    short: "{dimension} scaling is suspended",
    found: '{setting} is true for the {dimension} units of "{resource}"',
    doNext: "Resume dynamic scaling for the scaling target.",
  },
  "dynamodb.scaling.policy_missing": {
    short: "no {dimension} scaling policy",
    found:
      'a scaling target, but no target-tracking policy for the {dimension} units of "{resource}"',
    doNext:
      "Give the scaling target a target-tracking policy: a target alone keeps its minimum and never scales.",
  },
  "dynamodb.scaling.other_metric": {
    short: "{dimension} policy: other metric",
    found: 'the policy for the {dimension} units of "{resource}" follows {metric}',
    doNext: "Let the policy follow the utilisation of the very units that it scales.",
  },
  "dynamodb.scaling.other_percent": {
    short: "target of {found} %",
    found: 'TargetValue is {found} for the {dimension} units of "{resource}"',
    doNext: "Set the target utilisation as asked; AWS means it to be between 20 and 90 per cent.",
  },
  "dynamodb.scaling.other_bound": {
    short: "{dimension} {setting} {found}",
    found: '{setting} is {found} for the {dimension} units of "{resource}"',
    doNext: "Register the scaling target again with the bounds that are asked for.",
  },
});

/** What the rule is applied to: a provisioned table with all its targets and policies. */
export interface ScalingFound extends ScalingTargets, ScalingPolicies {
  readonly table: TableDescription;
}

type RedLine = Extract<Line, { met: false }>;
const metricOf = {
  read: "DynamoDBReadCapacityUtilization",
  write: "DynamoDBWriteCapacityUtilization",
} as const;

/** What keeps the table itself from being scaled in both dimensions; `undefined`: nothing. */
export function tableGap(found: ScalingFound, expect: ScalingExpect): RedLine | undefined {
  return gapOf(found, tableResource(found.table.name), expect);
}

/** What keeps one of the global indexes from being scaled, as far as they are asked. */
export function indexGap(found: ScalingFound, expect: ScalingExpect): RedLine | undefined {
  const { indexes = "every" } = expect;
  if (indexes === "any") return undefined;
  for (const { name, kind, status } of found.table.indexes) {
    if (kind !== "global" || status === "DELETING") continue;
    const resource = indexResource(found.table.name, name);
    const gap =
      gapOf(found, resource, expect) ??
      (indexes === "every" ? undefined : boundGap(found, resource, indexes));
    if (gap) return gap;
  }
  return undefined;
}

/** The first thing that keeps table, indexes or bounds from being as asked. */
export function firstGap(found: ScalingFound, expect: ScalingExpect): RedLine | undefined {
  return (
    tableGap(found, expect) ??
    indexGap(found, expect) ??
    boundGap(found, tableResource(found.table.name), expect)
  );
}

/** The first of a resource's bounds that is not as asked. */
export function boundGap(
  found: ScalingTargets,
  resource: string,
  expect: Bounds,
): RedLine | undefined {
  for (const dimension of dimensions) {
    const target = findTarget(found, resource, dimension);
    const settings = [
      ["MinCapacity", target?.min],
      ["MaxCapacity", target?.max],
    ] as const;
    for (const [setting, units] of settings) {
      const wanted = expect[boundsOf[dimension][setting]];
      if (wanted === undefined || isAsExpected(wanted, units)) continue;
      const params = { resource, dimension, setting, found: units ?? "not set" };
      return red("dynamodb.scaling.other_bound", params);
    }
  }
  return undefined;
}

/** The target within which AWS moves the units; `undefined` where nothing moves them. */
export function workingTarget(
  found: ScalingFound,
  resource: string,
  dimension: Dimension,
): ScalingTarget | undefined {
  const isWorking =
    dimensionGap(found, resource, dimension, { targetPercent: "any" }) === undefined;
  return isWorking ? findTarget(found, resource, dimension) : undefined;
}

function gapOf(found: ScalingFound, resource: string, expect: ScalingExpect): RedLine | undefined {
  for (const dimension of dimensions) {
    const gap = dimensionGap(found, resource, dimension, expect);
    if (gap) return gap;
  }
  return undefined;
}

function dimensionGap(
  found: ScalingFound,
  resource: string,
  dimension: Dimension,
  expect: ScalingExpect,
): RedLine | undefined {
  const target = findTarget(found, resource, dimension);
  const what = { resource, dimension };
  if (!target) return red("dynamodb.scaling.no_target", what);
  if (target.min >= target.max) {
    return red("dynamodb.scaling.fixed", { ...what, min: target.min });
  }
  if (target.isSuspended) {
    const setting = target.isScaleOutSuspended
      ? "DynamicScalingOutSuspended"
      : "DynamicScalingInSuspended";
    return red("dynamodb.scaling.suspended", { ...what, setting });
  }
  return policyGap(found.policies, what, expect);
}

function policyGap(
  policies: readonly ScalingPolicy[],
  what: { readonly resource: string; readonly dimension: Dimension },
  { targetPercent }: ScalingExpect,
): RedLine | undefined {
  const tracking = policies.filter(
    ({ resource, dimension, type }) =>
      resource === what.resource &&
      dimension === what.dimension &&
      type === "TargetTrackingScaling",
  );
  const [first] = tracking;
  if (!first) return red("dynamodb.scaling.policy_missing", what);
  const following = tracking.filter(({ metric }) => metric === metricOf[what.dimension]);
  const [nearest] = following;
  if (!nearest) {
    return red("dynamodb.scaling.other_metric", {
      ...what,
      metric: first.metric ?? "a metric of its own",
    });
  }
  const isInRange = ({ targetValue = 0 }: ScalingPolicy) =>
    targetPercent === undefined
      ? targetValue >= 20 && targetValue <= 90
      : isAsExpected(targetPercent, targetValue);
  if (following.some(isInRange)) return undefined;
  return red("dynamodb.scaling.other_percent", {
    ...what,
    found: nearest.targetValue ?? "not set",
  });
}

function findTarget(
  { targets }: ScalingTargets,
  resource: string,
  dimension: Dimension,
): ScalingTarget | undefined {
  return targets.find((target) => target.resource === resource && target.dimension === dimension);
}

function red(reason: keyof typeof scalingReasons, params: RedLine["params"]): RedLine {
  return { met: false, reason, params };
}
