import * as z from "zod";
import { AttributeName, KeyValue } from "./attribute-value.ts";
import { defineFact, type NormalisedInput } from "./fact.ts";
import { readableTable } from "./item-table.ts";
import { type QueryPlan, queryPlan } from "./query-plan.ts";
import { queryTargets } from "./query-targets.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const Units = z.object({ CapacityUnits: z.number().optional() });
const IndexUnits = z.record(z.string(), Units).optional();
const QueryOutput = z.object({
  Count: z.number(),
  ScannedCount: z.number(),
  Items: z.array(z.record(z.string(), z.string())),
  ConsumedCapacity: z
    .object({
      CapacityUnits: z.number().optional(),
      Table: Units.optional(),
      GlobalSecondaryIndexes: IndexUnits,
      LocalSecondaryIndexes: IndexUnits,
    })
    .optional(),
});

/** One query and what it told. */
export interface AnsweredQuery {
  /** Name of the index; `undefined`: the table itself. */
  readonly index: string | undefined;
  readonly isConsistent: boolean;
  readonly count: number;
  /** Items that were read, whether they were returned or filtered away. */
  readonly scannedCount: number;
  /** Read units of the index, or of the table where no index was asked; `undefined`: AWS told none. */
  readonly units: number | undefined;
  /** Of each returned item: attribute name to type tag. */
  readonly items: readonly Readonly<Record<string, string>>[];
}

/** A query that AWS refused, although the index was there and ready a moment ago. */
export interface RefusedQuery {
  readonly index: string | undefined;
  readonly refused: string;
}

/** A global index shows a write of a moment ago a little later than the table. */
const patienceSeconds = 2;
/** Indexes that are asked at most, those first that answer most by their keys and carry most. */
const mostTargets = 5;

/**
 * Asks a question as an application would: one query to each index that can answer it, and to the
 * table. What comes back shows which index was used, what it cost, what was read in vain, and which
 * attributes the index carries.
 */
export const queryProbe = defineFact({
  kind: "dynamodb.query-probe",
  summary: "one query to each index that can answer: items, units and attribute names, no values",
  params: TableParams.extend({
    /** Attributes that must have a value. */
    equals: z.record(AttributeName, KeyValue),
    /** Attributes that must lie between two values, both included. */
    between: z.record(AttributeName, z.tuple([KeyValue, KeyValue])),
    /** Strongly consistent where the target can answer so: not a global index. */
    isConsistent: z.boolean(),
    limit: z.int().min(1).max(1000),
  }),
  operations: {
    Query: {
      service: "dynamodb",
      absence: ["ValidationException", "ResourceNotFoundException"],
      keep: ["Count", "ScannedCount", "Items:types", "ConsumedCapacity"],
    },
  },
  probe: "read-items",
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => [
    { action: "dynamodb:Query", resource: tableArn(params) },
    { action: "dynamodb:Query", resource: `${tableArn(params)}/index/*` },
  ],
  ask: ({ region, table: name, limit, isConsistent, ...question }, parents) => {
    const described = readableTable(parents.table);
    if (!described) return [];
    return queryTargets(described)
      .filter((target) => target.isReady)
      .flatMap((target) => queryPlan(target, question) ?? [])
      .sort(
        (left, right) =>
          right.keyConditions.length - left.keyConditions.length || widthOf(right) - widthOf(left),
      )
      .slice(0, mostTargets)
      .map((plan) => ({
        operation: "Query",
        region,
        input: {
          TableName: name,
          ...queryInput(plan),
          // AWS refuses a strongly consistent read of a global index.
          ConsistentRead: isConsistent && plan.target.kind !== "global",
          Limit: limit,
          ReturnConsumedCapacity: "INDEXES",
        },
        ...(plan.target.kind === "global" && {
          until: { member: "Items", seconds: patienceSeconds },
        }),
      }));
  },
  normalise: (answers): readonly (AnsweredQuery | RefusedQuery)[] => answers.map(queryReading),
});

function widthOf({ target: { carries } }: QueryPlan): number {
  return carries?.size ?? Number.MAX_SAFE_INTEGER;
}

/** The members of a Query that ask the question. */
function queryInput({ target, keyConditions, filters, names, values }: QueryPlan) {
  return {
    ...(target.kind !== "table" && { IndexName: target.name }),
    KeyConditionExpression: keyConditions.join(" AND "),
    ...(filters.length > 0 && { FilterExpression: filters.join(" AND ") }),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function queryReading(answer: NormalisedInput): AnsweredQuery | RefusedQuery {
  const { IndexName, ConsistentRead } = answer.input;
  const index = typeof IndexName === "string" ? IndexName : undefined;
  if ("absent" in answer) return { index, refused: answer.message };
  const { Count, ScannedCount, Items, ConsumedCapacity } = QueryOutput.parse(answer.output);
  return {
    index,
    isConsistent: ConsistentRead === true,
    count: Count,
    scannedCount: ScannedCount,
    units: unitsOf(ConsumedCapacity, index),
    items: Items,
  };
}

function unitsOf(
  consumed: z.infer<typeof QueryOutput>["ConsumedCapacity"],
  index: string | undefined,
): number | undefined {
  if (!consumed) return undefined;
  if (index === undefined) return consumed.Table?.CapacityUnits ?? consumed.CapacityUnits;
  const { GlobalSecondaryIndexes = {}, LocalSecondaryIndexes = {} } = consumed;
  return (GlobalSecondaryIndexes[index] ?? LocalSecondaryIndexes[index])?.CapacityUnits;
}
