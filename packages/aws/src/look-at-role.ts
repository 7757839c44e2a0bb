import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type {
  HarmlessWrite,
  LookAtRole,
  LookedAtRole,
} from "@lab-grader/core/sandbox-accounts/look-at-role";
import { harmlessWrites } from "@lab-grader/core/sandbox-accounts/look-at-role";
import {
  type VerifyStep,
  type VerifyStepName,
  verifyStepNames,
} from "@lab-grader/core/sandbox-accounts/verification";
import type { Hash, NewSecret, Now } from "@lab-grader/core/submissions/ports";
import { assumeRoleRefusal, type RefusalReason } from "./assume-role-refusal.ts";
import { findDeniedReads } from "./denied-reads.ts";
import { sendHarmlessWrite } from "./harmless-write.ts";
import { createSession } from "./learner-session.ts";
import { clientSettings, type SessionSettings } from "./session-clients.ts";

export interface LookAtRoleDeps extends SessionSettings {
  readonly sts: STSClient;
  /** The region of `sts`, whose regional endpoint is asked. */
  readonly region: string;
  /** `LabGraderAccess-<stage of deployment>` */
  readonly roleName: string;
  readonly timings: Pick<GradingTimings, "callDeadlineSeconds" | "longestLookSeconds">;
  readonly now: Now;
  readonly hash: Hash;
  readonly newSecret: NewSecret;
  /** Told of each refusal that was asked for: they are no accounts that were lost. */
  readonly onDenial: () => void;
}

/** AWS did not answer: no step says anything. */
class PlatformFault extends Error {
  override readonly name = "PlatformFault";
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

interface RoleSession {
  readonly arn: string | undefined;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

type Opened =
  | ({ readonly status: "open" } & RoleSession)
  | { readonly status: "refused"; readonly reason: string };

/** The shortest that STS gives. */
const sessionSeconds = 900;

/**
 * Looks whether a learner's role opens to the right ExternalId only, and what it allows. Its session
 * is not narrowed, so that the role's own permissions are seen. ExternalIds stay in here.
 */
export function lookAtRole(deps: LookAtRoleDeps): LookAtRole {
  return async (request) => {
    const { accountId, externalId, deadline } = request;
    const steps: VerifyStep[] = [];
    const add = async (
      step: VerifyStepName,
      found: Pick<VerifyStep, "outcome" | "reason" | "params">,
    ) => {
      steps.push({ step, ...found, at: deps.now() });
      await request.onStep(steps);
    };
    const staysShut = async (given: string | undefined, reason: string) => {
      const { status } = await openRole(request, given, deps);
      if (status === "refused") deps.onDenial();
      return status === "refused" ? passed : failed(reason);
    };
    try {
      const opened = await openRole(request, externalId, deps);
      if (opened.status === "refused") {
        await add("assumable", failed(opened.reason));
        return { status: "looked", steps: withRest(steps, deps.now()) };
      }
      await add("assumable", passed);
      await add("withoutExternalId", await staysShut(undefined, "verify.open_without_external_id"));
      await add(
        "withWrongExternalId",
        await staysShut(deps.newSecret(), "verify.open_with_wrong_external_id"),
      );
      const isOfAccount = await isOf(accountId, opened, { ...deps, deadline });
      await add("account", isOfAccount ? passed : failed("access.wrong_account"));
      if (!isOfAccount) return { status: "looked", steps: withRest(steps, deps.now()) };
      await add("writes", await lookAtWrites(request, opened, deps));
      await add("reads", await lookAtReads(request, opened, deps));
      return { status: "looked", steps };
    } catch (error) {
      if (!(error instanceof PlatformFault)) throw error;
      return { status: "platform_fault", reason: error.reason } satisfies LookedAtRole;
    }
  };
}

const passed = { outcome: "passed" } as const;

function failed(reason: string, params?: VerifyStep["params"]) {
  return { outcome: "failed", reason, ...(params && { params }) } as const;
}

/** Behind a step that failed the later ones would say nothing. The binding is not ours to say. */
function withRest(steps: readonly VerifyStep[], at: string): readonly VerifyStep[] {
  const rest = verifyStepNames.slice(steps.length).filter((step) => step !== "binding");
  return [...steps, ...rest.map((step) => ({ step, outcome: "not_done" as const, at }))];
}

/** @throws PlatformFault when STS did not decide. */
async function openRole(
  { accountId, jobId, deadline }: Parameters<LookAtRole>[0],
  externalId: string | undefined,
  { sts, roleName }: LookAtRoleDeps,
): Promise<Opened> {
  const asked = new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    RoleSessionName: jobId,
    DurationSeconds: sessionSeconds,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  });
  const answer = await sts.send(asked, { abortSignal: deadline }).catch(assumeRoleRefusal);
  if (isRefusal(answer)) {
    if (answer.fault !== "access") throw new PlatformFault(answer.reason);
    return { status: "refused", reason: answer.reason };
  }
  const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
    throw new PlatformFault("platform.sts_error");
  return {
    status: "open",
    arn: answer.AssumedRoleUser?.Arn,
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
  };
}

