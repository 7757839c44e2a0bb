import * as z from "zod";
import { defineFact, type LeftOver } from "./fact.ts";
import { tableDeletion } from "./left-over-commands.ts";
import { TableParams, tableArn } from "./table-params.ts";

const DescribeTableOutput = z.object({
  Table: z.object({
    TableStatus: z.string(),
    TableId: z.string().optional(),
    CreationDateTime: z.string().optional(),
    DeletionProtectionEnabled: z.boolean().optional(),
  }),
});
const ListTablesOutput = z.object({ TableNames: z.array(z.string()) });

export type TablePresence =
  | {
      readonly exists: false;
      /** The list of tables still has the name, so the table is not gone for certain. */
      readonly isListed: boolean;
    }
  | {
      readonly exists: true;
      readonly status: string;
      /** Another one than before: the table was deleted and made again. */
      readonly tableId: string | undefined;
      readonly createdAt: string | undefined;
      readonly isDeletionProtected: boolean;
    };

/**
 * Whether a table is gone. The list of tables is the witness that we may still look into the
 * region: a refusal must never count as a table that is not there.
 */
export const tablePresence = defineFact({
  kind: "dynamodb.table-presence",
  summary: "whether the table is there, with the list of the region's tables as a witness",
  params: TableParams,
  operations: {
    DescribeTable: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: [
        "Table.TableStatus",
        "Table.TableId",
        "Table.CreationDateTime",
        "Table.DeletionProtectionEnabled",
      ],
    },
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
  iam: (params) => [
    { action: "dynamodb:DescribeTable", resource: tableArn(params) },
    { action: "dynamodb:ListTables", resource: "*" },
  ],
  ask: ({ region, table }) => [
    { operation: "DescribeTable", region, input: { TableName: table } },
    { operation: "ListTables", region, input: {} },
  ],
  normalise: (answers, { table }): TablePresence => {
    const described = answers.find(({ operation }) => operation === "DescribeTable");
    if (described && "output" in described) {
      const found = DescribeTableOutput.parse(described.output).Table;
      return {
        exists: true,
        status: found.TableStatus,
        tableId: found.TableId,
        createdAt: found.CreationDateTime,
        isDeletionProtected: found.DeletionProtectionEnabled ?? false,
      };
    }
    const names = answers.flatMap((answer) =>
      answer.operation === "ListTables" && "output" in answer
        ? ListTablesOutput.parse(answer.output).TableNames
        : [],
    );
    return { exists: false, isListed: names.includes(table) };
  },
  leavesBehind: (presence, { region, table }): readonly LeftOver[] =>
    presence.exists && presence.status !== "DELETING"
      ? [tableDeletion(table, region, presence)]
      : [],
});
