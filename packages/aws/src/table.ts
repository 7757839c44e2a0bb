import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import {
  type ItemKey,
  isWithin,
  type Page,
  type SortKeys,
  type Table,
} from "@lab-grader/core/storage/table";
import * as z from "zod";
import { conditionText, Placeholders } from "./table-condition.ts";
import { cursorOf, type LastKey, lastKeyAt, lastKeyOf } from "./table-cursor.ts";
import { openIndex, openPartition } from "./table-definition.ts";
import {
  attributeOf,
  itemOf,
  keyItem,
  marshalled,
  type TableItem,
  valueOfItem,
} from "./table-item.ts";

/**
 * The one table in DynamoDB. Reads of the base table are strongly consistent; there is no Scan. A
 * condition that does not hold is a value; throttling after the SDK's retries and every other
 * refusal throws.
 *
 * A write whose answer was lost is sent again by the SDK and then meets its own result: its
 * condition is refused although it was this caller who wrote. Callers read again before they decide.
 */
export function dynamoDbTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}): Table {
  return {
    async get(record, key) {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: tableName,
          Key: keyItem(record.key(key)),
          ConsistentRead: true,
        }),
      );
      return Item && valueOfItem(record, Item);
    },

    async list(record, range) {
      const { pk, descending = false, limit, cursor } = range;
      const place = new Placeholders();
      const isInRange = (last: LastKey) =>
        hasKeys(last, ["pk", "sk"]) && last.pk === pk && isWithin(range, last.sk ?? "");
      const page = await queryPage(client, {
        TableName: tableName,
        KeyConditionExpression: `pk = ${place.value(pk)}${sortKeyText(range, place)}`,
        ExpressionAttributeValues: marshalled(place.values),
        ConsistentRead: true,
        ScanIndexForward: !descending,
        ...pageStart({ limit, cursor, isInRange }),
      });
      return pageOf(page, {
        limit,
        keyNames: ["pk", "sk"],
        read: (item) => valueOfItem(record, item),
      });
    },

    async put(record, value, condition) {
      const place = new Placeholders();
      const ConditionExpression = condition && conditionText(condition, place);
      const isWritten = await unlessRefused(
        client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: itemOf(record, value),
            ...(ConditionExpression === undefined ? {} : { ConditionExpression }),
            ...attributesOf(place),
          }),
        ),
      );
      return isWritten !== undefined;
    },

    async update(record, key, change, condition) {
      const place = new Placeholders();
      const fields = Object.entries(change).map(([field, content]): [string, unknown] => [
        field,
        attributeOf(record, field, content),
      ]);
      if (record.dueAt !== undefined && record.dueAt in change) {
        const isDue = change[record.dueAt] !== undefined;
        fields.push([openIndex.partition, isDue ? openPartition : undefined]);
      }
      const UpdateExpression = changeText(fields, place);
      const written = await unlessRefused(
        client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: keyItem(record.key(key)),
            ...(UpdateExpression === "" ? {} : { UpdateExpression }),
            ConditionExpression: `attribute_exists(pk) AND ${conditionText(condition, place)}`,
            ...attributesOf(place),
            ReturnValues: "ALL_NEW",
          }),
        ),
      );
      return written?.Attributes && valueOfItem(record, written.Attributes);
    },

    async delete(record, key, condition) {
      const place = new Placeholders();
      const ConditionExpression = condition && conditionText(condition, place);
      const isHeld = await unlessRefused(
        client.send(
          new DeleteItemCommand({
            TableName: tableName,
            Key: keyItem(record.key(key)),
            ...(ConditionExpression === undefined ? {} : { ConditionExpression }),
            ...attributesOf(place),
          }),
        ),
      );
      return isHeld !== undefined;
    },

    async listDue({ dueBefore, limit, cursor }) {
      const place = new Placeholders();
      const names = ["pk", "sk", openIndex.partition, openIndex.sort];
      const isInRange = (last: LastKey) =>
        hasKeys(last, names) && last[openIndex.partition] === openPartition;
      const page = await queryPage(client, {
        TableName: tableName,
        IndexName: openIndex.name,
        KeyConditionExpression: `${place.name(openIndex.partition)} = ${place.value(openPartition)} AND ${place.name(openIndex.sort)} <= ${place.value(dueBefore)}`,
        ...attributesOf(place),
        ...pageStart({ limit, cursor, isInRange }),
      });
      return pageOf(page, { limit, keyNames: names, read: placeOf });
    },
  };
}

