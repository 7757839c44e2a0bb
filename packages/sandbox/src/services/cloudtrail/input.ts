import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, IamRequest, JsonObject } from "../../service.ts";

/** @throws AwsError that names the member which is not as it should be. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: JsonObject,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError("InvalidParameterCombinationException", z.prettifyError(parsed.error));
}

/** Operations that AWS allows or denies for all resources at once. */
export function onEverything({ operation }: AwsRequest): IamRequest {
  return { action: `cloudtrail:${operation}`, resources: ["*"] };
}
