import { randomBytes } from "node:crypto";
import type { BoundStage } from "@lab-grader/core/lab/bind-stage";
import { factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { SettlingKind } from "@lab-grader/core/lab/settling";
import { rolePolicyOf, sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import type { AccessKeyDefinition, Account } from "../accounts.ts";
import { settleEvents } from "../event-history.ts";
import { parsePolicy } from "../policy/document.ts";
import type { Sandbox } from "../sandbox.ts";
import { settleAwsBackup } from "../services/backup/region.ts";
import { settleDynamoDb } from "../services/dynamodb/region.ts";
import { type AwsCommands, createAwsCommands } from "./aws-commands.ts";

/** Temporary credentials of a session in the learner's account. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A fresh account in which one case is played. */
export interface CaseAccount {
  readonly account: Account;
  /** The learner's own commands. */
  readonly commands: AwsCommands;
  /** Finishes everything that AWS would still be working on. */
  settle(): Promise<void>;
  /** Credentials that may do what the stage's facts need and nothing else. */
  openSession(stage: BoundStage): SessionCredentials;
  close(): void;
}

export function createCaseAccount(
  sandbox: Sandbox,
  accountId: string,
  settlingSeconds: Readonly<Partial<Record<SettlingKind, number>>>,
  /** Keys of other people who work in the account. */
  otherKeys: readonly AccessKeyDefinition[] = [],
): CaseAccount {
  const key = {
    accessKeyId: `learner-${accountId}`,
    secretAccessKey: randomBytes(20).toString("hex"),
  };
  const settling = Object.fromEntries(
    Object.entries(settlingSeconds).map(([kind, seconds]) => [kind, seconds * 1000]),
  );
  const account = sandbox.createAccount({
    accountId,
    accessKeys: [key, ...otherKeys],
    switches: { settling },
  });
  const commands = createAwsCommands({
    endpoint: sandbox.endpoint,
    credentials: key,
    // What comes too early is settled and typed again, and not waited for.
    maxAttempts: 1,
  });
  return {
    account,
    commands,
    settle: async () => {
      settleDynamoDb(account, Date.now());
      settleAwsBackup(account, Date.now());
      settleEvents(account, Date.now());
    },
    openSession: (stage) => openSession(sandbox, account, stage),
    close: () => commands.close(),
  };
}

/** A lab whose derived policies are too narrow fails here as it would in a learner's account. */
function openSession(sandbox: Sandbox, account: Account, stage: BoundStage): SessionCredentials {
  const facts = factsOfStage(stage);
  const rolePolicy = rolePolicyOf(facts, account.accountId);
  const sessionPolicy = sessionPolicyOf(facts, account.accountId);
  if (!rolePolicy.fits || !sessionPolicy.fits) {
    const { characters } = sessionPolicy;
    throw new Error(
      `The stage ${stage.stage} needs a session policy of ${characters} characters, more than AWS takes.`,
    );
  }
  const role = account.putRole({
    roleName: learnerRoleName("bench"),
    trustPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account.accountId}:root` },
          Action: "sts:AssumeRole",
        },
      ],
    },
    policies: { labs: rolePolicy.document },
  });
  const parsed = parsePolicy(sessionPolicy.document, "identity");
  if (!parsed.ok) throw new Error(`The derived session policy: ${parsed.problem.message}`);
  const { accessKeyId, secretAccessKey, sessionToken } = sandbox.accounts.issueSession({
    role,
    sessionName: "bench",
    durationSeconds: 900,
    sessionPolicy: parsed.policy,
  });
  return { accessKeyId, secretAccessKey, sessionToken };
}