function sortKeyText(range: SortKeys, place: Placeholders): string {
  if ("from" in range)
    return ` AND sk BETWEEN ${place.value(range.from)} AND ${place.value(range.to)}`;
  // DynamoDB refuses to compare with an empty text.
  return range.prefix === "" ? "" : ` AND begins_with(sk, ${place.value(range.prefix)})`;
}

interface QueryPage {
  readonly items: readonly TableItem[];
  readonly lastKey: TableItem | undefined;
}

async function queryPage(client: DynamoDBClient, input: QueryCommandInput): Promise<QueryPage> {
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input));
  return { items: Items, lastKey: LastEvaluatedKey };
}

/** One item more than asked for tells whether a page is the last one. */
function pageStart({
  limit,
  cursor,
  isInRange,
}: {
  limit: number | undefined;
  cursor: string | undefined;
  isInRange: (last: LastKey) => boolean;
}): Pick<QueryCommandInput, "Limit" | "ExclusiveStartKey"> {
  return {
    ...(limit === undefined ? {} : { Limit: limit + 1 }),
    ...(cursor === undefined
      ? {}
      : { ExclusiveStartKey: marshalled(lastKeyOf(cursor, isInRange)) }),
  };
}

/** DynamoDB also ends a page by itself, at 1 MB; then it names the last key. */
function pageOf<Value>(
  { items, lastKey }: QueryPage,
  {
    limit = Number.POSITIVE_INFINITY,
    keyNames,
    read,
  }: {
    limit: number | undefined;
    keyNames: readonly string[];
    read: (item: TableItem) => Value;
  },
): Page<Value> {
  const isCut = items.length > limit;
  const values = items.slice(0, limit).map(read);
  const last = isCut ? items[limit - 1] : lastKey;
  return last === undefined
    ? { items: values }
    : { items: values, cursor: cursorOf(lastKeyAt(last, keyNames)) };
}

const Place = z.object({ pk: z.string(), sk: z.string() });

function placeOf(item: TableItem): ItemKey {
  return Place.parse(unmarshall(item));
}

/** Whether exactly these keys are there. */
function hasKeys(last: LastKey, names: readonly string[]): boolean {
  return Object.keys(last).length === names.length && names.every((name) => name in last);
}

function attributesOf(
  place: Placeholders,
): Pick<PutItemCommandInput, "ExpressionAttributeNames" | "ExpressionAttributeValues"> {
  const names = place.names;
  // DynamoDB refuses empty maps.
  return {
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(place.values).length === 0
      ? {}
      : { ExpressionAttributeValues: marshalled(place.values) }),
  };
}

/** `SET #n0 = :v0 REMOVE #n1`; empty when nothing changes. */
function changeText(fields: readonly (readonly [string, unknown])[], place: Placeholders): string {
  const set = fields
    .filter(([, content]) => content !== undefined)
    .map(([field, content]) => `${place.name(field)} = ${place.value(content)}`);
  const removed = fields
    .filter(([, content]) => content === undefined)
    .map(([field]) => place.name(field));
  return [
    ...(set.length === 0 ? [] : [`SET ${set.join(", ")}`]),
    ...(removed.length === 0 ? [] : [`REMOVE ${removed.join(", ")}`]),
  ].join(" ");
}

/** `undefined` where the condition did not hold. */
async function unlessRefused<Output>(writing: Promise<Output>): Promise<Output | undefined> {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
