import * as z from "zod";
import type { Account } from "../../accounts.ts";
import { AwsError } from "../../aws-error.ts";
import { type Policy, type PolicyKind, parsePolicy } from "../../policy/document.ts";
import type { Role } from "../../roles.ts";
import type { AwsOperation, AwsRequest, Json, JsonObject } from "../../service.ts";
import { parseInput, validationError } from "../query-input.ts";

export const RoleName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w+=,.@-]+$/);
export const PolicyName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=,.@-]+$/);
export const Path = z
  .string()
  .max(512)
  .regex(/^\/(.*\/)?$/);
export const Arn = z.string().min(20).max(2048);
export const Document = z.string().min(1).max(131_072);
export const Paged = {
  Marker: z.string().optional(),
  MaxItems: z.coerce.number().int().min(1).max(1000).default(100),
};

/** One page of a list, a hundred entries unless the request says otherwise. */
export function pageOf(
  member: string,
  entries: readonly Json[],
  { Marker, MaxItems }: { Marker?: string | undefined; MaxItems: number },
): JsonObject {
  const from = Marker === undefined ? 0 : Number(Buffer.from(Marker, "base64").toString());
  if (!Number.isSafeInteger(from) || from < 0) throw validationError("Invalid Marker.");
  const end = from + MaxItems;
  const isTruncated = end < entries.length;
  return {
    [member]: entries.slice(from, end),
    IsTruncated: isTruncated,
    ...(isTruncated && { Marker: Buffer.from(String(end)).toString("base64") }),
  };
}

/** An operation on one role that must be there. */
export function onRole<Schema extends z.ZodType<{ RoleName: string }>>(
  name: string,
  schema: Schema,
  answer: (role: Role, input: z.output<Schema>, request: AwsRequest) => JsonObject,
): AwsOperation {
  return {
    iam: ({ account, input }) => {
      const { RoleName: roleName } = parseInput(schema, input);
      const path = account.roles.get(roleName)?.path ?? "/";
      return { action: `iam:${name}`, resources: [roleArn(account, path, roleName)] };
    },
    answer: (request) => {
      const input = parseInput(schema, request.input);
      const role = request.account.roles.get(input.RoleName);
      if (role === undefined) {
        throw noSuchEntity(`The role with name ${input.RoleName} cannot be found.`);
      }
      return answer(role, input, request);
    },
  };
}

export function roleArn({ accountId }: Account, path: string, roleName: string): string {
  return `arn:aws:iam::${accountId}:role${path}${roleName}`;
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", message, { httpStatus: 404 });
}

export function conflict(
  code: "EntityAlreadyExists" | "DeleteConflict",
  message: string,
): AwsError {
  return new AwsError(code, message, { httpStatus: 409 });
}

/** @throws AwsError `MalformedPolicyDocument` for everything outside the evaluator's grammar too. */
export function documentOf(text: string, kind: PolicyKind): Policy {
  const result = parsePolicy(text, kind);
  if (!result.ok) {
    const { path, message } = result.problem;
    throw new AwsError("MalformedPolicyDocument", `${path}: ${message}`);
  }
  return result.policy;
}

/** RFC 3986, as docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html says. */
export function urlEncoded({ text }: Policy): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As IAM writes times: seconds, no fraction. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}/, "");
}
