import { createHash } from "node:crypto";
import { STSClient } from "@aws-sdk/client-sts";
import { type Collection, collectEvidence } from "@lab-grader/aws/collect-evidence";
import {
  type LearnerSession,
  type Opening,
  type OpeningRequest,
  openLearnerSession,
} from "@lab-grader/aws/learner-session";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { FactRef } from "@lab-grader/core/facts/fact";
import type { RoleDefinition } from "@lab-grader/sandbox/roles";
import type { Sandbox } from "@lab-grader/sandbox/sandbox";
import { aSandbox, learnerAccountId, platformAccountId } from "@lab-grader/sandbox/testing";

export const roleName = "LabGraderAccess-test";
export const externalId = "0123456789abcdef0123456789abcdef";
export const submissionId = "sub_000000000001.000000000001.build.0001";
const timings = { callDeadlineSeconds: 3, longestLookSeconds: 1 };

const everything = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** A learner's account in the sandbox and a grader that may open it. */
export interface LearnerAccount {
  readonly sandbox: Sandbox;
  readonly http: SharedHttpHandler;
  putRole(changes?: Partial<RoleDefinition>): void;
  open(changes?: Partial<OpeningRequest>): Promise<Opening>;
  /** @throws Error when the account does not open. */
  session(changes?: Partial<OpeningRequest>): Promise<LearnerSession>;
  collect(facts: readonly FactRef[], changes?: Partial<Collection>): Promise<Evidence>;
  close(): Promise<void>;
}

export async function aLearnerAccount(): Promise<LearnerAccount> {
  const sandbox = await aSandbox();
  const http = new SharedHttpHandler(timings);
  const sts = stsClient(sandbox, http, "platform");

  const putRole = (changes: Partial<RoleDefinition> = {}) => {
    sandbox.accounts.get(learnerAccountId).putRole({
      roleName,
      trustPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${platformAccountId}:root` },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": externalId } },
          },
        ],
      },
      policies: { Everything: everything },
      ...changes,
    });
  };
  putRole();

  const open = (changes: Partial<OpeningRequest> = {}) =>
    openLearnerSession({
      accountId: learnerAccountId,
      externalId,
      sessionName: submissionId,
      sessionPolicy: everything,
      roleName,
      region: "us-east-1",
      sts,
      http,
      timings,
      endpoint: sandbox.endpoint,
      now,
      deadline: new AbortController().signal,
      ...changes,
    });

  const session = async (changes: Partial<OpeningRequest> = {}) => {
    const opening = await open(changes);
    if (opening.status === "refused") throw new Error(opening.access.reason);
    return opening.session;
  };

  return {
    sandbox,
    http,
    putRole,
    open,
    session,
    collect: async (facts, changes = {}) =>
      collectEvidence({
        session: changes.session ?? (await session()),
        facts,
        accountId: learnerAccountId,
        submissionId,
        claim: 1,
        now,
        hash: sha256,
        deadline: new AbortController().signal,
        timings,
        ...changes,
      }),
    close: async () => {
      http.close();
      await sandbox.close();
    },
  };
}

export function stsClient(
  sandbox: Sandbox,
  http: SharedHttpHandler,
  accessKeyId: string,
  secretAccessKey = "local",
): STSClient {
  return new STSClient({
    region: "us-east-1",
    endpoint: sandbox.endpoint,
    requestHandler: http,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey },
  });
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function now(): string {
  return new Date().toISOString();
}
