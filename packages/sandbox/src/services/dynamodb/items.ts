import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { type CapacityDetail, capacityDetail, writtenCapacity } from "./consumed-capacity.ts";
import { itemTableNotFound, validationError } from "./errors.ts";
import { onItems } from "./item-iam.ts";
import type { ItemOperationName } from "./item-operations.ts";
import { isObject, objectOf, textOf } from "./json.ts";
import { findTable, regionOf } from "./region.ts";
import { attachedPolicy } from "./resource-policy.ts";
import { indexStatus, servesItems, type Table } from "./table.ts";
import { accountOfTable, tableNameOf } from "./table-lookup.ts";

export const getItem = itemOperation((request, table) => runItem(request, table, "GetItem"));
export const putItem = itemOperation((request, table) => writeItem(request, table, "PutItem"));
export const updateItem = itemOperation((request, table) =>
  writeItem(request, table, "UpdateItem"),
);
export const deleteItem = itemOperation((request, table) =>
  writeItem(request, table, "DeleteItem"),
);
export const query = itemOperation((request, table) => readMany(request, table, "Query"));
export const scan = itemOperation((request, table) => readMany(request, table, "Scan"));

/** A table whose items can be reached. @throws AwsError ResourceNotFoundException, also while it is CREATING */
export function itemTable(request: AwsRequest, nameOrArn: string): Table {
  const name = tableNameOf(request, nameOrArn);
  const table = findTable(regionOf(request), name, request.now);
  if (table === undefined || !servesItems(table, request.now)) throw itemTableNotFound();
  return table;
}

/** The key of an item. */
export function keyOf(table: Table, item: JsonObject): JsonObject {
  const names = table.keySchema.map((element) => element.AttributeName);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = item[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function itemOperation(
  answer: (request: AwsRequest, table: Table) => Promise<JsonObject>,
): AwsOperation {
  return {
    accountId: accountOfTable,
    iam: onItems,
    resourcePolicy: attachedPolicy,
    async answer(request) {
      const name = textOf(request.input.TableName);
      if (name === undefined)
        throw validationError(
          "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
        );
      const table = itemTable(request, name);
      await regionOf(request).inbox.receive(request.now);
      return answer(request, table);
    },
  };
}

/** Runs the operation in the store, under the name that the request has used. */
async function runItem(
  request: AwsRequest,
  table: Table,
  name: ItemOperationName,
  input = request.input,
): Promise<JsonObject> {
  const { items } = regionOf(request);
  const answer = await items.run(name, { ...input, TableName: table.id }, request.now);
  const { ConsumedCapacity, ...others } = answer;
  if (!isObject(ConsumedCapacity)) return others;
  const TableName = shownName(request);
  return { ...others, ConsumedCapacity: { ...ConsumedCapacity, TableName } };
}

async function writeItem(
  request: AwsRequest,
  table: Table,
  name: ItemOperationName,
): Promise<JsonObject> {
  const { ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure, ...input } = request.input;
  const detail = capacityDetail(request.input);
  const key = keyOf(table, objectOf(input.Key ?? input.Item));
  const before = detail === undefined ? undefined : await stored(request, table, key);
  try {
    const answer = await runItem(request, table, name, input);
    if (detail === undefined) return answer;
    return { ...answer, ...(await consumed(request, table, { key, before, detail })) };
  } catch (error) {
    if (ReturnValuesOnConditionCheckFailure !== "ALL_OLD" || !isFailedCondition(error)) throw error;
    const Item = await stored(request, table, key);
    throw new AwsError(error.code, error.message, Item === undefined ? {} : { members: { Item } });
  }
}

async function consumed(
  request: AwsRequest,
  table: Table,
  options: { key: JsonObject; before: JsonObject | undefined; detail: CapacityDetail },
): Promise<JsonObject> {
  const { key, before, detail } = options;
  const after = await stored(request, table, key);
  return {
    ConsumedCapacity: writtenCapacity(table, shownName(request), [{ before, after }], detail),
  };
}

/** A key that the store would refuse is refused by the operation itself, with AWS's words. */
async function stored(
  request: AwsRequest,
  table: Table,
  key: JsonObject,
): Promise<JsonObject | undefined> {
  try {
    return await regionOf(request).items.find(table.id, key);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

async function readMany(
  request: AwsRequest,
  table: Table,
  name: "Query" | "Scan",
): Promise<JsonObject> {
  checkIndexIsReady(request, table);
  const answer = await runItem(request, table, name);
  const { ConsumedCapacity } = answer;
  if (!isObject(ConsumedCapacity) || ConsumedCapacity.CapacityUnits !== 0) return answer;
  return { ...answer, ConsumedCapacity: leastRead(request, table, ConsumedCapacity) };
}

function checkIndexIsReady(request: AwsRequest, table: Table): void {
  const name = textOf(request.input.IndexName);
  const index = table.globalIndexes.find((one) => one.name === name);
  if (index === undefined) return;
  const status = indexStatus(index, request.now);
  if (status === "CREATING")
    throw validationError(`Cannot read from backfilling global secondary index: ${index.name}`);
  if (status === "DELETING")
    throw validationError(`The table does not have the specified index: ${index.name}`);
}

/** A read that finds nothing costs as much as the smallest one. */
function leastRead(request: AwsRequest, table: Table, capacity: JsonObject): JsonObject {
  const units = { CapacityUnits: request.input.ConsistentRead === true ? 1 : 0.5 };
  const name = textOf(request.input.IndexName);
  const isDetailed = "Table" in capacity;
  if (!isDetailed) return { ...capacity, ...units };
  if (name === undefined) return { ...capacity, ...units, Table: units };
  const isLocal = table.localIndexes.some((index) => index.name === name);
  const member = isLocal ? "LocalSecondaryIndexes" : "GlobalSecondaryIndexes";
  return { ...capacity, ...units, [member]: { [name]: units } };
}

/** AWS names the table as the request did: an ARN stays an ARN. */
function shownName(request: AwsRequest): string {
  return textOf(request.input.TableName) ?? "";
}

function isFailedCondition(error: unknown): error is AwsError {
  return error instanceof AwsError && error.code === "ConditionalCheckFailedException";
}
