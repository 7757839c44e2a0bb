import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const ListBackupJobsOutput = z.object({
  BackupJobs: z
    .array(
      z.object({
        BackupJobId: z.string().optional(),
        State: z.string().optional(),
        StatusMessage: z.string().optional(),
        CreationDate: z.string().optional(),
        CreatedBy: z
          .object({ BackupPlanId: z.string().optional(), BackupPlanName: z.string().optional() })
          .optional(),
      }),
    )
    .optional(),
});

/** One run of AWS Backup for the table. */
export interface BackupJob {
  /** `CREATED`, `PENDING`, `RUNNING`, `COMPLETED`, `PARTIAL`, `FAILED`, `EXPIRED`, `ABORTING` or `ABORTED`. */
  readonly state: string;
  /** AWS's words where a job has failed. */
  readonly message: string | undefined;
  readonly createdAt: string | undefined;
  /** Name of the plan, else its id; `undefined`: somebody started it by hand. */
  readonly plan: string | undefined;
}

export const backupJobs = defineFact({
  kind: "backup.backup-jobs",
  summary: "AWS Backup's jobs for the table in the last 30 days, and the plans that started them",
  params: TableParams,
  operations: {
    ListBackupJobs: {
      service: "backup",
      absence: [],
      keep: [
        "BackupJobs.BackupJobId",
        "BackupJobs.State",
        "BackupJobs.StatusMessage",
        "BackupJobs.CreationDate",
        "BackupJobs.CreatedBy.BackupPlanId",
        "BackupJobs.CreatedBy.BackupPlanName",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 5 },
    },
  },
  // No resource-level permission: service authorization reference of AWS Backup.
  iam: () => [{ action: "backup:ListBackupJobs", resource: "*" }],
  ask: (params) => [
    {
      operation: "ListBackupJobs",
      region: params.region,
      input: { ByResourceArn: tableArn(params) },
    },
  ],
  normalise: (answers): readonly BackupJob[] =>
    answers.flatMap((answer) =>
      "output" in answer
        ? (ListBackupJobsOutput.parse(answer.output).BackupJobs ?? []).map((job) => ({
            state: job.State ?? "",
            message: job.StatusMessage,
            createdAt: job.CreationDate,
            plan: job.CreatedBy?.BackupPlanName ?? job.CreatedBy?.BackupPlanId,
          }))
        : [],
    ),
});
