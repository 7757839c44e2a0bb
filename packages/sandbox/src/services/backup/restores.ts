import { randomUUID } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, JsonObject } from "../../service.ts";
import { restoreBackup } from "../dynamodb/restore.ts";
import { isPending } from "../dynamodb/settling.ts";
import { checkRole } from "./jobs.ts";
import {
  backupOperation,
  invalidParameter,
  notFound,
  PageInput,
  page,
  pageQuery,
  seconds,
} from "./operation.ts";
import { getPoint } from "./recovery-points.ts";
import type { RestoreJob } from "./region.ts";

const StartInput = z.object({
  RecoveryPointArn: z.string(),
  IamRoleArn: z.string(),
  Metadata: z.record(z.string(), z.string()),
});
const ListInput = PageInput.extend({ ResourceArn: z.string(), ByStatus: z.string().optional() });

export const startRestoreJob = backupOperation({
  http: { method: "PUT", path: "/restore-jobs" },
  input: StartInput,
  resource: ({ input }) => String(input.RecoveryPointArn),
  answer: async (input, region, request) => {
    const point = getPoint(region, input.RecoveryPointArn);
    checkRole(request, input.IamRoleArn);
    if (isPending(point.backup, request.now))
      throw new AwsError("InvalidRequestException", "The recovery point is still being created.");
    const name = input.Metadata.targetTableName;
    if (name === undefined) throw invalidParameter("Metadata needs targetTableName.");
    const table = await restoreBackup(request, point.backup, { TargetTableName: name });
    const job: RestoreJob = {
      id: randomUUID().toUpperCase(),
      point,
      roleArn: input.IamRoleArn,
      createdAt: request.now,
      readyAt: table.change.readyAt,
      createdArn: table.arn,
    };
    region.restores.push(job);
    return { RestoreJobId: job.id };
  },
});

export const describeRestoreJob = backupOperation({
  http: { method: "GET", path: "/restore-jobs/{RestoreJobId}" },
  input: z.object({ RestoreJobId: z.string() }),
  answer: ({ RestoreJobId: id }, { restores }, request) => {
    const job = restores.find((one) => one.id === id);
    if (job === undefined) throw notFound(`Restore job ${id} does not exist.`);
    return describeJob(job, request);
  },
});

export const listRestoreJobsByProtectedResource = backupOperation({
  http: {
    method: "GET",
    path: "/resources/{ResourceArn}/restore-jobs",
    query: { ...pageQuery, status: "ByStatus" },
  },
  input: ListInput,
  answer: (input, { restores }, request) => {
    const found = restores
      .filter(({ point }) => point.backup.table.arn === input.ResourceArn)
      .filter((job) => input.ByStatus === undefined || statusOf(job, request) === input.ByStatus)
      .reverse();
    const { entries, next } = page(found, input);
    return { RestoreJobs: entries.map((job) => describeJob(job, request)), ...next };
  },
});

function statusOf(job: RestoreJob, { now }: AwsRequest): string {
  return isPending(job, now) ? "RUNNING" : "COMPLETED";
}

function describeJob(job: RestoreJob, request: AwsRequest): JsonObject {
  const { point } = job;
  const isRunning = isPending(job, request.now);
  return {
    AccountId: request.account.accountId,
    RestoreJobId: job.id,
    RecoveryPointArn: point.arn,
    SourceResourceArn: point.backup.table.arn,
    BackupVaultArn: point.vault.arn,
    CreationDate: seconds(job.createdAt),
    ...(isRunning ? {} : { CompletionDate: seconds(job.readyAt) }),
    Status: statusOf(job, request),
    PercentDone: isRunning ? "0.00%" : "100.00%",
    IamRoleArn: job.roleArn,
    ...(isRunning ? {} : { CreatedResourceArn: job.createdArn }),
    ResourceType: "DynamoDB",
    RecoveryPointCreationDate: seconds(point.backup.createdAt),
  };
}
