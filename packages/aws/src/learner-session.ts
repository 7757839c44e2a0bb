import {
  AssumeRoleCommand,
  type AssumeRoleCommandOutput,
  type STSClient,
} from "@aws-sdk/client-sts";
import type { AccountAccess } from "@lab-grader/core/evidence/evidence";
import type { FactCall } from "@lab-grader/core/facts/fact";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { assumeRoleRefusal, type RefusalReason } from "./assume-role-refusal.ts";
import { commandOf, getService, type ServiceClient } from "./aws-services.ts";
import { awsServices } from "./operations.generated.ts";
import { mostAttempts, retriesWithin } from "./retries.ts";
import type { SharedHttpHandler } from "./shared-http-handler.ts";

/** Permission to ask one account, for one submission. */
export interface LearnerSession {
  readonly accountId: string;
  readonly way: AccountAccess["way"];
  /** Texts that must not be stored, wherever they come up. */
  readonly secrets: readonly string[];
  /** One call, with retries. @throws the SDK's error for whatever AWS refuses. */
  send(call: FactCall, options: { abortSignal: AbortSignal }): Promise<object>;
}

export type RefusedAccess = Extract<AccountAccess, { status: "refused" }>;

export type Opening =
  | { readonly status: "open"; readonly session: LearnerSession }
  | { readonly status: "refused"; readonly access: RefusedAccess };

/** What the clients of a session share with those of all others. */
export interface SessionSettings {
  readonly http: SharedHttpHandler;
  readonly timings: Pick<GradingTimings, "callDeadlineSeconds">;
  /** Only where it is not AWS's own: the local sandbox. Else the SDK reads AWS_ENDPOINT_URL. */
  readonly endpoint?: string | undefined;
}

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
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      },
      secrets: [externalId, SessionToken, SecretAccessKey, AccessKeyId],
    }),
  };
}

/**
 * What the SDK would otherwise look for in the environment and in ~/.aws for each new client, two
 * failed searches per setting; a session has clients of its own. The name is shown in CloudTrail.
 */
const settled = {
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  authSchemePreference: ["sigv4"],
  maxAttempts: mostAttempts,
  userAgentAppId: "lab-grader",
};

/** Credentials, or where the SDK finds them. */
type Credentials = object | (() => Promise<object>);

/** A session from credentials that are there already: those of a role, or the caller's own. */
export function createSession({
  accountId,
  way,
  credentials,
  secrets,
  http,
  timings,
  endpoint,
}: SessionSettings & {
  readonly accountId: string;
  readonly way: AccountAccess["way"];
  readonly credentials: Credentials;
  readonly secrets: readonly string[];
}): LearnerSession {
  const clients = new Map<string, ServiceClient>();
  const clientOf = ({ service, region }: FactCall): ServiceClient => {
    const place = `${service} ${region}`;
    const known = clients.get(place);
    if (known) return known;
    const client = new (getService(awsServices, service).Client)({
      ...settled,
      region,
      credentials,
      requestHandler: http,
      retryStrategy: retriesWithin(timings.callDeadlineSeconds),
      // Else DynamoDB is asked under a host name per account, each with handshakes of its own.
      accountIdEndpointMode: "disabled",
      ...(endpoint === undefined ? {} : { endpoint }),
    });
    clients.set(place, client);
    return client;
  };
  return {
    accountId,
    way,
    secrets,
    send: (call, options) =>
      clientOf(call).send(commandOf(getService(awsServices, call.service), call), options),
  };
}

/** `arn:aws:sts::100000000014:assumed-role/LabGraderAccess-dev/sub_…` */
function accountOf(arn: string | undefined): string | undefined {
  return arn?.split(":")[4];
}
