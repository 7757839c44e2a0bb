import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const DescribeTimeToLiveOutput = z.object({
  TimeToLiveDescription: z
    .object({ TimeToLiveStatus: z.string().optional(), AttributeName: z.string().optional() })
    .optional(),
});

export type TimeToLive =
  | { readonly exists: false }
  /** Never configured and switched off look alike: DISABLED without an attribute. */
  | { readonly exists: true; readonly status: string; readonly attribute: string | undefined };

export const timeToLive = defineFact({
  kind: "dynamodb.time-to-live",
  summary: "time to live: status and attribute",
  params: TableParams,
  operations: {
    DescribeTimeToLive: {
      service: "dynamodb",
      // While a table is CREATING or DELETING the call is not valid.
      absence: ["ResourceNotFoundException", "ValidationException"],
      keep: ["TimeToLiveDescription"],
    },
  },
  iam: (params) => [{ action: "dynamodb:DescribeTimeToLive", resource: tableArn(params) }],
  ask: ({ region, table }) => [
    { operation: "DescribeTimeToLive", region, input: { TableName: table } },
  ],
  normalise: ([answer]): TimeToLive => {
    if (!answer || "absent" in answer) return { exists: false };
    const described = DescribeTimeToLiveOutput.parse(answer.output).TimeToLiveDescription ?? {};
    return {
      exists: true,
      status: described.TimeToLiveStatus ?? "DISABLED",
      attribute: described.AttributeName,
    };
  },
});
