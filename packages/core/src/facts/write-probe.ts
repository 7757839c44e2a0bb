import * as z from "zod";
import type { Json } from "../json.ts";
import { AttributeName, type Item, KeyValue } from "./attribute-value.ts";
import { type AskedCall, defineFact, type NormalisedInput } from "./fact.ts";
import { readableTable } from "./item-table.ts";
import { onProbedItems, probeText, probeValues } from "./probe-key.ts";
import { type QueryTarget, queryTargets } from "./query-targets.ts";
import { type TableDescription, table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const Units = z.object({ CapacityUnits: z.number().optional() });
const IndexUnits = z.record(z.string(), Units).optional();
const Consumed = z
  .object({
    CapacityUnits: z.number().optional(),
    GlobalSecondaryIndexes: IndexUnits,
    LocalSecondaryIndexes: IndexUnits,
  })
  .optional();
const GetItemOutput = z.object({ Item: z.json().optional(), ConsumedCapacity: Consumed });
const PutItemOutput = z.object({ ConsumedCapacity: Consumed });
const QueryOutput = z.object({ Count: z.number() });

export interface ProbedRead {
  readonly isFound: boolean;
  readonly units: number | undefined;
}

/** Nothing to ask where a key that is no text has no reserved value. */
export type WriteProbe =
  /** AWS describes the table, but does not know its items yet. */
  | { readonly isWritten: false }
  | {
      readonly isWritten: true;
      /** Units of the put, its indexes included. */
      readonly writeUnits: number | undefined;
      /** Units that each index took: the item is in these and in no other. */
      readonly indexUnits: Readonly<Record<string, number>>;
      readonly strong: ProbedRead;
      readonly eventual: ProbedRead;
      /** Global indexes that were asked until they showed the item or the time was over. */
      readonly shownBy: Readonly<Record<string, boolean>>;
    };

const mostIndexes = 2;
const indexPatienceSeconds = 8;

/**
 * Writes one small item of its own, reads it in both ways, looks for it in the global indexes, and
 * takes it away again. The item of an earlier try is deleted first.
 */
export const writeProbe = defineFact({
  kind: "dynamodb.write-probe",
  summary: "an item of the grader's own, written, read in both ways, and deleted again",
  params: TableParams.extend({
    /** Values that stand for the grader in keys that are no text. */
    reserved: z.record(AttributeName, KeyValue),
  }),
  operations: {
    DeleteItem: { service: "dynamodb", absence: ["ResourceNotFoundException"], keep: [] },
    PutItem: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException", "ConditionalCheckFailedException"],
      keep: ["ConsumedCapacity"],
    },
    GetItem: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["Item:types", "ConsumedCapacity"],
    },
    Query: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException", "ValidationException"],
      keep: ["Count"],
    },
  },
  probe: "write-items",
  inOrder: true,
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => {
    const condition = onProbedItems(params.reserved);
    return [
      ...["PutItem", "GetItem", "DeleteItem"].map((operation) => ({
        action: `dynamodb:${operation}`,
        resource: tableArn(params),
        condition,
      })),
      { action: "dynamodb:Query", resource: `${tableArn(params)}/index/*`, condition },
    ];
  },
  ask: ({ region, table: name, reserved }, parents) => {
    const described = readableTable(parents.table);
    if (!described) return [];
    const key = probeValues(
      { ...described.keys.partition, ...described.keys.sort },
      reserved,
      probeText(),
    );
    if (!key) return [];
    return probeCalls({ region, name, key, reserved, described });
  },
  normalise: (answers): WriteProbe => {
    const put = answers.find((answer) => answer.operation === "PutItem");
    const [strong, eventual] = answers.filter((answer) => answer.operation === "GetItem");
    if (!put || "absent" in put) return { isWritten: false };
    const consumed = PutItemOutput.parse(put.output).ConsumedCapacity;
    return {
      isWritten: true,
      writeUnits: consumed?.CapacityUnits,
      indexUnits: Object.fromEntries(
        [consumed?.GlobalSecondaryIndexes, consumed?.LocalSecondaryIndexes].flatMap((indexes) =>
          Object.entries(indexes ?? {}).map(([index, units]) => [index, units.CapacityUnits ?? 0]),
        ),
      ),
      strong: probedRead(strong),
      eventual: probedRead(eventual),
      shownBy: Object.fromEntries(
        answers
          .filter((answer) => answer.operation === "Query")
          .map((answer) => [
            String(answer.input.IndexName),
            "output" in answer && QueryOutput.parse(answer.output).Count > 0,
          ]),
      ),
    };
  },
});

function probeCalls(probe: {
  readonly region: string;
  readonly name: string;
  readonly key: Item;
  readonly reserved: Readonly<Record<string, KeyValue>>;
  readonly described: TableDescription;
}): readonly AskedCall[] {
  const { region, name: TableName, key: Key, reserved, described } = probe;
  const indexes = queryTargets(described)
    .filter((target) => target.kind === "global" && target.isReady)
    .slice(0, mostIndexes)
    .flatMap((target) => {
      const keys = probeValues({ ...target.partition, ...target.sort }, reserved, probeText());
      return keys ? [{ target, keys }] : [];
    });
  const Item = Object.assign({}, ...indexes.map(({ keys }) => keys), Key);
  const [partition = ""] = Object.keys(described.keys.partition);
  const call = (operation: string, input: Readonly<Record<string, Json>>): AskedCall => ({
    operation,
    region,
    input: { TableName, ...input },
  });
  const read = (ConsistentRead: boolean) =>
    call("GetItem", { Key, ConsistentRead, ReturnConsumedCapacity: "TOTAL" });
  return [
    call("DeleteItem", { Key }),
    call("PutItem", {
      Item,
      ConditionExpression: "attribute_not_exists(#key)",
      ExpressionAttributeNames: { "#key": partition },
      ReturnConsumedCapacity: "INDEXES",
    }),
    read(true),
    read(false),
    ...indexes.map(({ target, keys }) => ({
      ...call("Query", indexQuery(target, keys)),
      until: { member: "Items", seconds: indexPatienceSeconds },
    })),
    call("DeleteItem", { Key }),
  ];
}

function indexQuery(target: QueryTarget, keys: Item): Readonly<Record<string, Json>> {
  const names = Object.keys(target.partition);
  return {
    IndexName: target.name,
    KeyConditionExpression: names.map((_, place) => `#a${place} = :v${place}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, place) => [`#a${place}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      names.map((name, place) => [`:v${place}`, keys[name] ?? {}]),
    ),
    Limit: 1,
  };
}

function probedRead(answer: NormalisedInput | undefined): ProbedRead {
  if (!answer || "absent" in answer) return { isFound: false, units: undefined };
  const { Item, ConsumedCapacity } = GetItemOutput.parse(answer.output);
  return { isFound: Item !== undefined, units: ConsumedCapacity?.CapacityUnits };
}
