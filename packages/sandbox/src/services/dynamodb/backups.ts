import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest } from "../../service.ts";
import {
  type Backup,
  describeBackup,
  describeDetails,
  describeSummary,
  expiresAt,
  newBackup,
} from "./backup.ts";
import { accessDenied, invalidParameter, invalidRequest, validationError } from "./errors.ts";
import { onEverything, onMember, onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { duringTheCall } from "./settling.ts";
import { TableNameOrArn } from "./shapes.ts";
import { getBackedUpTable, parseArn, tableNameOf } from "./table-lookup.ts";

const CreateBackupInput = z.object({
  TableName: TableNameOrArn,
  BackupName: z
    .string()
    .min(3)
    .max(255)
    .regex(/^[a-zA-Z0-9_.-]+$/),
});
const BackupInput = z.object({ BackupArn: z.string().min(37).max(1024) });
const ListBackupsInput = z.object({
  TableName: TableNameOrArn.optional(),
  Limit: z.number().int().min(1).max(100).default(100),
  TimeRangeLowerBound: z.number().optional(),
  TimeRangeUpperBound: z.number().optional(),
  ExclusiveStartBackupArn: z.string().optional(),
  // Who asks without a type sees neither AWS's own backups nor those of AWS Backup.
  BackupType: z.enum(["USER", "SYSTEM", "AWS_BACKUP", "ALL"]).default("USER"),
});

export const createBackup: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const { now, account } = request;
    const input = parseInput(CreateBackupInput, request.input);
    const table = getBackedUpTable(request, input.TableName);
    const backup = await newBackup(regionOf(request), table, {
      name: input.BackupName,
      type: "USER",
      createdAt: now,
      readyAt: now + account.switches.settling.backup,
    });
    return { BackupDetails: describeDetails(backup, duringTheCall(now)) };
  },
};

export const describeBackupOperation: AwsOperation = {
  iam: onMember("BackupArn"),
  answer(request) {
    const { BackupArn } = parseInput(BackupInput, request.input);
    return { BackupDescription: describeBackup(getBackup(request, BackupArn), request.now) };
  },
};

export const deleteBackup: AwsOperation = {
  iam: onMember("BackupArn"),
  answer(request) {
    const { BackupArn } = parseInput(BackupInput, request.input);
    const backup = getBackup(request, BackupArn);
    const expiry = expiresAt(backup);
    if (expiry !== undefined)
      throw invalidRequest(
        `User is not allowed to delete the system backup with arn ${backup.arn}. It will automatically expire on ${new Date(expiry).toISOString()}`,
      );
    regionOf(request).backups.delete(backup.arn);
    const description = describeBackup(backup, request.now);
    const BackupDetails = { ...describeDetails(backup, request.now), BackupStatus: "DELETED" };
    return { BackupDescription: { ...description, BackupDetails } };
  },
};

/** Knows nothing of tables: backups of a deleted one are listed, an unknown name has none. */
export const listBackups: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(ListBackupsInput, request.input);
    const { TimeRangeLowerBound: lower, TimeRangeUpperBound: upper } = input;
    if (lower !== undefined && upper !== undefined && lower > upper)
      throw invalidParameter("Time range lower bound must be less than or equal to upper bound");
    const name = input.TableName === undefined ? undefined : tableNameOf(request, input.TableName);
    const backups = existingBackups(request)
      .filter((backup) => input.BackupType === "ALL" || backup.type === input.BackupType)
      .filter((backup) => name === undefined || backup.table.name === name)
      .filter((backup) => lower === undefined || backup.createdAt >= lower * 1000)
      .filter((backup) => upper === undefined || backup.createdAt < upper * 1000);
    const start = backups.findIndex((backup) => backup.arn === input.ExclusiveStartBackupArn) + 1;
    const page = backups.slice(start, start + input.Limit);
    const last = page.at(-1);
    const hasMore = start + page.length < backups.length && last !== undefined;
    return {
      BackupSummaries: page.map((backup) => describeSummary(backup, request.now)),
      ...(hasMore ? { LastEvaluatedBackupArn: last.arn } : {}),
    };
  },
};

/** @throws AwsError BackupNotFoundException */
export function getBackup(request: AwsRequest, backupArn: string): Backup {
  const arn = parseArn(backupArn);
  if (arn === undefined || !/^table\/[^/]+\/backup\/[^/]+$/.test(arn.resource))
    throw validationError("Invalid Backup ARN");
  if (arn.accountId !== request.account.accountId) throw accessDenied();
  const backup = existingBackups(request).find((one) => one.arn === backupArn);
  if (backup !== undefined) return backup;
  throw new AwsError("BackupNotFoundException", `Backup not found: ${backupArn}`);
}

function existingBackups(request: AwsRequest): Backup[] {
  return [...regionOf(request).backups.values()].filter(
    (backup) => (expiresAt(backup) ?? Number.POSITIVE_INFINITY) > request.now,
  );
}
