import * as z from "zod";
import { defineFact, type Permission } from "./fact.ts";
import { TableName, TableParams, tableArn } from "./table-params.ts";

const DescribeContributorInsightsOutput = z.object({
  ContributorInsightsStatus: z.string().optional(),
  ContributorInsightsMode: z.string().optional(),
  FailureException: z.object({ ExceptionName: z.string().optional() }).optional(),
});

export type ContributorInsights =
  | { readonly exists: false }
  | {
      readonly exists: true;
      /** `DISABLED` also where nobody ever switched them on. */
      readonly status: string;
      /** Of what is on: all keys where AWS says nothing. */
      readonly mode: string;
      /** AWS's name for why they could not be switched on. */
      readonly failure: string | undefined;
    };

/** Insights are switched on for the table, and for each index apart. */
export const contributorInsights = defineFact({
  kind: "dynamodb.contributor-insights",
  summary: "contributor insights of the table, or of one of its indexes",
  params: TableParams.extend({ index: TableName.exactOptional() }),
  operations: {
    DescribeContributorInsights: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: [
        "ContributorInsightsStatus",
        "ContributorInsightsMode",
        "FailureException.ExceptionName",
      ],
    },
  },
  iam: ({ index, ...params }): readonly Permission[] => {
    const action = "dynamodb:DescribeContributorInsights";
    const arn = tableArn(params);
    if (index === undefined) return [{ action, resource: arn }];
    return [arn, `${arn}/index/${index}`].map((resource) => ({ action, resource }));
  },
  ask: ({ region, table: name, index }) => [
    {
      operation: "DescribeContributorInsights",
      region,
      input: { TableName: name, ...(index !== undefined && { IndexName: index }) },
    },
  ],
  normalise: ([answer]): ContributorInsights => {
    if (!answer || "absent" in answer) return { exists: false };
    const described = DescribeContributorInsightsOutput.parse(answer.output);
    return {
      exists: true,
      status: described.ContributorInsightsStatus ?? "DISABLED",
      mode: described.ContributorInsightsMode ?? "ACCESSED_AND_THROTTLED_KEYS",
      failure: described.FailureException?.ExceptionName,
    };
  },
});
