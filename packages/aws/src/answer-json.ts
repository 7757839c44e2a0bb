import type { Json, JsonObject } from "@lab-grader/core/json";

/** Replaces what must not be stored. */
export type Redact = (text: string) => string;

/**
 * Secrets are replaced wherever they come up, in a policy that a learner wrote for example. The list
 * is read each time: it grows while a session takes on roles.
 */
export function redactor(secrets: readonly string[]): Redact {
  return (text) =>
    secrets
      .filter((secret) => secret !== "")
      .reduce((redacted, secret) => redacted.replaceAll(secret, "[redacted]"), text);
}

/**
 * An output of the SDK as AWS wrote it: times as ISO texts, bytes as base64, nothing of the SDK's
 * own.
 */
export function outputAsJson(output: object, redact: Redact): JsonObject {
  return membersAsJson(
    Object.entries(output).filter(([name]) => name !== "$metadata"),
    redact,
  );
}

function asJson(value: unknown, redact: Redact): Json | undefined {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return redact(Buffer.from(value).toString("base64"));
  if (Array.isArray(value)) return value.map((item) => asJson(item, redact) ?? null);
  if (typeof value === "object") return membersAsJson(Object.entries(value), redact);
  return undefined;
}

function membersAsJson(members: readonly [string, unknown][], redact: Redact): JsonObject {
  const json: Record<string, Json> = {};
  for (const [name, member] of members) {
    const value = asJson(member, redact);
    if (value !== undefined) json[name] = value;
  }
  return json;
}
