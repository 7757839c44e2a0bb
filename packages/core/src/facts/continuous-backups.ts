import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const DescribeContinuousBackupsOutput = z.object({
  ContinuousBackupsDescription: z.object({
    PointInTimeRecoveryDescription: z
      .object({
        PointInTimeRecoveryStatus: z.string().optional(),
        RecoveryPeriodInDays: z.number().optional(),
        EarliestRestorableDateTime: z.string().optional(),
        LatestRestorableDateTime: z.string().optional(),
      })
      .optional(),
  }),
});

export type PointInTimeRecovery =
  | { readonly exists: false }
  | {
      readonly exists: true;
      /** PointInTimeRecoveryStatus. ContinuousBackupsStatus says ENABLED on every table. */
      readonly status: string;
      /** 1 to 35; `undefined` while recovery is off. */
      readonly windowDays: number | undefined;
      readonly earliestRestorableAt: string | undefined;
      readonly latestRestorableAt: string | undefined;
    };

export const continuousBackups = defineFact({
  kind: "dynamodb.continuous-backups",
  summary: "point-in-time recovery: status and window",
  params: TableParams,
  operations: {
    DescribeContinuousBackups: {
      service: "dynamodb",
      // The backup family says TableNotFoundException; also while a table is CREATING.
      absence: ["TableNotFoundException", "ResourceNotFoundException"],
      keep: ["ContinuousBackupsDescription"],
    },
  },
  iam: (params) => [{ action: "dynamodb:DescribeContinuousBackups", resource: tableArn(params) }],
  ask: ({ region, table }) => [
    { operation: "DescribeContinuousBackups", region, input: { TableName: table } },
  ],
  normalise: ([answer]): PointInTimeRecovery => {
    if (!answer || "absent" in answer) return { exists: false };
    const described = DescribeContinuousBackupsOutput.parse(answer.output);
    const recovery = described.ContinuousBackupsDescription.PointInTimeRecoveryDescription ?? {};
    return {
      exists: true,
      status: recovery.PointInTimeRecoveryStatus ?? "DISABLED",
      windowDays: recovery.RecoveryPeriodInDays,
      earliestRestorableAt: recovery.EarliestRestorableDateTime,
      latestRestorableAt: recovery.LatestRestorableDateTime,
    };
  },
  volatile: ["earliestRestorableAt", "latestRestorableAt"],
});
