import { deflateRawSync } from "node:zlib";
import * as z from "zod";
import { AwsError } from "../aws-error.ts";
import type { Caller } from "../callers.ts";
import { type Policy, parsePolicy } from "../policy/document.ts";
import type { AwsOperation, AwsRequest, AwsService, SandboxContext } from "../service.ts";
import { parseInput, validationError } from "./query-input.ts";

const AssumeRoleInput = z.strictObject({
  RoleArn: z.string().min(20).max(2048),
  RoleSessionName: z
    .string()
    .min(2)
    .max(64)
    .regex(/^[\w+=,.@-]*$/),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).optional(),
  ExternalId: z
    .string()
    .min(2)
    .max(1224)
    .regex(/^[\w+=,.@:/-]*$/)
    .optional(),
  Policy: z.string().min(1).max(2048).optional(),
  SourceIdentity: z
    .string()
    .min(2)
    .max(64)
    .regex(/^[\w+=,.@-]*$/)
    .optional(),
});
type AssumeRoleInput = z.infer<typeof AssumeRoleInput>;

const roleArnPattern = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/;

/** AWS allows no more on credentials that are themselves a role's. */
const chainedSeconds = 3600;

/** STS with AssumeRole, decided by trust policy and identity policy, and GetCallerIdentity. */
export function createStsService({ accounts }: SandboxContext): AwsService {
  const assumeRole: AwsOperation = {
    accountId: ({ RoleArn }) =>
      typeof RoleArn === "string" ? roleArnPattern.exec(RoleArn)?.[1] : undefined,
    iam: (request) => {
      const input = assumeRoleInputOf(request);
      return {
        action: "sts:AssumeRole",
        resources: [input.RoleArn],
        conditionKeys: conditionKeysOf(input),
      };
    },
    resourcePolicy: (request) => ({
      policy: findRole(request, assumeRoleInputOf(request).RoleArn)?.trustPolicy,
      required: true,
    }),
    answer: (request) => {
      const input = assumeRoleInputOf(request);
      const role = findRole(request, input.RoleArn);
      if (role === undefined) {
        throw new AwsError("AccessDenied", "Access denied", { httpStatus: 403 });
      }
      const sessionPolicy = sessionPolicyOf(input.Policy);
      const session = accounts.issueSession({
        role,
        sessionName: input.RoleSessionName,
        durationSeconds: durationOf(input, request.caller, role.maxSessionDurationSeconds),
        sessionPolicy,
        sourceIdentity: input.SourceIdentity,
      });
      return {
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: new Date(session.caller.expiresAt).toISOString().replace(/\.\d{3}/, ""),
        },
        AssumedRoleUser: { AssumedRoleId: session.caller.userId, Arn: session.caller.arn },
        ...(sessionPolicy === undefined ? {} : { PackedPolicySize: packedSize(sessionPolicy) }),
        ...(input.SourceIdentity === undefined ? {} : { SourceIdentity: input.SourceIdentity }),
      };
    },
  };

  const getCallerIdentity: AwsOperation = {
    iam: () => undefined,
    answer: ({ caller }) => ({
      UserId: caller.userId,
      Account: caller.accountId,
      Arn: caller.arn,
    }),
  };

  return {
    signingName: "sts",
    protocol: "query",
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
  };
}

function assumeRoleInputOf(request: AwsRequest): AssumeRoleInput {
  const input = parseInput(AssumeRoleInput, request.input);
  if (!roleArnPattern.test(input.RoleArn)) {
    throw validationError(`${input.RoleArn} is invalid`);
  }
  return input;
}

function conditionKeysOf(input: AssumeRoleInput): Record<string, string[]> {
  return {
    "sts:RoleSessionName": [input.RoleSessionName],
    ...(input.ExternalId === undefined ? {} : { "sts:ExternalId": [input.ExternalId] }),
    ...(input.SourceIdentity === undefined ? {} : { "sts:SourceIdentity": [input.SourceIdentity] }),
  };
}

/** Of another account than the ARN's own there is no role: that account isn't in the sandbox. */
function findRole({ account }: AwsRequest, roleArn: string) {
  const role = account.roles.get(roleArnPattern.exec(roleArn)?.[2] ?? "");
  return role?.arn === roleArn ? role : undefined;
}

function durationOf(input: AssumeRoleInput, caller: Caller, maxSeconds: number): number {
  const seconds = input.DurationSeconds ?? Math.min(3600, maxSeconds);
  if (caller.kind === "session" && seconds > chainedSeconds) {
    throw validationError(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  }
  if (seconds > maxSeconds) {
    throw validationError(
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  return seconds;
}

function sessionPolicyOf(text: string | undefined): Policy | undefined {
  if (text === undefined) {
    return undefined;
  }
  const result = parsePolicy(text, "identity");
  if (!result.ok) {
    const { path, message } = result.problem;
    throw new AwsError("MalformedPolicyDocument", `${path}: ${message}`);
  }
  return result.policy;
}

/** Per cent of the packed limit. AWS tells nobody how it packs; compression comes near. */
function packedSize({ text }: Policy): number {
  const packed = deflateRawSync(JSON.stringify(JSON.parse(text)), { level: 9 });
  return Math.max(1, Math.ceil((packed.length / 2048) * 100));
}
