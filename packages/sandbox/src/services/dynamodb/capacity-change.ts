import { checkOnDemandLimits } from "./capacity-rules.ts";
import { invalidParameter, limitExceeded, validationError } from "./errors.ts";
import type { OnDemandThroughput, ProvisionedThroughput } from "./shapes.ts";
import {
  dayMs,
  type GlobalIndex,
  onDemandWarm,
  type Table,
  type Throughput,
  type Warm,
} from "./table.ts";
import type { UpdateTableInput } from "./update-rules.ts";

const decreasesADay = 4;
const hourMs = 3_600_000;

/** @throws AwsError if the table's billing mode and throughput can't become this */
export function checkCapacityChange(table: Table, input: UpdateTableInput, now: number): void {
  const mode = input.BillingMode ?? table.billingMode;
  const asked = input.ProvisionedThroughput;
  if (mode === "PAY_PER_REQUEST" && asked !== undefined)
    throw invalidParameter(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  if (input.BillingMode === "PROVISIONED" && asked === undefined)
    throw invalidParameter(
      "ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
    );
  checkOnDemandLimits(mode, input.OnDemandThroughput, "table", true);
  if (mode === "PROVISIONED" && table.billingMode === "PAY_PER_REQUEST")
    checkEveryIndexGetsThroughput(table, input);
  else if (asked !== undefined)
    checkThroughputChange(table.throughput, asked, "for the table", now);
}

/** Changes what {@link checkCapacityChange} has let through. */
export function changeCapacity(table: Table, input: UpdateTableInput, now: number): void {
  const mode = input.BillingMode ?? table.billingMode;
  if (mode !== table.billingMode) switchMode(table, mode, now);
  if (input.ProvisionedThroughput !== undefined)
    setThroughput(table, input.ProvisionedThroughput, now);
  if (input.OnDemandThroughput !== undefined)
    table.onDemand = mergedLimits(table.onDemand, input.OnDemandThroughput);
}

/** @throws AwsError if nothing would change, or if it is one decrease too many for this UTC day */
export function checkThroughputChange(
  current: Throughput,
  { ReadCapacityUnits: read, WriteCapacityUnits: write }: ProvisionedThroughput,
  ofWhat: string,
  now: number,
): void {
  if (read === current.read && write === current.write)
    throw validationError(
      `The provisioned throughput ${ofWhat} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned ${ofWhat}: ${current.read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned ${ofWhat}: ${current.write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  if (read >= current.read && write >= current.write) return;
  const decreases = Math.floor(now / dayMs) === current.decreaseDay ? current.decreases : 0;
  const lastAt = current.decreasedAt ?? 0;
  if (decreases < decreasesADay || now - lastAt >= hourMs) return;
  throw limitExceeded(
    `Provisioned throughput decreases are limited within a given UTC day. After the first ${decreasesADay} decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${decreases}. Last decrease at ${new Date(lastAt).toUTCString()}. Next decrease can be made at ${new Date(lastAt + hourMs).toUTCString()}`,
  );
}

export function setThroughput(
  target: { throughput: Throughput; warm: Warm },
  { ReadCapacityUnits: read, WriteCapacityUnits: write }: ProvisionedThroughput,
  now: number,
): void {
  const { throughput, warm } = target;
  if (read > throughput.read || write > throughput.write) throughput.increasedAt = now;
  if (read < throughput.read || write < throughput.write) {
    const today = Math.floor(now / dayMs);
    throughput.decreases = throughput.decreaseDay === today ? throughput.decreases + 1 : 1;
    throughput.decreaseDay = today;
    throughput.decreasedAt = now;
  }
  throughput.read = read;
  throughput.write = write;
  // Warm throughput follows the highest ever provisioned and never comes down.
  target.warm = { read: Math.max(warm.read, read), write: Math.max(warm.write, write) };
}

/** Member by member; -1 takes a ceiling away, and without any the whole is absent. */
export function mergedLimits(
  current: OnDemandThroughput | undefined,
  change: OnDemandThroughput,
): OnDemandThroughput | undefined {
  const limits = Object.entries({ ...current, ...change }).filter(
    ([, limit]) => limit !== undefined && limit !== -1,
  );
  return limits.length === 0 ? undefined : Object.fromEntries(limits);
}

function switchMode(table: Table, mode: Table["billingMode"], now: number): void {
  table.billingMode = mode;
  const targets: (Table | GlobalIndex)[] = [table, ...table.globalIndexes];
  for (const target of targets) {
    target.onDemand = undefined;
    if (mode === "PROVISIONED") continue;
    target.throughput = { ...target.throughput, read: 0, write: 0 };
    target.warm = {
      read: Math.max(target.warm.read, onDemandWarm.read),
      write: Math.max(target.warm.write, onDemandWarm.write),
    };
  }
  if (mode === "PAY_PER_REQUEST") table.onDemandSince = now;
}

function checkEveryIndexGetsThroughput(table: Table, input: UpdateTableInput): void {
  const given = new Set(
    (input.GlobalSecondaryIndexUpdates ?? [])
      .filter(({ Update }) => Update?.ProvisionedThroughput !== undefined)
      .map(({ Update }) => Update?.IndexName),
  );
  const without = table.globalIndexes.filter(
    (index) => index.change?.kind !== "deleted" && !given.has(index.name),
  );
  if (without.length > 0)
    throw invalidParameter(
      `ProvisionedThroughput must be specified for index: ${without.map((index) => index.name).join(",")}`,
    );
}