function isRefusal(answer: object): answer is RefusalReason {
  return "fault" in answer && "reason" in answer;
}

/** By what STS said when it opened the role, and by what the session says of itself. */
async function isOf(
  accountId: string,
  { arn, credentials }: RoleSession,
  deps: LookAtRoleDeps & { readonly deadline: AbortSignal },
): Promise<boolean> {
  const { region, deadline } = deps;
  if (arn?.split(":")[4] !== accountId) return false;
  const sts = new STSClient({ ...clientSettings(deps, credentials), region });
  const identity = await sts
    .send(new GetCallerIdentityCommand({}), { abortSignal: deadline })
    .catch((error: unknown) => {
      throw new PlatformFault(assumeRoleRefusal(error).reason);
    });
  return identity.Account === accountId;
}

async function lookAtWrites(
  { accountId, facts, deadline }: Parameters<LookAtRole>[0],
  { credentials }: RoleSession,
  deps: LookAtRoleDeps,
): Promise<Pick<VerifyStep, "outcome" | "reason" | "params">> {
  const { region } = deps;
  const writes = harmlessWrites(facts, { accountId, region, secret: deps.newSecret() });
  const client = { ...clientSettings(deps, credentials), region };
  const tried = await Promise.all(
    writes.map(async (write) => ({
      write,
      answer: await sendHarmlessWrite(write, { client, deadline }),
    })),
  );
  const fault = tried.find(({ answer }) => answer.status === "platform_fault")?.answer;
  if (fault?.status === "platform_fault") throw new PlatformFault(fault.reason);
  for (const { answer } of tried) if (answer.status === "denied") deps.onDenial();
  const allowed = tried.flatMap(({ write, answer }) =>
    answer.status === "allowed" ? [write] : [],
  );
  if (allowed.length === 0) return passed;
  return failed("verify.writes_allowed", { action: actionsOf(allowed) });
}

function actionsOf(writes: readonly HarmlessWrite[]): string {
  return [...new Set(writes.map(({ action }) => action))].join(", ");
}

/** What is missing keeps nobody from verifying: the learner may take a lab later, or none of them. */
async function lookAtReads(
  { accountId, jobId, facts, deadline }: Parameters<LookAtRole>[0],
  { credentials }: RoleSession,
  deps: LookAtRoleDeps,
): Promise<Pick<VerifyStep, "outcome" | "reason" | "params">> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const session = createSession({
    ...deps,
    ...{ accountId, credentials, sessionName: jobId },
    way: "role",
    secrets: [sessionToken, secretAccessKey, accessKeyId],
  });
  const denied = await findDeniedReads(facts, { ...deps, session, deadline });
  if (denied.length === 0) return passed;
  const actions = denied.join(", ");
  const params = { count: denied.length, actions };
  return { outcome: "warned", reason: "verify.reads_missing", params };
}
