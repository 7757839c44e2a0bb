import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest } from "../../service.ts";

/** @throws AwsError ValidationException that names each member that breaks its rule. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  { input }: AwsRequest,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}
