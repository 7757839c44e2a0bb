import * as z from "zod";
import type { AwsOperation, JsonObject } from "../../service.ts";
import { parseInput } from "../dynamodb/parse-input.ts";
import { type ScalingActivity, scalingRegion } from "./scaling-state.ts";
import {
  checkNamespace,
  describeScaled,
  Namespace,
  onEverything,
  paged,
  validationError,
} from "./shapes.ts";

const DescribeInput = Namespace.extend({
  ResourceId: z.string().min(1).max(1600).optional(),
  ScalableDimension: z.string().optional(),
  MaxResults: z.int().min(1).max(50).default(50),
  NextToken: z.string().optional(),
  IncludeNotScaledActivities: z.boolean().default(false),
});
const sixWeeksMs = 42 * 86_400_000;

/** What was scaled in the last six weeks, the latest first. */
export const describeScalingActivities: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(DescribeInput, request.input);
    const { ResourceId, ScalableDimension } = input;
    checkNamespace(input.ServiceNamespace);
    if (ScalableDimension !== undefined && ResourceId === undefined)
      throw validationError("If a scalable dimension is specified, a resource ID is needed too");
    const found = scalingRegion(request.account, request.region)
      .activities.filter(
        ({ resourceId, dimension, at }) =>
          at > request.now - sixWeeksMs &&
          (ResourceId === undefined || ResourceId === resourceId) &&
          (ScalableDimension === undefined || ScalableDimension === dimension),
      )
      .reverse();
    const { page, next } = paged(found, { size: input.MaxResults, token: input.NextToken });
    return { ScalingActivities: page.map(describeActivity), ...next };
  },
};

function describeActivity(activity: ScalingActivity): JsonObject {
  const done = activity.description.replace(/^Setting/, "set").replace(/\.$/, "");
  return {
    ActivityId: activity.id,
    ...describeScaled(activity),
    Description: activity.description,
    Cause: activity.cause,
    StartTime: activity.at / 1000,
    EndTime: activity.at / 1000,
    StatusCode: "Successful",
    StatusMessage: `Successfully ${done}. Change successfully fulfilled by dynamodb.`,
  };
}
