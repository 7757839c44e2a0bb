import type { AwsOperation, AwsRequest, CallEnding, Json, JsonObject } from "../../service.ts";
import { type Dimensions, recordSample } from "../cloudwatch/metrics.ts";
import { capacityDetail } from "./consumed-capacity.ts";
import { isObject, listOf, objectOf, textOf } from "./json.ts";
import { parseArn } from "./table-lookup.ts";
import { checkThroughput, type Kind, takeUnits, withinThroughput } from "./throughput-limits.ts";

const namespace = "AWS/DynamoDB";
const reads = new Set(["BatchGetItem", "GetItem", "Query", "Scan", "TransactGetItems"]);
const readsMany = new Set(["Query", "Scan"]);

/** Refusals with status 400 that are no user error: docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const throttles = new Set(["ProvisionedThroughputExceededException", "ThrottlingException"]);
const notUserErrors = new Set([...throttles, "ConditionalCheckFailedException"]);

/** Lets item operations meet the table's throughput, and counts what they consume. */
export function withMetrics(
  operations: Readonly<Record<string, AwsOperation>>,
): Record<string, AwsOperation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, measuredOperation(operation)]),
  );
}

/** Latency, throttling and errors of one call; of control-plane calls only the errors. */
export function measureCall(request: AwsRequest, ending: CallEnding): void {
  if (ending.error !== undefined) measureRefusal(request, ending.error);
  else measureAnswer(request, ending);
}

function measureAnswer(
  request: AwsRequest,
  ending: { readonly durationMs: number; readonly output: JsonObject },
): void {
  for (const name of tablesOf(request)) {
    const dimensions = { TableName: name, Operation: request.operation };
    const latency = Math.round(ending.durationMs * 100) / 100;
    record(request, "SuccessfulRequestLatency", dimensions, latency, "Milliseconds");
    if (readsMany.has(request.operation)) {
      const count = ending.output.Count;
      record(request, "ReturnedItemCount", dimensions, typeof count === "number" ? count : 0);
    }
  }
}

/** Throttled items of a batch, or of one call. */
export function recordThrottles(
  request: AwsRequest,
  {
    table,
    index,
    cause,
  }: { table: string; index?: string | undefined; cause?: string | undefined },
  count: number,
): void {
  const dimensions = {
    TableName: table,
    ...(index === undefined ? {} : { GlobalSecondaryIndexName: index }),
  };
  const kind = kindOf(request);
  record(request, `${kind}ThrottleEvents`, dimensions, count);
  if (cause !== undefined) record(request, `${kind}${cause}ThrottleEvents`, dimensions, count);
}

function measuredOperation(operation: AwsOperation): AwsOperation {
  return {
    ...operation,
    async answer(request) {
      const asked = request.input.ReturnConsumedCapacity;
      const isKnown = asked === undefined || asked === "NONE" || capacityDetail(request.input);
      if (!isKnown) return operation.answer(request);
      const kind = kindOf(request);
      checkThroughput(request, kind, recordThrottles);
      const { allowed, held } = withinThroughput(request, kind);
      const input = { ...request.input, ...allowed, ReturnConsumedCapacity: "INDEXES" };
      const output = await operation.answer({ ...request, input });
      recordConsumption(request, output.ConsumedCapacity);
      if (held.length === 0) return shownAsAsked(output, asked);
      for (const { table, cause, writes } of held)
        recordThrottles(request, { table, cause }, writes.length);
      const UnprocessedItems = {
        ...objectOf(output.UnprocessedItems),
        ...Object.fromEntries(held.map(({ shownName, writes }) => [shownName, writes])),
      };
      return shownAsAsked({ ...output, UnprocessedItems }, asked);
    },
  };
}

