import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, JsonObject } from "../../service.ts";
import { copyTable } from "../dynamodb/backup.ts";
import { dynamoDbRegion, findTable } from "../dynamodb/region.ts";
import { isPending } from "../dynamodb/settling.ts";
import type { Table } from "../dynamodb/table.ts";
import {
  arnIn,
  backupOperation,
  invalidParameter,
  notFound,
  PageInput,
  page,
  pageQuery,
  seconds,
  vaultArn,
} from "./operation.ts";
import type { RecoveryPoint } from "./region.ts";
import { getVault } from "./vaults.ts";

const StartInput = z.object({
  BackupVaultName: z.string(),
  ResourceArn: z.string(),
  IamRoleArn: z.string(),
});
const ListInput = PageInput.extend({
  ByResourceArn: z.string().optional(),
  ByState: z.string().optional(),
  ByBackupVaultName: z.string().optional(),
});

/** "Returns a list of existing backup jobs … for the last 30 days": API reference, ListBackupJobs. */
const listedMs = 30 * 86_400_000;

export const startBackupJob = backupOperation({
  http: { method: "PUT", path: "/backup-jobs" },
  input: StartInput,
  resource: vaultArn,
  answer: async (input, region, request) => {
    const vault = getVault(region, input.BackupVaultName);
    checkRole(request, input.IamRoleArn);
    const table = getTable(request, input.ResourceArn);
    // "Otherwise, AWS Backup does not try to protect that service's resources": DescribeRegionSettings.
    if (region.optIn.DynamoDB !== true)
      throw new AwsError("InvalidRequestException", "DynamoDB is not opted in to AWS Backup.");
    const isAdvanced = region.management.DynamoDB === true;
    const jobId = randomUUID().toUpperCase();
    const dynamoDb = dynamoDbRegion(request.account, request.region);
    const backup = await copyTable(dynamoDb, table, {
      name: `awsbackup-${jobId}`,
      type: "AWS_BACKUP",
      createdAt: request.now,
      readyAt: request.now + request.account.switches.settling.backup,
    });
    if (!isAdvanced) dynamoDb.backups.set(backup.arn, backup);
    const arn = isAdvanced ? arnIn(request, `recovery-point:${randomUUID()}`) : backup.arn;
    const roleArn = input.IamRoleArn;
    region.points.push({ jobId, arn, vault, roleArn, backup, isDeleted: false });
    return { BackupJobId: jobId, RecoveryPointArn: arn, CreationDate: seconds(request.now) };
  },
});

export const describeBackupJob = backupOperation({
  http: { method: "GET", path: "/backup-jobs/{BackupJobId}" },
  input: z.object({ BackupJobId: z.string() }),
  answer: ({ BackupJobId: id }, { points }, request) => {
    const point = points.find(({ jobId }) => jobId === id);
    if (point === undefined) throw notFound(`Backup job ${id} does not exist.`);
    return describeJob(point, request);
  },
});

export const listBackupJobs = backupOperation({
  http: {
    method: "GET",
    path: "/backup-jobs",
    query: {
      ...pageQuery,
      resourceArn: "ByResourceArn",
      state: "ByState",
      backupVaultName: "ByBackupVaultName",
    },
  },
  input: ListInput,
  answer: (input, { points }, request) => {
    const { ByResourceArn: arn, ByState: state, ByBackupVaultName: vault } = input;
    const found = points
      .filter(({ backup }) => backup.createdAt > request.now - listedMs)
      .filter((point) => arn === undefined || point.backup.table.arn === arn)
      .filter((point) => state === undefined || stateOf(point, request.now) === state)
      .filter((point) => vault === undefined || point.vault.name === vault)
      .reverse();
    const { entries, next } = page(found, input);
    return { BackupJobs: entries.map((point) => describeJob(point, request)), ...next };
  },
});

/** @throws AwsError if AWS Backup could not work as this role. */
export function checkRole({ account }: AwsRequest, roleArn: string): void {
  if ([...account.roles.values()].some(({ arn }) => arn === roleArn)) return;
  throw invalidParameter(`IAM Role ${roleArn} cannot be assumed by AWS Backup`);
}

function getTable(request: AwsRequest, resourceArn: string): Table {
  const name = /^arn:aws:dynamodb:[^:]+:\d{12}:table\/([^/]+)$/.exec(resourceArn)?.[1];
  if (name === undefined) throw invalidParameter(`Invalid ARN: ${resourceArn}`);
  const region = dynamoDbRegion(request.account, request.region);
  const table = findTable(region, name, request.now);
  if (table?.arn !== resourceArn) throw notFound(`Table not found: ${name}`);
  return table;
}

function stateOf({ backup }: RecoveryPoint, now: number): string {
  return isPending(backup, now) ? "RUNNING" : "COMPLETED";
}

function describeJob(point: RecoveryPoint, { account, now }: AwsRequest): JsonObject {
  const { backup, vault } = point;
  const isRunning = isPending(backup, now);
  return {
    AccountId: account.accountId,
    BackupJobId: point.jobId,
    BackupVaultName: vault.name,
    BackupVaultArn: vault.arn,
    RecoveryPointArn: point.arn,
    ResourceArn: backup.table.arn,
    ResourceType: "DynamoDB",
    ResourceName: backup.table.name,
    CreationDate: seconds(backup.createdAt),
    ...(isRunning ? {} : { CompletionDate: seconds(backup.readyAt) }),
    State: stateOf(point, now),
    PercentDone: isRunning ? "0.0" : "100.0",
    BackupSizeInBytes: backup.table.counted.bytes,
    IamRoleArn: point.roleArn,
    IsParent: false,
  };
}
