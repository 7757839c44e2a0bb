import * as z from "zod";
import type { JsonObject } from "../../service.ts";
import { dynamoDbRegion } from "../dynamodb/region.ts";
import { isPending } from "../dynamodb/settling.ts";
import { backupOperation, notFound, PageInput, page, pageQuery, seconds } from "./operation.ts";
import type { BackupRegion, RecoveryPoint } from "./region.ts";

const ResourceInput = z.object({ ResourceArn: z.string().startsWith("arn:") });
const DeleteInput = z.object({ BackupVaultName: z.string(), RecoveryPointArn: z.string() });

/** By ARN of the table, so those of an earlier table of the same name too. */
export const listRecoveryPointsByResource = backupOperation({
  http: { method: "GET", path: "/resources/{ResourceArn}/recovery-points", query: pageQuery },
  input: PageInput.extend(ResourceInput.shape),
  answer: (input, region, { now }) => {
    const found = pointsOf(region, input.ResourceArn).reverse();
    const { entries, next } = page(found, input);
    return {
      RecoveryPoints: entries.map(({ arn, vault, backup }) => ({
        RecoveryPointArn: arn,
        CreationDate: seconds(backup.createdAt),
        Status: isPending(backup, now) ? "CREATING" : "COMPLETED",
        BackupSizeBytes: backup.table.counted.bytes,
        BackupVaultName: vault.name,
        IsParent: false,
        ResourceName: backup.table.name,
        VaultType: "BACKUP_VAULT",
      })),
      ...next,
    };
  },
});

export const deleteRecoveryPoint = backupOperation({
  http: {
    method: "DELETE",
    path: "/backup-vaults/{BackupVaultName}/recovery-points/{RecoveryPointArn}",
  },
  input: DeleteInput,
  resource: ({ input }) => String(input.RecoveryPointArn),
  answer: (input, region, request) => {
    const point = getPoint(region, input.RecoveryPointArn);
    if (point.vault.name !== input.BackupVaultName) throw noPoint(input.RecoveryPointArn);
    point.isDeleted = true;
    dynamoDbRegion(request.account, request.region).backups.delete(point.backup.arn);
    return {};
  },
});

/** Only what was backed up successfully at least once is protected. */
export const describeProtectedResource = backupOperation({
  http: { method: "GET", path: "/resources/{ResourceArn}" },
  input: ResourceInput,
  answer: ({ ResourceArn: arn }, region, { now }) => {
    const last = finished(region, now)
      .filter(({ backup }) => backup.table.arn === arn)
      .at(-1);
    if (last === undefined) throw notFound(`Resource ${arn} is not protected by AWS Backup.`);
    return describeProtected(last);
  },
});

export const listProtectedResources = backupOperation({
  http: { method: "GET", path: "/resources", query: pageQuery },
  input: PageInput,
  answer: (input, region, { now }) => {
    const last = new Map(finished(region, now).map((point) => [point.backup.table.arn, point]));
    const { entries, next } = page([...last.values()], input);
    return { Results: entries.map(describeProtected), ...next };
  },
});

/** @throws AwsError ResourceNotFoundException */
export function getPoint({ points }: BackupRegion, arn: string): RecoveryPoint {
  const point = points.find((one) => one.arn === arn && !one.isDeleted);
  if (point === undefined) throw noPoint(arn);
  return point;
}

function noPoint(arn: string) {
  return notFound(`Recovery point ${arn} does not exist.`);
}

function pointsOf({ points }: BackupRegion, resourceArn: string): RecoveryPoint[] {
  return points.filter(({ backup, isDeleted }) => !isDeleted && backup.table.arn === resourceArn);
}

function finished({ points }: BackupRegion, now: number): RecoveryPoint[] {
  return points.filter(({ backup }) => !isPending(backup, now));
}

function describeProtected({ arn, vault, backup }: RecoveryPoint): JsonObject {
  return {
    ResourceArn: backup.table.arn,
    ResourceType: "DynamoDB",
    ResourceName: backup.table.name,
    LastBackupTime: seconds(backup.createdAt),
    LastBackupVaultArn: vault.arn,
    LastRecoveryPointArn: arn,
  };
}
