import type * as z from "zod";
import { AwsError } from "../aws-error.ts";
import type { JsonObject } from "../service.ts";

/** The code of query services for every input that breaks a rule of its shape. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}

/**
 * Input of a query operation, as its schema types it.
 * @throws AwsError `ValidationError` in AWS's form, naming each member that breaks its rule.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: JsonObject,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const details = issues.map((issue) => {
    if (issue.code === "unrecognized_keys") {
      return `${issue.keys.join(", ")}: not supported by the local sandbox`;
    }
    const name = issue.path.join(".");
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    return `Value at '${member}' failed to satisfy constraint: ${issue.message}`;
  });
  const count = `${issues.length} validation error${issues.length === 1 ? "" : "s"} detected`;
  throw validationError(`${count}: ${details.join("; ")}`);
}
