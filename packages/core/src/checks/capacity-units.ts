import type { Throughput } from "../facts/throughput.ts";
import type { capacityReasons } from "./capacity-reasons.ts";
import type { Line } from "./check.ts";
import { type Expectation, isAsExpected } from "./expectation.ts";
import type { Dimension } from "./scaling-expect.ts";
import { type ScalingFound, workingTarget } from "./scaling-rule.ts";

/** All that is known of a table's capacity. */
export interface CapacityFound extends ScalingFound {
  /** `undefined`: not asked. */
  readonly throughput: Throughput | undefined;
}

interface Units {
  readonly resource: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

interface Ceilings {
  readonly resource: string;
  readonly maxReadUnits: number | undefined;
  readonly maxWriteUnits: number | undefined;
}

/** The first ceiling that is not as asked, of the table or of all indexes; `undefined`: not asked. */
export function ceilingLine(
  wanted: Expectation<number> | undefined,
  all: readonly Ceilings[],
  dimension: Dimension,
): Line | undefined {
  if (wanted === undefined) return undefined;
  const setting = dimension === "read" ? "MaxReadRequestUnits" : "MaxWriteRequestUnits";
  for (const { resource, maxReadUnits, maxWriteUnits } of all) {
    const found = dimension === "read" ? maxReadUnits : maxWriteUnits;
    if (isAsExpected(wanted, found)) continue;
    // Without a ceiling there is only AWS's own quota: nothing is too low, and all may be too high.
    if (found === undefined && isLowerBound(wanted)) continue;
    return found === undefined
      ? red("dynamodb.capacity.no_ceiling", { setting, resource })
      : red("dynamodb.capacity.other_ceiling", { setting, resource, found });
  }
  return { met: true };
}

/**
 * The first units that are not as asked. What auto scaling moves is never compared as it is at the
 * moment: an idle table stands at its minimum, whatever it was made with.
 */
export function unitsLine(
  wanted: Expectation<number> | undefined,
  all: readonly Units[],
  dimension: Dimension,
  found: ScalingFound,
): Line | undefined {
  if (wanted === undefined) return undefined;
  const setting = dimension === "read" ? "ReadCapacityUnits" : "WriteCapacityUnits";
  for (const { resource, readUnits, writeUnits } of all) {
    const units = dimension === "read" ? readUnits : writeUnits;
    const target = workingTarget(found, resource, dimension);
    // Units that somebody set by hand outside of the range stay there until scaling acts.
    if (target && units >= target.min && units <= target.max) {
      if (isWithin(wanted, target)) continue;
      const { min, max } = target;
      return red("dynamodb.capacity.scaled_elsewhere", { setting, resource, min, max });
    }
    if (isAsExpected(wanted, units)) continue;
    return red("dynamodb.capacity.other_units", { setting, resource, found: units });
  }
  return { met: true };
}

/** What can be reached when it is needed; a limit must hold for all that can be reached. */
function isWithin(
  wanted: Expectation<number>,
  { min, max }: { readonly min: number; readonly max: number },
): boolean {
  if (wanted === "any") return true;
  if (typeof wanted === "number") return wanted >= min && wanted <= max;
  if ("oneOf" in wanted) return wanted.oneOf.some((one) => one >= min && one <= max);
  return isAsExpected(wanted, max);
}

function isLowerBound(wanted: Expectation<number>): boolean {
  return typeof wanted === "object" && "atLeast" in wanted && !("atMost" in wanted);
}

function red(
  reason: keyof typeof capacityReasons,
  params: Readonly<Record<string, string | number>>,
): Line {
  return { met: false, reason, params };
}
