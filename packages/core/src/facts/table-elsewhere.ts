import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact, type LeftOver } from "./fact.ts";
import { tableDeletion } from "./left-over-commands.ts";
import { table } from "./table.ts";
import { TableName, tableArn } from "./table-params.ts";

const DescribeTableOutput = z.object({
  Table: z.object({
    TableStatus: z.string(),
    CreationDateTime: z.string().optional(),
    DeletionProtectionEnabled: z.boolean().optional(),
  }),
});

export type TableElsewhere =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly status: string;
      readonly createdAt: string | undefined;
      readonly isDeletionProtected: boolean;
    };

/** A near miss: the table is not in its region, but in a nearby one. */
export const tableElsewhere = defineFact({
  kind: "dynamodb.table-elsewhere",
  summary: "a table of the same name in a nearby region, only when the table is not found",
  params: z.object({ region: Region, table: TableName, elsewhere: Region }),
  operations: {
    DescribeTable: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: ["Table.TableStatus", "Table.CreationDateTime", "Table.DeletionProtectionEnabled"],
    },
  },
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: ({ elsewhere, table: name }) => [
    { action: "dynamodb:DescribeTable", resource: tableArn({ region: elsewhere, table: name }) },
  ],
  ask: ({ elsewhere, table: name }, parents) =>
    parents.table.exists
      ? []
      : [{ operation: "DescribeTable", region: elsewhere, input: { TableName: name } }],
  normalise: ([answer]): TableElsewhere => {
    if (!answer || "absent" in answer) return { exists: false };
    const described = DescribeTableOutput.parse(answer.output).Table;
    return {
      exists: true,
      status: described.TableStatus,
      createdAt: described.CreationDateTime,
      isDeletionProtected: described.DeletionProtectionEnabled ?? false,
    };
  },
  leavesBehind: (reading, { table: name, elsewhere }): readonly LeftOver[] =>
    reading.exists && reading.status !== "DELETING"
      ? [tableDeletion(name, elsewhere, reading)]
      : [],
});
