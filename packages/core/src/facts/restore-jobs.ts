import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const ListRestoreJobsOutput = z.object({
  RestoreJobs: z
    .array(
      z.object({
        RestoreJobId: z.string().optional(),
        Status: z.string().optional(),
        CreationDate: z.string().optional(),
        CompletionDate: z.string().optional(),
        RecoveryPointArn: z.string().optional(),
        CreatedResourceArn: z.string().optional(),
      }),
    )
    .optional(),
});

/** A restore of the table by AWS Backup. */
export interface RestoreJob {
  /** `PENDING`, `RUNNING`, `COMPLETED`, `ABORTED` or `FAILED`. */
  readonly status: string;
  readonly createdAt: string | undefined;
  /** `undefined`: it is not finished. */
  readonly completedAt: string | undefined;
  readonly recoveryPointArn: string | undefined;
  /** ARN of the table that it made; `undefined` until then. */
  readonly createdArn: string | undefined;
}

export const restoreJobs = defineFact({
  kind: "backup.restore-jobs",
  summary: "the restores of the table by AWS Backup",
  params: TableParams,
  operations: {
    ListRestoreJobsByProtectedResource: {
      service: "backup",
      // AWS Backup never backed the table up.
      absence: ["ResourceNotFoundException"],
      keep: [
        "RestoreJobs.RestoreJobId",
        "RestoreJobs.Status",
        "RestoreJobs.CreationDate",
        "RestoreJobs.CompletionDate",
        "RestoreJobs.RecoveryPointArn",
        "RestoreJobs.CreatedResourceArn",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 5 },
    },
  },
  // No resource-level permission: service authorization reference of AWS Backup.
  iam: () => [{ action: "backup:ListRestoreJobsByProtectedResource", resource: "*" }],
  ask: (params) => [
    {
      operation: "ListRestoreJobsByProtectedResource",
      region: params.region,
      input: { ResourceArn: tableArn(params) },
    },
  ],
  normalise: (answers): readonly RestoreJob[] =>
    answers.flatMap((answer) =>
      "output" in answer
        ? (ListRestoreJobsOutput.parse(answer.output).RestoreJobs ?? []).map((job) => ({
            status: job.Status ?? "",
            createdAt: job.CreationDate,
            completedAt: job.CompletionDate,
            recoveryPointArn: job.RecoveryPointArn,
            createdArn: job.CreatedResourceArn,
          }))
        : [],
    ),
});
