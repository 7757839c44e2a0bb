import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createSession, type LearnerSession } from "@lab-grader/aws/learner-session";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { CommandContext } from "../command.ts";
import { CommandError } from "../command-error.ts";
import { getLocalState } from "../service/local-state.ts";

/** An account that the caller's own credentials open. */
export interface OwnAccount {
  readonly session: LearnerSession;
  close(): void;
}

/** Keys of the local sandbox, and where it is. */
export interface LocalAccount {
  readonly endpoint: string;
  readonly accessKeyId: string;
}

/** Nobody's: without a deployment there is no grader's account that a lab could mean. */
export const noGraderAccountId = "000000000000";

/** A learner's account of the running local system. @throws CommandError where none runs */
export async function findLocalAccount(
  login: string,
  { directory }: Pick<CommandContext, "directory">,
): Promise<LocalAccount> {
  const { sandboxUrl } = await getLocalState(directory);
  return { endpoint: sandboxUrl, accessKeyId: login };
}

/**
 * Opens the caller's own account with the SDK's default credentials, or the local sandbox as one
 * of its learners. Calls sts:GetCallerIdentity to learn whose account it is.
 * @throws CommandError of kind `usage` where no credentials are found or AWS refuses them.
 */
export async function openAccount(
  local: LocalAccount | undefined,
  { region, timings }: { region: string; timings: Pick<GradingTimings, "callDeadlineSeconds"> },
): Promise<OwnAccount> {
  const keys = local && { accessKeyId: local.accessKeyId, secretAccessKey: "local" };
  const http = new SharedHttpHandler(timings);
  const sts = new STSClient({
    region,
    requestHandler: http,
    ...(local && { endpoint: local.endpoint }),
    ...(keys && { credentials: keys }),
  });
  const accountId = await accountOfCaller(sts, local);
  return {
    session: createSession({
      accountId,
      way: "own",
      // The client has found them by the SDK's default chain: environment, profile, SSO …
      credentials: keys ?? (() => sts.config.credentials()),
      secrets: [],
      http,
      timings,
      endpoint: local?.endpoint,
    }),
    close: () => http.close(),
  };
}

async function accountOfCaller(sts: STSClient, local: LocalAccount | undefined): Promise<string> {
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (Account !== undefined) return Account;
    throw new Error("AWS did not say which account this is.");
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : "an unknown fault";
    const message = local
      ? `The local AWS at ${local.endpoint} knows nobody called ${local.accessKeyId}, or is not running (${name}).`
      : `AWS does not accept your credentials, or there are none (${name}). Try: aws sts get-caller-identity`;
    throw new CommandError("usage", "usage.credentials", message, { cause });
  }
}
