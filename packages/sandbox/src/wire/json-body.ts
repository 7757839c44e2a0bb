import { AwsError } from "../aws-error.ts";
import type { JsonObject } from "../service.ts";
import type { SignedRequest } from "../sigv4.ts";

/**
 * The JSON object in the body of a request; `{}` for an empty body.
 * @throws AwsError `SerializationException` for anything else.
 */
export function jsonBodyOf(request: SignedRequest): JsonObject {
  if (request.body.length === 0) {
    return {};
  }
  let input: unknown;
  try {
    input = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new AwsError("SerializationException", "The request body is not JSON.");
  }
  if (!isJsonObject(input)) {
    throw new AwsError("SerializationException", "The request body must be a JSON object.");
  }
  return input;
}

/** Enough for what JSON.parse returns: it makes nothing that is not JSON. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
