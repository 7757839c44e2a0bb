import * as z from "zod";
import { defineFact } from "./fact.ts";
import { readableTable } from "./item-table.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const ScanOutput = z.object({ Items: z.array(z.record(z.string(), z.string())) });

export interface ItemSample {
  /** Of each item: attribute name to type tag. `undefined`: AWS does not know the items yet. */
  readonly types: readonly Readonly<Record<string, string>>[] | undefined;
}

/** What stored items look like: a small scan, of which only names and types are kept. */
export const sampleItems = defineFact({
  kind: "dynamodb.sample-items",
  summary: "a few items: names and types of their attributes, without their values",
  params: TableParams.extend({ limit: z.int().min(1).max(50) }),
  operations: {
    Scan: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["Items:types"],
    },
  },
  probe: "read-items",
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => [{ action: "dynamodb:Scan", resource: tableArn(params) }],
  ask: ({ region, table: name, limit }, parents) =>
    readableTable(parents.table)
      ? [{ operation: "Scan", region, input: { TableName: name, Limit: limit } }]
      : [],
  normalise: ([answer]): ItemSample =>
    !answer || "absent" in answer
      ? { types: undefined }
      : { types: ScanOutput.parse(answer.output).Items },
});
