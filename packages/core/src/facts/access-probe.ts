import * as z from "zod";
import type { JsonObject } from "../json.ts";
import { attributeValueOf, ItemKey } from "./attribute-value.ts";
import { type AskedCall, defineFact, type NormalisedInput } from "./fact.ts";
import { isKeyOfTable, readableTable } from "./item-table.ts";
import { role } from "./role.ts";
import { RoleName, roleArn } from "./role-params.ts";
import { type TableDescription, table } from "./table.ts";
import { TableParams } from "./table-params.ts";

/** Calls that can be tried without harm: reads, and writes under a condition that never holds. */
export const ProbedAction = z.enum([
  "GetItem",
  "Query",
  "Scan",
  "DescribeTable",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
]);
export type ProbedAction = z.infer<typeof ProbedAction>;

/** How one call of the probe ended. */
export type ProbedEnd =
  | "allowed"
  /** By the role's policies or the table's. */
  | "denied"
  /** By the key that encrypts the table: nothing is said of the action itself. */
  | "denied_by_key"
  /** AccessDeniedException without AWS's usual words. */
  | "unexplained"
  /** AWS describes the table, but does not know its items. */
  | "no_table";

/** Each call in the order of the actions. */
export type AccessProbe = readonly { readonly action: ProbedAction; readonly end: ProbedEnd }[];

const absence = [
  "AccessDeniedException",
  "ConditionalCheckFailedException",
  "ResourceNotFoundException",
];
const probed = { service: "dynamodb", absence, keep: ["ConsumedCapacity.TableName"] };

/** What an item call of the probe costs; the proof that AWS carried it out. */
const Consumed = z.object({ ConsumedCapacity: z.object({ TableName: z.string() }) });
const Described = z.object({ Table: z.object({ TableStatus: z.string() }) });

/**
 * Calls in a restricted role of the learner's account. A denial is an answer here, and the only one
 * that shows a denial; a write never happens: where the role may write, AWS says that the condition
 * does not hold.
 */
export const accessProbe = defineFact({
  kind: "iam.access-probe",
  summary: "what AWS answers to harmless calls made in a restricted role",
  params: TableParams.extend({
    role: RoleName,
    actions: z.array(ProbedAction).min(1),
    /** Of the item that is asked for; null: a reserved one that no learner has. */
    key: ItemKey.nullable(),
  }),
  operations: {
    GetItem: probed,
    Query: probed,
    Scan: probed,
    PutItem: probed,
    UpdateItem: probed,
    DeleteItem: probed,
    DescribeTable: { ...probed, keep: ["Table.TableStatus"] },
  },
  probe: "assume-roles",
  after: ({ region, table: name, role: roleName }) => ({
    table: table({ region, table: name }),
    role: role({ role: roleName }),
  }),
  iam: (params) => [{ action: "sts:AssumeRole", resource: roleArn(params) }],
  ask: (params, parents) => {
    const described = readableTable(parents.table);
    if (!described || !parents.role.exists) return [];
    if (params.key && !isKeyOfTable(params.key, described)) return [];
    const key = params.key
      ? Object.fromEntries(
          Object.entries(params.key).map(([name, value]) => [name, attributeValueOf(value)]),
        )
      : reservedKey(described);
    return params.actions.map(
      (operation): AskedCall => ({
        operation,
        region: params.region,
        as: params.role,
        input: { TableName: params.table, ...inputOf(operation, described, key) },
      }),
    );
  },
  normalise: (answers): AccessProbe =>
    answers.map((answer) => ({
      action: ProbedAction.parse(answer.operation),
      end: endOf(answer),
    })),
});

function inputOf(operation: ProbedAction, { keys }: TableDescription, key: JsonObject): JsonObject {
  const [partition = ""] = Object.keys(keys.partition);
  const counted = { ReturnConsumedCapacity: "TOTAL" };
  const names = { ExpressionAttributeNames: { "#p": partition } };
  const never = {
    ConditionExpression: "attribute_exists(#p) AND attribute_not_exists(#p)",
    ...names,
    ...counted,
  };
  switch (operation) {
    case "DescribeTable":
      return {};
    case "GetItem":
      return { Key: key, ...counted };
    case "Query":
      return {
        KeyConditionExpression: "#p = :p",
        ...names,
        ExpressionAttributeValues: { ":p": key[partition] ?? {} },
        ...{ Limit: 1, Select: "COUNT" },
        ...counted,
      };
    case "Scan":
      return { Limit: 1, Select: "COUNT", ...counted };
    case "PutItem":
      return { Item: key, ...never };
    case "UpdateItem":
    case "DeleteItem":
      return { Key: key, ...never };
    default:
      return operation satisfies never;
  }
}

/** The reserved prefix of the grader's own items; a number has none, so it is one nobody uses. */
function reservedKey({ keys }: TableDescription): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...keys.partition, ...keys.sort }).map(([name, type]) => [
      name,
      type === "N" ? { N: "-999999999999999" } : { [type]: "grader#$submission" },
    ]),
  );
}

/** @throws ZodError when AWS's answer has a shape that nobody foresaw. */
function endOf(answer: NormalisedInput): ProbedEnd {
  if (!("absent" in answer)) {
    if (answer.operation === "DescribeTable") Described.parse(answer.output);
    else Consumed.parse(answer.output);
    return "allowed";
  }
  if (answer.absent === "ConditionalCheckFailedException") return "allowed";
  if (answer.absent === "ResourceNotFoundException") return "no_table";
  if (/\bkms:/i.test(answer.message)) return "denied_by_key";
  return /is not authorized to perform: dynamodb:/.test(answer.message) ? "denied" : "unexplained";
}
