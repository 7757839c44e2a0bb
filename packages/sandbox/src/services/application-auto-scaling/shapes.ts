import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, IamRequest, JsonObject } from "../../service.ts";
import { parseInput } from "../dynamodb/parse-input.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import type { Scaled } from "./scaling-state.ts";

const ResourceId = z.string().min(1).max(1600);
/** Of every other service nothing is scaled here. */
export const Namespace = z.object({ ServiceNamespace: z.string().min(1) });
const ScaledInput = Namespace.extend({ ResourceId, ScalableDimension: z.string().min(1) });
const dimensionPattern = /^dynamodb:(table|index):(Read|Write)CapacityUnits$/;

export function validationError(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** @throws AwsError for another service than DynamoDB, which the sandbox does not scale */
export function checkNamespace(namespace: string): void {
  if (namespace !== "dynamodb") throw notInSandbox(`scaling of the service namespace ${namespace}`);
}

/** What a request wants to scale. @throws AwsError unless resource and dimension fit together */
export function scaledOf(input: JsonObject): Scaled {
  const { ServiceNamespace, ResourceId, ScalableDimension } = parseInput(ScaledInput, input);
  checkNamespace(ServiceNamespace);
  const [, ofWhat] = dimensionPattern.exec(ScalableDimension) ?? [];
  const isIndex = /^table\/[^/]+\/index\/[^/]+$/.test(ResourceId);
  const isTable = /^table\/[^/]+$/.test(ResourceId);
  if ((isTable && ofWhat === "table") || (isIndex && ofWhat === "index"))
    return { resourceId: ResourceId, dimension: ScalableDimension };
  throw validationError("Unsupported service namespace, resource type or scalable dimension");
}

/** Members that the answers about a target, a policy and an activity share. */
export function describeScaled({ resourceId, dimension }: Scaled): JsonObject {
  return { ServiceNamespace: "dynamodb", ResourceId: resourceId, ScalableDimension: dimension };
}

export function noTarget({ resourceId, dimension }: Scaled): AwsError {
  return new AwsError(
    "ObjectNotFoundException",
    `No scalable target registered for service namespace: dynamodb, resource ID: ${resourceId}, scalable dimension: ${dimension}`,
  );
}

/** Reading is allowed or denied for everything at once. */
export function onEverything({ operation }: AwsRequest): IamRequest {
  return { action: `application-autoscaling:${operation}`, resources: ["*"] };
}

/** One page of at most `size`. A token is the number of those that were answered before. */
export function paged<Item>(
  items: readonly Item[],
  { size, token = "0" }: { readonly size: number; readonly token?: string | undefined },
): { readonly page: readonly Item[]; readonly next: { readonly NextToken?: string } } {
  const start = /^\d{1,6}$/.test(token) ? Number(token) : Number.NaN;
  if (Number.isNaN(start))
    throw new AwsError("InvalidNextTokenException", "The specified next token is invalid");
  const end = start + size;
  return {
    page: items.slice(start, end),
    next: end < items.length ? { NextToken: String(end) } : {},
  };
}
