import { invalidParameter } from "./errors.ts";
import type {
  BillingMode,
  OnDemandThroughput,
  ProvisionedThroughput,
  WarmThroughput,
} from "./shapes.ts";
import type { Warm } from "./table.ts";

/** The capacity of a new table or index. */
export interface NewCapacity {
  readonly IndexName?: string;
  readonly ProvisionedThroughput?: ProvisionedThroughput | undefined;
  readonly OnDemandThroughput?: OnDemandThroughput | undefined;
  readonly WarmThroughput?: WarmThroughput | undefined;
}

/** @throws AwsError if throughput and billing mode of a new table do not go together */
export function checkTableCapacity(mode: BillingMode, table: NewCapacity): void {
  if (mode === "PAY_PER_REQUEST" && table.ProvisionedThroughput !== undefined)
    throw invalidParameter(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  if (mode === "PROVISIONED" && table.ProvisionedThroughput === undefined)
    throw invalidParameter(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  checkOnDemandLimits(mode, table.OnDemandThroughput, "table");
}

/** @throws AwsError if throughput and billing mode of a new index do not go together */
export function checkIndexCapacity(
  mode: BillingMode,
  index: NewCapacity & { readonly IndexName: string },
): void {
  if (mode === "PAY_PER_REQUEST" && index.ProvisionedThroughput !== undefined)
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${index.IndexName} when BillingMode is PAY_PER_REQUEST`,
    );
  if (mode === "PROVISIONED" && index.ProvisionedThroughput === undefined)
    throw invalidParameter(`ProvisionedThroughput is not specified for index: ${index.IndexName}`);
  checkOnDemandLimits(mode, index.OnDemandThroughput, `index : ${index.IndexName}`);
}

/**
 * @param ofWhat `table`, or `index : NAME`
 * @param canClear UpdateTable takes -1 for "no limit any more"
 * @throws AwsError if a ceiling is out of range or the mode has none
 */
export function checkOnDemandLimits(
  mode: BillingMode,
  limits: OnDemandThroughput | undefined,
  ofWhat: string,
  canClear = false,
): void {
  for (const [name, limit] of Object.entries(limits ?? {})) {
    if (limit === undefined) continue;
    const ofIndex = ofWhat === "table" ? "" : ` for ${ofWhat}`;
    if (mode === "PROVISIONED")
      throw invalidParameter(
        `${name} for OnDemandThroughput${ofIndex} cannot be specified when the table BillingMode is PROVISIONED`,
      );
    if (limit < 1 && !(canClear && limit === -1))
      throw invalidParameter(
        `Requested ${name} for OnDemandThroughput for ${ofWhat} is outside of valid range`,
      );
  }
}

/**
 * @param asked may raise what the capacity gives by itself, never lower it
 * @throws AwsError for a lower value
 */
export function warmThroughput(
  least: Readonly<Warm>,
  asked: WarmThroughput | undefined,
  tooLow: string,
): Warm {
  const read = asked?.ReadUnitsPerSecond ?? least.read;
  const write = asked?.WriteUnitsPerSecond ?? least.write;
  if (read < least.read)
    throw invalidParameter(`Requested ReadUnitsPerSecond for WarmThroughput for ${tooLow}`);
  if (write < least.write)
    throw invalidParameter(`Requested WriteUnitsPerSecond for WarmThroughput for ${tooLow}`);
  return { read, write };
}
