import type { AwsOperation, AwsRequest, Json, JsonObject } from "../../service.ts";
import { capacityDetail, type ItemChange, writtenCapacity } from "./consumed-capacity.ts";
import { onBatch } from "./item-iam.ts";
import { itemTable, keyOf } from "./items.ts";
import { isObject, listOf, objectOf } from "./json.ts";
import { regionOf } from "./region.ts";
import { attachedPolicy } from "./resource-policy.ts";
import type { Table } from "./table.ts";
import { accountOfBatch } from "./table-lookup.ts";

export const batchGetItem: AwsOperation = {
  accountId: accountOfBatch,
  iam: onBatch,
  resourcePolicy: attachedPolicy,
  async answer(request) {
    const tables = tablesOfBatch(request);
    await regionOf(request).inbox.receive(request.now);
    const answer = await run(request, "BatchGetItem", tables);
    const names = shownNames(tables);
    const { ConsumedCapacity } = answer;
    return {
      Responses: renamed(answer.Responses, names),
      UnprocessedKeys: renamed(answer.UnprocessedKeys, names),
      ...(Array.isArray(ConsumedCapacity)
        ? { ConsumedCapacity: ConsumedCapacity.map((one) => withName(one, names)) }
        : {}),
    };
  },
};

export const batchWriteItem: AwsOperation = {
  accountId: accountOfBatch,
  iam: onBatch,
  resourcePolicy: attachedPolicy,
  async answer(request) {
    const tables = tablesOfBatch(request);
    await regionOf(request).inbox.receive(request.now);
    const detail = capacityDetail(request.input);
    const before = detail === undefined ? [] : await itemsOfBatch(request, tables);
    const answer = await run(request, "BatchWriteItem", tables);
    const UnprocessedItems = renamed(answer.UnprocessedItems, shownNames(tables));
    if (detail === undefined) return { UnprocessedItems };
    const after = await itemsOfBatch(request, tables);
    const ConsumedCapacity = [...tables].map(([name, table], position) => {
      const items = after[position] ?? [];
      const changes = items.map(
        (item, at): ItemChange => ({ before: before[position]?.[at], after: item }),
      );
      return writtenCapacity(table, name, changes, detail);
    });
    return { UnprocessedItems, ConsumedCapacity };
  },
};

/** By the name that the request uses. */
function tablesOfBatch(request: AwsRequest): Map<string, Table> {
  const names = Object.keys(objectOf(request.input.RequestItems));
  return new Map(names.map((name) => [name, itemTable(request, name)]));
}

function run(
  request: AwsRequest,
  name: "BatchGetItem" | "BatchWriteItem",
  tables: ReadonlyMap<string, Table>,
): Promise<JsonObject> {
  const ids = new Map([...tables].map(([shown, table]) => [shown, table.id]));
  const { RequestItems, ...others } = request.input;
  // What a batch of writes consumed is counted here, with its indexes.
  const { ReturnConsumedCapacity, ...uncounted } = others;
  const input = name === "BatchWriteItem" ? uncounted : others;
  const stored = isObject(RequestItems) ? { RequestItems: renamed(RequestItems, ids) } : {};
  return regionOf(request).items.run(name, { ...input, ...stored }, request.now);
}

async function itemsOfBatch(
  request: AwsRequest,
  tables: ReadonlyMap<string, Table>,
): Promise<(JsonObject | undefined)[][]> {
  const requests = objectOf(request.input.RequestItems);
  const { items } = regionOf(request);
  return Promise.all(
    [...tables].map(([name, table]) =>
      Promise.all(
        listOf(requests[name]).map((write) => items.find(table.id, keyOf(table, written(write)))),
      ),
    ),
  );
}

function written(write: Json): JsonObject {
  const { PutRequest, DeleteRequest } = objectOf(write);
  return objectOf(objectOf(PutRequest).Item ?? objectOf(DeleteRequest).Key);
}

function shownNames(tables: ReadonlyMap<string, Table>): Map<string, string> {
  return new Map([...tables].map(([name, table]) => [table.id, name]));
}

function renamed(byName: Json | undefined, names: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(objectOf(byName)).map(([name, value]) => [names.get(name) ?? name, value]),
  );
}

function withName(capacity: Json, names: ReadonlyMap<string, string>): JsonObject {
  const { TableName, ...others } = objectOf(capacity);
  return { ...others, TableName: names.get(String(TableName)) ?? String(TableName) };
}
