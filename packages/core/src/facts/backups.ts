import * as z from "zod";
import { defineFact, type LeftOver } from "./fact.ts";
import { deletion } from "./left-over-commands.ts";
import { TableParams } from "./table-params.ts";

const ListBackupsOutput = z.object({
  BackupSummaries: z
    .array(
      z.object({
        BackupName: z.string().optional(),
        BackupArn: z.string(),
        BackupStatus: z.string(),
        BackupType: z.string().optional(),
        BackupCreationDateTime: z.string().optional(),
        TableId: z.string().optional(),
      }),
    )
    .optional(),
});

export interface Backup {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly type: string;
  readonly createdAt: string | undefined;
  /** The table that it was taken of; survives that table. */
  readonly tableId: string | undefined;
}

/** All backups under the table's name, those of earlier tables of the same name too. */
export const backups = defineFact({
  kind: "dynamodb.backups",
  summary: "the backups under the table's name, of every type",
  params: TableParams,
  operations: {
    ListBackups: {
      service: "dynamodb",
      absence: [],
      keep: [
        "BackupSummaries.BackupName",
        "BackupSummaries.BackupArn",
        "BackupSummaries.BackupStatus",
        "BackupSummaries.BackupType",
        "BackupSummaries.BackupCreationDateTime",
        "BackupSummaries.TableId",
      ],
      pages: {
        outputToken: "LastEvaluatedBackupArn",
        inputToken: "ExclusiveStartBackupArn",
        maxPages: 10,
      },
    },
  },
  // ListBackups knows no resource-level permission: service authorization reference of DynamoDB.
  iam: () => [{ action: "dynamodb:ListBackups", resource: "*" }],
  ask: ({ region, table }) => [
    // Without a type only USER backups are listed.
    { operation: "ListBackups", region, input: { TableName: table, BackupType: "ALL" } },
  ],
  normalise: (answers): readonly Backup[] =>
    answers.flatMap((answer) =>
      "output" in answer
        ? (ListBackupsOutput.parse(answer.output).BackupSummaries ?? []).map((summary) => ({
            name: summary.BackupName ?? "",
            arn: summary.BackupArn,
            status: summary.BackupStatus,
            type: summary.BackupType ?? "USER",
            createdAt: summary.BackupCreationDateTime,
            tableId: summary.TableId,
          }))
        : [],
    ),
  // AWS makes and deletes SYSTEM backups itself, and what AWS Backup made only AWS Backup deletes.
  leavesBehind: (all, { region }): readonly LeftOver[] =>
    all
      .filter(({ type, status }) => type === "USER" && status !== "DELETED")
      .map(({ name, arn }) => ({
        what: "backup",
        name,
        region,
        command: deletion("dynamodb delete-backup", region, { "backup-arn": arn }),
        cost: "costs",
      })),
});
