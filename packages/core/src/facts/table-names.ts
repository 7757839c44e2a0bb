import * as z from "zod";
import { defineFact } from "./fact.ts";
import { table } from "./table.ts";
import { TableParams } from "./table-params.ts";

const ListTablesOutput = z.object({ TableNames: z.array(z.string()).optional() });

/**
 * The names of all tables of the region, asked only when the table is not found: "not found" is
 * final only if the list agrees, and a name that is almost right is worth telling.
 */
export const tableNames = defineFact({
  kind: "dynamodb.table-names",
  summary: "the names of the tables of the region, only when the table is not found",
  params: TableParams,
  operations: {
    ListTables: {
      service: "dynamodb",
      absence: [],
      keep: ["TableNames"],
      pages: {
        outputToken: "LastEvaluatedTableName",
        inputToken: "ExclusiveStartTableName",
        maxPages: 25,
      },
    },
  },
  after: (params) => ({ table: table(params) }),
  iam: () => [{ action: "dynamodb:ListTables", resource: "*" }],
  ask: ({ region }, parents) =>
    parents.table.exists ? [] : [{ operation: "ListTables", region, input: {} }],
  normalise: (answers): readonly string[] =>
    answers.flatMap((answer) =>
      "output" in answer ? (ListTablesOutput.parse(answer.output).TableNames ?? []) : [],
    ),
});
