import type * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { JsonObject } from "../../service.ts";
import { validationError } from "./errors.ts";

/**
 * The typed input of an operation.
 *
 * @throws AwsError in the words of AWS's own shape validation, which runs before anything is looked up.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: JsonObject): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues;
  const wrongType = issues.find(
    (issue) => issue.code === "invalid_type" && valueAt(input, issue.path) !== undefined,
  );
  if (wrongType !== undefined)
    throw new AwsError(
      "SerializationException",
      `Unexpected value at ${fieldName(wrongType.path)}`,
    );
  const texts = issues.map((issue) => constraintText(issue, valueAt(input, issue.path)));
  const noun = texts.length === 1 ? "error" : "errors";
  throw validationError(`${texts.length} validation ${noun} detected: ${texts.join("; ")}`);
}

function constraintText(issue: z.core.$ZodIssue, value: unknown): string {
  const shown = value === undefined || value === null ? "null" : `'${shownValue(value)}'`;
  const constraint = constraintOf(issue);
  return `Value ${shown} at '${fieldName(issue.path)}' failed to satisfy constraint: ${constraint}`;
}

function constraintOf(issue: z.core.$ZodIssue): string {
  const noun = "origin" in issue && issue.origin === "number" ? "value" : "length";
  switch (issue.code) {
    case "too_small":
      return `Member must have ${noun} greater than or equal to ${issue.minimum}`;
    case "too_big":
      return `Member must have ${noun} less than or equal to ${issue.maximum}`;
    case "invalid_format":
      return `Member must satisfy regular expression pattern: ${patternOf(issue)}`;
    case "invalid_value":
      return `Member must satisfy enum value set: [${issue.values.join(", ")}]`;
    case "invalid_type":
      return "Member must not be null";
    default:
      return issue.message;
  }
}

function patternOf(issue: z.core.$ZodIssue): string {
  if (!("pattern" in issue)) return "";
  return String(issue.pattern)
    .replace(/^\/\^?/, "")
    .replace(/\$?\/[a-z]*$/, "");
}

function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part) => {
      if (typeof part === "number") return `${part + 1}.member`;
      const name = String(part);
      return name.slice(0, 1).toLowerCase() + name.slice(1);
    })
    .join(".");
}

function shownValue(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(part))?.[1];
  }
  return value;
}
