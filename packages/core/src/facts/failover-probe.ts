import * as z from "zod";
import { Region } from "../ids.ts";
import { AttributeName, type Item, KeyValue } from "./attribute-value.ts";
import { type AskedCall, defineFact, type NormalisedInput } from "./fact.ts";
import { readableTable } from "./item-table.ts";
import { onProbedItems, probeText, probeValues } from "./probe-key.ts";
import { type TableDescription, table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const PutItemOutput = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });
/** Attribute name to type tag. */
const GetItemOutput = z.object({ Item: z.record(z.string(), z.string()).optional() });

/** An item that was written in one region and looked for in the other. */
export interface ProbedWay {
  /** False where AWS describes the table, but does not know its items yet. */
  readonly isWritten: boolean;
  readonly isSeen: boolean;
}

export interface FailoverProbe {
  /** Written in the first region, read in the replica's. */
  readonly there: ProbedWay;
  /** Written in the replica's region, read in the first. */
  readonly back: ProbedWay;
}

/**
 * How long an item is waited for on each way; it "typically" takes a second or less.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export const patienceSeconds = 8;

/**
 * Writes an item in each of two regions and waits until the other one shows it. Both are taken away
 * again; those of an earlier try are deleted first, in both regions, so that none of them is seen.
 */
export const failoverProbe = defineFact({
  kind: "dynamodb.failover-probe",
  summary: "items of the grader's own, written in either region and read in the other",
  params: TableParams.extend({
    replica: Region,
    /** Values that stand for the grader in keys that are no text; one key has to be a text. */
    reserved: z.record(AttributeName, KeyValue),
  }),
  operations: {
    DeleteItem: { service: "dynamodb", absence: ["ResourceNotFoundException"], keep: [] },
    PutItem: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["ConsumedCapacity.CapacityUnits"],
    },
    GetItem: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["Item:types"],
    },
  },
  probe: "write-items",
  inOrder: true,
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: ({ region, replica, table: name, reserved }) =>
    [region, replica].flatMap((where) =>
      ["DeleteItem", "GetItem", "PutItem"].map((operation) => ({
        action: `dynamodb:${operation}`,
        resource: tableArn({ region: where, table: name }),
        condition: onProbedItems(reserved),
      })),
    ),
  ask: ({ region, replica, table: name, reserved }, parents) => {
    const described = readableTable(parents.table);
    if (!described || !isReady(described, replica)) return [];
    const there = probedKey(described, reserved, "there");
    const back = probedKey(described, reserved, "back");
    return there && back ? probeCalls({ name, region, replica, there, back }) : [];
  },
  normalise: (answers): FailoverProbe => {
    const puts = answers.filter(({ operation }) => operation === "PutItem");
    const gets = answers.filter(({ operation }) => operation === "GetItem");
    return { there: probedWay(puts[0], gets[0]), back: probedWay(puts[1], gets[1]) };
  },
});

/** Whether the probe has a key of its own in a table with these keys. */
export function hasProbeKey(
  described: TableDescription,
  reserved: Readonly<Record<string, KeyValue>>,
): boolean {
  return probedKey(described, reserved, "there") !== undefined;
}

function isReady({ replicas }: TableDescription, replica: string): boolean {
  return replicas.some(({ region, status }) => region === replica && status === "ACTIVE");
}

/** `undefined`: no key is a text that tells one way from the other. */
function probedKey(
  { keys }: TableDescription,
  reserved: Readonly<Record<string, KeyValue>>,
  way: "there" | "back",
): Item | undefined {
  const text = probeText(way);
  const key = probeValues({ ...keys.partition, ...keys.sort }, reserved, text);
  return key && Object.values(key).some(({ S }) => S === text) ? key : undefined;
}

function probeCalls(probe: {
  readonly name: string;
  readonly region: string;
  readonly replica: string;
  readonly there: Item;
  readonly back: Item;
}): readonly AskedCall[] {
  const { name: TableName, region, replica, there, back } = probe;
  const remove = (where: string, Key: Item): AskedCall => ({
    operation: "DeleteItem",
    region: where,
    input: { TableName, Key },
  });
  const way = (from: string, to: string, Key: Item): readonly AskedCall[] => [
    {
      operation: "PutItem",
      region: from,
      input: { TableName, Item: Key, ReturnConsumedCapacity: "TOTAL" },
    },
    {
      operation: "GetItem",
      region: to,
      input: { TableName, Key },
      until: { member: "Item", seconds: patienceSeconds },
    },
  ];
  return [
    ...[region, replica].flatMap((where) => [remove(where, there), remove(where, back)]),
    ...way(region, replica, there),
    ...way(replica, region, back),
    remove(region, there),
    remove(replica, back),
  ];
}

function probedWay(put: NormalisedInput | undefined, get: NormalisedInput | undefined): ProbedWay {
  if (!put || "absent" in put || !get) return { isWritten: false, isSeen: false };
  PutItemOutput.parse(put.output);
  const isSeen = "output" in get && GetItemOutput.parse(get.output).Item !== undefined;
  return { isWritten: true, isSeen };
}
