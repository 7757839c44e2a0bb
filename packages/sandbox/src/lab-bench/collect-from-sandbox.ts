import { createHash } from "node:crypto";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import { createSession } from "@lab-grader/aws/learner-session";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import { cloudTimings, localTimings } from "@lab-grader/core/grading/timings";
import { factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { Sandbox } from "../sandbox.ts";
import type { CollectInAccount } from "./play-case.ts";

/**
 * Nothing here is far away, so a call that takes long only says that this machine is busy: that
 * must not become the verdict of a case.
 */
const benchTimings = {
  ...cloudTimings,
  longestLookSeconds: localTimings.longestLookSeconds,
};

/**
 * The grader's own way of asking, in accounts of a sandbox; close it to close its connections.
 *
 * @param ownCredentials sign what is asked of the grader's own account; absent: the session's
 */
export function collectFromSandbox(
  sandbox: Sandbox,
  ownCredentials?: { readonly accessKeyId: string; readonly secretAccessKey: string },
): {
  readonly collect: CollectInAccount;
  close(): void;
} {
  const timings = benchTimings;
  const http = new SharedHttpHandler(timings);
  return {
    collect: (stage, { accountId, credentials }) => {
      const { secretAccessKey, sessionToken } = credentials;
      const session = createSession({
        ...{ accountId, credentials, http, timings, endpoint: sandbox.endpoint },
        ...(ownCredentials && { ownCredentials }),
        way: "role",
        secrets: [secretAccessKey, sessionToken],
      });
      return collectEvidence({
        ...{ session, accountId, timings },
        facts: factsOfStage(stage),
        deadline: AbortSignal.timeout(timings.recordDeadlineSeconds * 1000),
        // Evidence of a case belongs to no submission and is not kept.
        submissionId: "",
        claim: 1,
        now: () => new Date().toISOString(),
        hash: (text) => createHash("sha256").update(text).digest("hex"),
      });
    },
    close: () => http.close(),
  };
}
