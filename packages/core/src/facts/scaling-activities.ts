import * as z from "zod";
import { defineFact } from "./fact.ts";
import { ScaledMember, type ScaledResource, scaledResource } from "./scaling-resources.ts";
import { TableParams } from "./table-params.ts";

const DescribeScalingActivitiesOutput = z.object({
  ScalingActivities: z.array(
    ScaledMember.extend({
      Description: z.string().optional(),
      Cause: z.string().optional(),
      StatusCode: z.string().optional(),
      StartTime: z.string().optional(),
    }),
  ),
});

/** One time that AWS scaled something, or tried to. */
export interface ScalingActivity extends ScaledResource {
  /** `Setting write capacity units to 20.` */
  readonly description: string;
  readonly cause: string;
  /** `Successful`, `InProgress`, `Failed`, … */
  readonly status: string;
  readonly startedAt: string | undefined;
}

export interface ScalingActivities {
  /** The latest first. */
  readonly activities: readonly ScalingActivity[];
}

/**
 * The proof that scaling happened, which no setting gives. A burst of less than two minutes leaves
 * none: docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
 */
export const scalingActivities = defineFact({
  kind: "scaling.activities",
  summary: "what was scaled of the table and its indexes in the last six weeks",
  params: TableParams,
  operations: {
    DescribeScalingActivities: {
      service: "application-auto-scaling",
      absence: [],
      keep: [
        "ScalingActivities.ResourceId",
        "ScalingActivities.ScalableDimension",
        "ScalingActivities.Description",
        "ScalingActivities.Cause",
        "ScalingActivities.StatusCode",
        "ScalingActivities.StartTime",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 10 },
    },
  },
  iam: () => [{ action: "application-autoscaling:DescribeScalingActivities", resource: "*" }],
  // Not by resource: that would need the names of the indexes, and one call for each.
  ask: ({ region }) => [
    {
      operation: "DescribeScalingActivities",
      region,
      input: { ServiceNamespace: "dynamodb" },
    },
  ],
  normalise: (answers, params): ScalingActivities => ({
    activities: answers.flatMap((answer) => {
      if ("absent" in answer) return [];
      const { ScalingActivities } = DescribeScalingActivitiesOutput.parse(answer.output);
      return ScalingActivities.flatMap((activity) => {
        const resource = scaledResource(activity, params.table);
        if (!resource) return [];
        return {
          ...resource,
          description: activity.Description ?? "",
          cause: activity.Cause ?? "",
          status: activity.StatusCode ?? "",
          startedAt: activity.StartTime,
        };
      });
    }),
  }),
});
