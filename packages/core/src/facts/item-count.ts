import * as z from "zod";
import { defineFact } from "./fact.ts";
import { readableTable } from "./item-table.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const ScanOutput = z.object({ Count: z.number(), ScannedCount: z.number().optional() });

/** Reads that one count may cost at most: 4 pages of 1 MB, eventually consistent, are 512 units. */
const mostPages = 4;

/**
 * How many items there are, counted by reading them until there are enough. The table's own
 * ItemCount is about six hours old: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export const itemCount = defineFact({
  kind: "dynamodb.item-count",
  summary: "how many items the table holds, counted up to a number that is enough",
  params: TableParams.extend({
    /** Counting ends once there are so many. */
    enough: z.int().min(1).max(1000),
  }),
  operations: {
    Scan: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["Count", "ScannedCount"],
      pages: {
        outputToken: "LastEvaluatedKey",
        inputToken: "ExclusiveStartKey",
        maxPages: mostPages,
        enough: { output: "Count", input: "Limit" },
      },
    },
  },
  probe: "read-items",
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => [{ action: "dynamodb:Scan", resource: tableArn(params) }],
  ask: ({ region, table: name, enough }, parents) =>
    readableTable(parents.table)
      ? [
          {
            operation: "Scan",
            region,
            input: { TableName: name, Select: "COUNT", Limit: enough },
          },
        ]
      : [],
  /** `undefined`: AWS describes the table, but does not know its items yet. */
  normalise: (answers): { readonly count: number | undefined } => {
    const outputs = answers.flatMap((answer) => ("output" in answer ? [answer.output] : []));
    if (outputs.length < answers.length) return { count: undefined };
    return {
      count: outputs.reduce((sum, output) => sum + ScanOutput.parse(output).Count, 0),
    };
  },
});
