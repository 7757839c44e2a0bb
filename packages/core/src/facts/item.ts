import * as z from "zod";
import type { JsonObject } from "../json.ts";
import {
  AttributeName,
  attributeValueOf,
  type Item,
  ItemKey,
  type KeyValue,
  parseItem,
} from "./attribute-value.ts";
import { defineFact, type NormalisedInput } from "./fact.ts";
import { isKeyOfTable, readableTable } from "./item-table.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const Consumed = z.object({ CapacityUnits: z.number().optional() }).optional();
const GetItemOutput = z.object({ Item: z.json().optional(), ConsumedCapacity: Consumed });

/** Nothing to ask while the table is not there, not ready, or has another key. */
export type ItemReading =
  /** AWS describes the table, but does not know its items yet. */
  | { readonly isTableFound: false }
  | {
      readonly isTableFound: true;
      /** The asked attributes and the key; `undefined`: no item has this key. */
      readonly item: Item | undefined;
      /** Read units that AWS counted. */
      readonly units: number | undefined;
    };

const absence = ["ResourceNotFoundException"];

/** One item by its key, cut to the attributes whose values a criterion compares. */
export const item = defineFact({
  kind: "dynamodb.item",
  summary: "one item by its key: the named attributes, and what reading it costs",
  params: TableParams.extend({
    key: ItemKey,
    /** Attributes whose values are read; the key's are always. */
    attributes: z.array(AttributeName).max(20),
    /** Strongly consistent; else eventually. */
    isConsistent: z.boolean(),
  }),
  operations: {
    GetItem: { service: "dynamodb", absence, keep: ["Item", "ConsumedCapacity"] },
  },
  probe: "read-items",
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => [{ action: "dynamodb:GetItem", resource: tableArn(params) }],
  ask: ({ region, table: name, key, attributes, isConsistent }, parents) => {
    const described = readableTable(parents.table);
    if (!described || !isKeyOfTable(key, described)) return [];
    const read = [...new Set([...Object.keys(key), ...attributes])];
    const input = {
      ...getItemInput(name, key, isConsistent),
      ProjectionExpression: read.map((_, place) => `#a${place}`).join(", "),
      ExpressionAttributeNames: Object.fromEntries(
        read.map((attribute, place) => [`#a${place}`, attribute]),
      ),
    };
    return [{ operation: "GetItem", region, input }];
  },
  normalise: (answers): ItemReading => itemReading(answers, parseItem),
});

/** The shape of one item: names and types of all its attributes, and no value. */
export const itemTypes = defineFact({
  kind: "dynamodb.item-types",
  summary: "one item by its key: names and types of its attributes, without their values",
  params: TableParams.extend({ key: ItemKey }),
  operations: {
    GetItem: { service: "dynamodb", absence, keep: ["Item:types", "ConsumedCapacity"] },
  },
  probe: "read-items",
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => [{ action: "dynamodb:GetItem", resource: tableArn(params) }],
  ask: ({ region, table: name, key }, parents) => {
    const described = readableTable(parents.table);
    if (!described || !isKeyOfTable(key, described)) return [];
    // Strongly consistent: the learner may have put the item a moment ago.
    return [{ operation: "GetItem", region, input: getItemInput(name, key, true) }];
  },
  normalise: (answers): ItemTypesReading => itemReading(answers, (types) => Types.parse(types)),
});

const Types = z.record(z.string(), z.string());

export type ItemTypesReading =
  | { readonly isTableFound: false }
  | {
      readonly isTableFound: true;
      /** Attribute name to type tag. */
      readonly item: Readonly<Record<string, string>> | undefined;
      readonly units: number | undefined;
    };

/** Near misses of a key that no item has: the same texts in other case or without white space. */
export const similarItem = defineFact({
  kind: "dynamodb.similar-item",
  summary: "an item whose key is spelled a little differently, only when there is none of the key",
  params: TableParams.extend({ key: ItemKey }),
  operations: {
    GetItem: { service: "dynamodb", absence, keep: ["Item:types"] },
  },
  probe: "read-items",
  after: ({ region, table: name, key }) => ({
    table: table({ region, table: name }),
    item: itemTypes({ region, table: name, key }),
  }),
  iam: (params) => [{ action: "dynamodb:GetItem", resource: tableArn(params) }],
  ask: ({ region, table: name, key }, parents) => {
    const described = readableTable(parents.table);
    if (!described || !parents.item.isTableFound || parents.item.item) return [];
    return similarKeys(key)
      .filter((similar) => isKeyOfTable(similar, described))
      .map((similar) => ({
        operation: "GetItem",
        region,
        input: getItemInput(name, similar, false),
      }));
  },
  /** The first key that an item has, as it was asked for. */
  normalise: (answers): { readonly key: Item | undefined } => {
    const found = answers.find((answer) => "output" in answer && answer.output.Item !== undefined);
    return { key: found && parseItem(found.input.Key) };
  },
});

const mostSimilarKeys = 6;

function similarKeys(key: ItemKey): readonly ItemKey[] {
  const spellings: readonly ((text: string) => string)[] = [
    (text) => text.toLowerCase(),
    (text) => text.toUpperCase(),
    (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
    (text) => `${text} `,
    (text) => ` ${text}`,
  ];
  const names = Object.keys(key);
  const [first = "", second = ""] = names;
  const swapped = names.length === 2 ? [swappedKey(key, first, second)] : [];
  const respelled = spellings.map((spell) =>
    Object.fromEntries(
      Object.entries(key).map(([name, value]): [string, KeyValue] => [
        name,
        typeof value === "string" ? spell(value) : value,
      ]),
    ),
  );
  const written = JSON.stringify(key);
  return [...swapped, ...respelled]
    .filter((similar) => JSON.stringify(similar) !== written)
    .slice(0, mostSimilarKeys);
}

function swappedKey(key: ItemKey, first: string, second: string): ItemKey {
  return { [first]: key[second] ?? "", [second]: key[first] ?? "" };
}

function getItemInput(name: string, key: ItemKey, isConsistent: boolean): JsonObject {
  return {
    TableName: name,
    Key: Object.fromEntries(
      Object.entries(key).map(([attribute, value]) => [attribute, attributeValueOf(value)]),
    ),
    ConsistentRead: isConsistent,
    ReturnConsumedCapacity: "TOTAL",
  };
}

function itemReading<Read>(
  [answer]: readonly NormalisedInput[],
  read: (item: z.infer<typeof GetItemOutput>["Item"]) => Read,
):
  | { readonly isTableFound: false }
  | {
      readonly isTableFound: true;
      readonly item: Read | undefined;
      readonly units: number | undefined;
    } {
  if (!answer || "absent" in answer) return { isTableFound: false };
  const { Item: found, ConsumedCapacity } = GetItemOutput.parse(answer.output);
  return {
    isTableFound: true,
    item: found === undefined ? undefined : read(found),
    units: ConsumedCapacity?.CapacityUnits,
  };
}
