import * as z from "zod";
import { backups } from "./backups.ts";
import { defineFact, type LeftOver, type NormalisedInput } from "./fact.ts";
import { deletion } from "./left-over-commands.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const ListRecoveryPointsOutput = z.object({
  RecoveryPoints: z
    .array(
      z.object({
        RecoveryPointArn: z.string(),
        Status: z.string().optional(),
        CreationDate: z.string().optional(),
        BackupVaultName: z.string().optional(),
      }),
    )
    .optional(),
});
type Params = z.infer<typeof TableParams>;

/** A recovery point of AWS Backup under the table's ARN; that of an earlier table of the name too. */
export interface RecoveryPoint {
  /** `arn:aws:dynamodb:…`: DynamoDB keeps it and lists it; `arn:aws:backup:…`: AWS Backup does. */
  readonly arn: string;
  readonly status: string;
  readonly createdAt: string | undefined;
  readonly vault: string | undefined;
}

/** What both facts below have in common. */
const listing = {
  params: TableParams,
  operations: {
    ListRecoveryPointsByResource: {
      service: "backup",
      // AWS Backup never backed the table up.
      absence: ["ResourceNotFoundException"],
      keep: [
        "RecoveryPoints.RecoveryPointArn",
        "RecoveryPoints.Status",
        "RecoveryPoints.CreationDate",
        "RecoveryPoints.BackupVaultName",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 10 },
    },
  },
  // No resource-level permission: service authorization reference of AWS Backup.
  iam: () => [{ action: "backup:ListRecoveryPointsByResource", resource: "*" }],
  normalise: (answers: readonly NormalisedInput[]): readonly RecoveryPoint[] =>
    answers.flatMap((answer) =>
      "output" in answer
        ? (ListRecoveryPointsOutput.parse(answer.output).RecoveryPoints ?? []).map((point) => ({
            arn: point.RecoveryPointArn,
            status: point.Status ?? "",
            createdAt: point.CreationDate,
            vault: point.BackupVaultName,
          }))
        : [],
    ),
  leavesBehind: (points: readonly RecoveryPoint[], { region }: Params): readonly LeftOver[] =>
    points
      .filter(({ status }) => status !== "DELETING")
      .map(({ arn, vault = "" }) => ({
        what: "recovery point",
        name: arn.split(":").at(-1) ?? arn,
        region,
        command: deletion("backup delete-recovery-point", region, {
          "backup-vault-name": vault,
          "recovery-point-arn": arn,
        }),
        cost: "costs",
      })),
};

export const recoveryPoints = defineFact({
  ...listing,
  kind: "backup.recovery-points",
  summary: "AWS Backup's recovery points of the table",
  ask: listRecoveryPoints,
});

/** Saves a call where DynamoDB's own list is enough. */
export const furtherRecoveryPoints = defineFact({
  ...listing,
  kind: "backup.further-recovery-points",
  summary:
    "AWS Backup's recovery points of the table, only when DynamoDB lists no backup of this table",
  after: (params) => ({ table: table(params), backups: backups(params) }),
  ask: (params, parents) => {
    if (!parents.table.exists) return [];
    const { tableId } = parents.table.table;
    // What AWS Backup made is asked of it in any case: only it can delete that after the lab.
    const isListed = parents.backups.some(
      (backup) =>
        backup.tableId === tableId && backup.status === "AVAILABLE" && backup.type !== "AWS_BACKUP",
    );
    return isListed ? [] : listRecoveryPoints(params);
  },
});

function listRecoveryPoints(params: Params) {
  const input = { ResourceArn: tableArn(params) };
  return [{ operation: "ListRecoveryPointsByResource", region: params.region, input }];
}
