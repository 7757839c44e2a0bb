import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, Json } from "../../service.ts";
import { listOf, objectOf, textOf } from "./json.ts";
import { findTable, regionOf } from "./region.ts";
import type { GlobalIndex, Table } from "./table.ts";
import { parseArn } from "./table-lookup.ts";

export type Kind = "Read" | "Write";

/** Units in hand, which grow with time up to the burst. Below one everything is throttled. */
interface Bucket {
  units: number;
  /** Milliseconds since the epoch. */
  at: number;
  perSecond: number;
}

interface Limit {
  readonly perSecond: number;
  readonly burst: number;
  readonly cause: "ProvisionedThroughput" | "MaxOnDemandThroughput";
}

type Target = Table | GlobalIndex;
type RecordThrottles = (
  request: AwsRequest,
  at: { table: string; index?: string | undefined; cause?: string | undefined },
  count: number,
) => void;

/** DynamoDB keeps up to five minutes of unused provisioned capacity: docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html */
const burstSeconds = 300;

const buckets = new WeakMap<Target, Map<Kind, Bucket>>();

/**
 * Refuses a call whose table, or an index that it has to touch, has used up its units. One call may
 * go below zero, as on AWS, where a large item is taken and later ones wait.
 *
 * @throws AwsError ProvisionedThroughputExceededException, or ThrottlingException at an on-demand ceiling
 */
export function checkThroughput(
  request: AwsRequest,
  kind: Kind,
  recordThrottles: RecordThrottles,
): void {
  for (const table of tablesOf(request)) {
    for (const target of targetsOf(table, kind, textOf(request.input.IndexName))) {
      const limit = limitOf(target, table, kind);
      if (limit === undefined || bucketOf(target, kind, limit, request.now).units >= 1) continue;
      const index = target === table ? undefined : target.name;
      recordThrottles(request, { table: table.name, index, cause: limit.cause }, 1);
      throw throttled(table, index, `${kind}${limit.cause}Exceeded`, limit);
    }
  }
}

/** Writes of a batch that are left for later, of one table. */
export interface HeldWrites {
  readonly table: string;
  /** As the request names the table. */
  readonly shownName: string;
  readonly cause: string;
  readonly writes: Json[];
}

/** Of a batch of writes, what the tables take now and what is held back; at least one write is taken. */
export function withinThroughput(
  request: AwsRequest,
  kind: Kind,
): {
  readonly allowed?: { readonly RequestItems: Record<string, Json[]> };
  readonly held: readonly HeldWrites[];
} {
  if (request.operation !== "BatchWriteItem") return { held: [] };
  const allowed: Record<string, Json[]> = {};
  const held: HeldWrites[] = [];
  for (const [shownName, writes] of Object.entries(objectOf(request.input.RequestItems))) {
    const table = tableNamed(request, shownName);
    const limit = table && limitOf(table, table, kind);
    const all = [...listOf(writes)];
    allowed[shownName] = all;
    if (table === undefined || limit === undefined) continue;
    const most = Math.max(1, Math.floor(bucketOf(table, kind, limit, request.now).units));
    if (all.length <= most) continue;
    allowed[shownName] = all.slice(0, most);
    const { cause } = limit;
    held.push({ table: table.name, shownName, cause, writes: all.slice(most) });
  }
  return held.length === 0 ? { held } : { allowed: { RequestItems: allowed }, held };
}

/** What a call has consumed. */
export function takeUnits(
  request: AwsRequest,
  taken: { table: string; index: string | undefined; kind: Kind; units: number },
): void {
  const table = tableNamed(request, taken.table);
  const target =
    taken.index === undefined
      ? table
      : table?.globalIndexes.find((index) => index.name === taken.index);
  if (table === undefined || target === undefined) return;
  const limit = limitOf(target, table, taken.kind);
  if (limit !== undefined) bucketOf(target, taken.kind, limit, request.now).units -= taken.units;
}

function bucketOf(target: Target, kind: Kind, limit: Limit, now: number): Bucket {
  const kinds = buckets.get(target) ?? new Map<Kind, Bucket>();
  buckets.set(target, kinds);
  const before = kinds.get(kind);
  // Another limit begins with a full burst.
  const isSame = before !== undefined && before.perSecond === limit.perSecond;
  const bucket = isSame ? before : { units: limit.burst, at: now, perSecond: limit.perSecond };
  const grown = bucket.units + ((now - bucket.at) / 1000) * limit.perSecond;
  bucket.units = Math.min(limit.burst, grown);
  bucket.at = now;
  kinds.set(kind, bucket);
  return bucket;
}

function limitOf(target: Target, table: Table, kind: Kind): Limit | undefined {
  if (table.billingMode === "PROVISIONED") {
    const perSecond = kind === "Read" ? target.throughput.read : target.throughput.write;
    return { perSecond, burst: perSecond * burstSeconds, cause: "ProvisionedThroughput" };
  }
  const { MaxReadRequestUnits, MaxWriteRequestUnits } = target.onDemand ?? {};
  const perSecond = (kind === "Read" ? MaxReadRequestUnits : MaxWriteRequestUnits) ?? -1;
  if (perSecond < 1) return undefined;
  return { perSecond, burst: perSecond, cause: "MaxOnDemandThroughput" };
}

/** A read meets what it reads; a write meets the table and every index that it may have to change. */
function targetsOf(table: Table, kind: Kind, index: string | undefined): readonly Target[] {
  if (kind === "Write") return [table, ...table.globalIndexes];
  const read = table.globalIndexes.find((one) => one.name === index);
  return [read ?? table];
}

function tablesOf(request: AwsRequest): readonly Table[] {
  const { TableName, RequestItems, TransactItems } = request.input;
  const actions = listOf(TransactItems).flatMap((item) =>
    Object.values(objectOf(item)).map((action) => textOf(objectOf(action).TableName)),
  );
  const names = [textOf(TableName), ...Object.keys(objectOf(RequestItems)), ...actions];
  return [...new Set(names)].flatMap((name) => tableNamed(request, name ?? "") ?? []);
}

function tableNamed(request: AwsRequest, nameOrArn: string): Table | undefined {
  const name = parseArn(nameOrArn)?.resource.split("/")[1] ?? nameOrArn;
  return findTable(regionOf(request), name, request.now);
}

function throttled(
  table: Table,
  index: string | undefined,
  exceeded: string,
  { cause }: Limit,
): AwsError {
  const resource = index === undefined ? table.arn : `${table.arn}/index/${index}`;
  const reason = `${index === undefined ? "Table" : "Index"}${exceeded}`;
  const members = { ThrottlingReasons: [{ reason, resource }] };
  return cause === "ProvisionedThroughput"
    ? new AwsError(
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
        { members },
      )
    : new AwsError(
        "ThrottlingException",
        "Throughput exceeds the maximum OnDemandThroughput configured on table or index.",
        { members },
      );
}
