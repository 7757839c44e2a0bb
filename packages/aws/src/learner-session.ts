import {
  AssumeRoleCommand,
  type AssumeRoleCommandOutput,
  type STSClient,
} from "@aws-sdk/client-sts";
import type { AccountAccess } from "@lab-grader/core/evidence/evidence";
import type { FactCall } from "@lab-grader/core/facts/fact";
import { assumeRoleRefusal, type RefusalReason } from "./assume-role-refusal.ts";
import { sendInRoles } from "./chained-roles.ts";
import { type SessionCredentials, type SessionSettings, sendWith } from "./session-clients.ts";

/** Permission to ask one account, for one submission. */
export interface LearnerSession {
  readonly accountId: string;
  readonly way: AccountAccess["way"];
  /** Texts that must not be stored, wherever they come up; they grow with each role taken on. */
  readonly secrets: readonly string[];
  /**
   * One call, with retries, in the account or role that it names.
   *
   * @throws the SDK's error for whatever AWS refuses; ChainedRoleRefused where it refuses the role.
   */
  send(call: FactCall, options: { abortSignal: AbortSignal }): Promise<object>;
  /** When AWS gave an answer or a refusal, where that was not just now. */
  observationOf?(
    answer: object,
  ): { readonly observedAt: string; readonly durationMs: number } | undefined;
}

export type RefusedAccess = Extract<AccountAccess, { status: "refused" }>;

export type Opening =
  | { readonly status: "open"; readonly session: LearnerSession }
  | { readonly status: "refused"; readonly access: RefusedAccess };

export interface OpeningRequest extends SessionSettings {
  /** Registered account; the role's ARN is built from it. */
  readonly accountId: string;
  readonly externalId: string;
  /** The submission id: what the learner sees in CloudTrail. */
  readonly sessionName: string;
  /** JSON text that narrows the role to this lab. */
  readonly sessionPolicy: string;
  /** `LabGraderAccess-<stage of deployment>` */
  readonly roleName: string;
  /** The region of `sts`, whose regional endpoint is asked. */
  readonly region: string;
  readonly sts: STSClient;
  readonly now: () => string;
  /** Ends the attempt; then access is refused with `platform.sts_timeout`. */
  readonly deadline: AbortSignal;
}

/** The shortest that STS gives. It must outlast one submission only. */
const sessionSeconds = 900;

/**
 * Opens a learner's account: one sts:AssumeRole, never cached, because every session is named after
 * its submission. Whatever STS refuses is a value with one of our reason codes; its own words, which
 * may contain the ExternalId, don't leave this function.
 */
export async function openLearnerSession(request: OpeningRequest): Promise<Opening> {
  const { accountId, externalId, region, sts, now, deadline } = request;
  const refused = ({ fault, reason }: RefusalReason): Opening => ({
    status: "refused",
    access: { status: "refused", way: "role", fault, reason, at: now(), region },
  });
  let answer: AssumeRoleCommandOutput;
  try {
    answer = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/${request.roleName}`,
        RoleSessionName: request.sessionName,
        ExternalId: externalId,
        Policy: request.sessionPolicy,
        DurationSeconds: sessionSeconds,
      }),
      { abortSignal: deadline },
    );
  } catch (error) {
    return refused(assumeRoleRefusal(error));
  }
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
  if (accountOf(answer.AssumedRoleUser?.Arn) !== accountId)
    return refused({ fault: "access", reason: "access.wrong_account" });
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
    return refused({ fault: "platform", reason: "platform.sts_error" });
  return {
    status: "open",
    session: createSession({
      ...request,
      way: "role",
      ownCredentials: () => sts.config.credentials(),
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      },
      secrets: [externalId, SessionToken, SecretAccessKey, AccessKeyId],
    }),
  };
}

/** A session from credentials that are there already: those of a role, or the caller's own. */
export function createSession(
  settings: SessionSettings & {
    readonly accountId: string;
    readonly way: AccountAccess["way"];
    readonly credentials: SessionCredentials;
    readonly secrets: readonly string[];
    /** The name of the roles' sessions that are opened from this one. */
    readonly sessionName?: string;
    /** The grader's own, for calls in its own account; absent: the same credentials. */
    readonly ownCredentials?: SessionCredentials;
  },
): LearnerSession {
  const { accountId, way, credentials, sessionName = "lab-grader" } = settings;
  const { ownCredentials = credentials } = settings;
  const secrets = [...settings.secrets];
  const send = sendWith(settings, credentials);
  const sendInOwnAccount = sendWith(settings, ownCredentials);
  const sendInRole = sendInRoles({
    ...settings,
    sessionName,
    keepSecrets: (more) => secrets.push(...more),
  });
  return {
    accountId,
    way,
    secrets,
    send: (call, options) => {
      if (call.in === "own") return sendInOwnAccount(call, options);
      return call.as === undefined ? send(call, options) : sendInRole(call.as)(call, options);
    },
  };
}

/** `arn:aws:sts::100000000014:assumed-role/LabGraderAccess-dev/sub_…` */
function accountOf(arn: string | undefined): string | undefined {
  return arn?.split(":")[4];
}