function measureRefusal(request: AwsRequest, error: { code: string; httpStatus: number }): void {
  const { code, httpStatus } = error;
  const names = tablesOf(request);
  if (httpStatus === 400 && !notUserErrors.has(code)) record(request, "UserErrors", {}, 1);
  for (const name of names) {
    const dimensions = { TableName: name, Operation: request.operation };
    if (httpStatus >= 500) record(request, "SystemErrors", dimensions, 1);
    if (throttles.has(code)) record(request, "ThrottledRequests", dimensions, 1);
    if (code === "ConditionalCheckFailedException")
      record(request, "ConditionalCheckFailedRequests", { TableName: name }, 1);
    if (code === "TransactionConflictException")
      record(request, "TransactionConflict", { TableName: name }, 1);
    // What the account's switch throttles never met a table's own limit.
    if (throttles.has(code) && !("ThrottlingReasons" in membersOf(error)))
      recordThrottles(request, { table: name, index: textOf(request.input.IndexName) }, 1);
  }
}

function membersOf(error: object): object {
  return "members" in error && typeof error.members === "object" && error.members !== null
    ? error.members
    : {};
}

function recordConsumption(request: AwsRequest, consumed: Json | undefined): void {
  const kind = kindOf(request);
  for (const capacity of Array.isArray(consumed) ? consumed : [objectOf(consumed)]) {
    const { TableName, Table, LocalSecondaryIndexes, GlobalSecondaryIndexes } = objectOf(capacity);
    const name = textOf(TableName);
    if (name === undefined) continue;
    const table = nameOf(name);
    const local = Object.values(objectOf(LocalSecondaryIndexes)).reduce(
      (sum: number, one) => sum + unitsOf(one),
      0,
    );
    // A local index has the capacity of its table, a global one its own.
    const own = unitsOf(Table) + local;
    const perTarget: [index: string | undefined, units: number][] = [
      [undefined, own],
      ...Object.entries(objectOf(GlobalSecondaryIndexes)).map(
        ([index, units]): [string, number] => [index, unitsOf(units)],
      ),
    ];
    for (const [index, units] of perTarget) {
      if (units === 0) continue;
      const dimensions = {
        TableName: table,
        ...(index === undefined ? {} : { GlobalSecondaryIndexName: index }),
      };
      record(request, `Consumed${kind}CapacityUnits`, dimensions, units);
      takeUnits(request, { table, index, kind, units });
    }
  }
}

function record(
  request: AwsRequest,
  name: string,
  dimensions: Dimensions,
  value: number,
  unit = "Count",
): void {
  recordSample(request, { namespace, name, dimensions, unit }, { at: request.now, value });
}

/** The tables of an item operation; others have no metrics of their own. */
function tablesOf({ operation, input }: AwsRequest): readonly string[] {
  if (!/Items?$|^Query$|^Scan$/.test(operation)) return [];
  const single = textOf(input.TableName);
  if (single !== undefined) return [nameOf(single)];
  const batch = Object.keys(objectOf(input.RequestItems));
  const actions = listOf(input.TransactItems).flatMap((item) =>
    Object.values(objectOf(item)).flatMap((action) => textOf(objectOf(action).TableName) ?? []),
  );
  return [...new Set([...batch, ...actions].map(nameOf))];
}

function nameOf(nameOrArn: string): string {
  return parseArn(nameOrArn)?.resource.split("/")[1] ?? nameOrArn;
}

function kindOf({ operation }: AwsRequest): Kind {
  return reads.has(operation) ? "Read" : "Write";
}

function unitsOf(capacity: Json | undefined): number {
  const { CapacityUnits } = objectOf(capacity);
  return typeof CapacityUnits === "number" ? CapacityUnits : 0;
}

function shownAsAsked(output: JsonObject, asked: Json | undefined): JsonObject {
  if (asked === "INDEXES") return output;
  const { ConsumedCapacity, ...others } = output;
  if (asked !== "TOTAL" || ConsumedCapacity === undefined) return others;
  return {
    ...others,
    ConsumedCapacity: Array.isArray(ConsumedCapacity)
      ? ConsumedCapacity.map(total)
      : total(ConsumedCapacity),
  };
}

function total(capacity: Json): Json {
  if (!isObject(capacity)) return capacity;
  const { Table, LocalSecondaryIndexes, GlobalSecondaryIndexes, ...shown } = capacity;
  return shown;
}
