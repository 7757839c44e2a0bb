import { Buffer } from "node:buffer";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type * as z from "zod";
import { VisibleError } from "./http.ts";

/**
 * The JSON body, read in the order in which reading costs: size, type, text, shape.
 * @throws VisibleError `request.too_large`, `request.content_type`, `request.malformed_json`, `request.invalid`.
 */
export function readBody<Schema extends z.ZodType>(
  event: Pick<APIGatewayProxyEventV2, "body" | "isBase64Encoded" | "headers">,
  schema: Schema,
  largestBodyBytes: number,
): z.infer<Schema> {
  const { body = "", isBase64Encoded } = event;
  if (Buffer.byteLength(body, isBase64Encoded ? "base64" : "utf8") > largestBodyBytes)
    throw new VisibleError("request.too_large", { params: { limitBytes: largestBodyBytes } });
  const [mediaType = ""] = (event.headers["content-type"] ?? "").split(";");
  if (mediaType.trim().toLowerCase() !== "application/json")
    throw new VisibleError("request.content_type", { path: "header.content-type" });
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  return readPart("body", parsedJson(text), schema);
}

/** @throws VisibleError `request.invalid` with the parameter's name. */
export function readQuery<Schema extends z.ZodType>(
  event: Pick<APIGatewayProxyEventV2, "queryStringParameters">,
  schema: Schema,
): z.infer<Schema> {
  return readPart("query", event.queryStringParameters ?? {}, schema);
}

/** @throws VisibleError `request.invalid` when the header is missing or not as expected. */
export function readHeader<Schema extends z.ZodType>(
  event: Pick<APIGatewayProxyEventV2, "headers">,
  name: string,
  schema: Schema,
): z.infer<Schema> {
  return readPart(`header.${name}`, event.headers[name], schema);
}

function readPart<Schema extends z.ZodType>(
  part: string,
  value: unknown,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [part, ...(issue?.path ?? []).map(String), ...unknownMembers(issue)].join(".");
  throw new VisibleError("request.invalid", {
    path: path.slice(0, 120),
    params: { problem: problemText(issue) },
  });
}

function problemText(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "unrecognized_keys") return "There is no such member here.";
  const words = issue?.message ?? "another value";
  // zod's own messages are "Too small: expected string to have >=1 characters"; ours say what is expected.
  return `Expected ${words.replace(/^[A-Z][a-z ]+: expected /, "")}.`;
}

function unknownMembers(issue: z.core.$ZodIssue | undefined): readonly string[] {
  return issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new VisibleError("request.malformed_json", { path: "body" });
  }
}
