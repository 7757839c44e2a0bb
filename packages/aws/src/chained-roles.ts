import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { FactCall } from "@lab-grader/core/facts/fact";
import type { JsonObject } from "@lab-grader/core/json";
import {
  clientSettings,
  type SendCall,
  type SessionCredentials,
  type SessionSettings,
  sendWith,
} from "./session-clients.ts";

/** A role of the learner's account that our session there may not, or can't, take on. */
export class ChainedRoleRefused extends Error {
  override readonly name = "ChainedRoleRefused";
  /** The call that was refused in place of the one that was asked. */
  readonly refused: {
    readonly service: string;
    readonly operation: string;
    readonly input: JsonObject;
  };

  constructor(roleArn: string, cause: unknown) {
    super(`AWS did not let us take on ${roleArn}.`, { cause });
    this.refused = { service: "sts", operation: "AssumeRole", input: { RoleArn: roleArn } };
  }
}

/** AWS allows 3,600 seconds on credentials that are a role's themselves; a submission is short. */
const chainedSeconds = 900;

/**
 * Sends calls in roles of the learner's account: one sts:AssumeRole per role with the session's own
 * credentials, under the session's name, so that CloudTrail shows the submission there too. The role
 * is not narrowed: what it may do by itself is what is asked.
 */
export function sendInRoles(
  settings: SessionSettings & {
    readonly accountId: string;
    readonly sessionName: string;
    readonly credentials: SessionCredentials;
    /** Takes the secrets of every session that is opened, before it is used. */
    readonly keepSecrets: (secrets: readonly string[]) => void;
  },
): (roleName: string) => SendCall {
  const { accountId, sessionName, credentials, keepSecrets } = settings;
  const senders = new Map<string, Promise<SendCall>>();

  async function open(roleName: string, { region }: FactCall, abortSignal: AbortSignal) {
    const roleArn = `arn:aws:iam::${accountId}:role/${roleName}`;
    const sts = new STSClient({ ...clientSettings(settings, credentials), region });
    const asked = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: chainedSeconds,
    });
    const { Credentials } = await sts.send(asked, { abortSignal }).catch((cause: unknown) => {
      throw new ChainedRoleRefused(roleArn, cause);
    });
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
      throw new ChainedRoleRefused(roleArn, new Error("STS answered without credentials."));
    keepSecrets([SessionToken, SecretAccessKey, AccessKeyId]);
    return sendWith(settings, {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    });
  }

  return (roleName) => async (call, options) => {
    const known = senders.get(roleName);
    const opening = known ?? open(roleName, call, options.abortSignal);
    if (!known) senders.set(roleName, opening);
    const send = await opening;
    return send(call, options);
  };
}
