import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Client, createClient } from "@lab-grader/core/client";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import { isClosed } from "@lab-grader/core/submissions/submission";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import type { LocalLearner } from "@lab-grader/sandbox/local-system/learner-accounts";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { type DemoLearner, demoStage } from "./demo-learners.ts";

/** A learner of the demo with the account that the local system made. */
export type CohortLearner = DemoLearner & LocalLearner;

/** What became of a learner's clicks. */
export interface HandedIn {
  readonly requests: number;
  /** The different submissions that the requests were answered with. */
  readonly submissionIds: readonly string[];
}

const pollMs = 300;

/** How often a learner clicks, all clicks at the same moment. */
export function clicksOf({ circumstance }: DemoLearner): number {
  return circumstance === "sent-twice" ? 2 : 1;
}

/** The API as one person of the local system uses it. */
export function clientOf(login: string, system: LocalSystem, signal: AbortSignal): Client {
  return createClient({
    baseUrl: system.apiUrl,
    fetch: (url, init) => fetch(url, { ...init, signal }),
    token: () => system.tokenFor(login),
  });
}

/** All clicks carry the key of the one form that they were made on. */
export async function handIn(
  client: Client,
  learner: CohortLearner,
  { assignmentId, onAnswer }: { assignmentId: string; onAnswer: () => void },
): Promise<HandedIn> {
  const idempotencyKey = randomUUID();
  const receipts = await Promise.all(
    Array.from({ length: clicksOf(learner) }, async () => {
      const receipt = await client.call(submit, {
        params: { assignmentId },
        body: { stage: demoStage },
        idempotencyKey,
      });
      onAnswer();
      return receipt;
    }),
  );
  return {
    requests: receipts.length,
    submissionIds: [...new Set(receipts.map(({ submissionId }) => submissionId))],
  };
}

/** Polls until the submission is closed or patience ends; says once that it waits for AWS, and what for. */
export async function untilClosed(
  client: Client,
  submissionId: string,
  {
    onWaiting,
    signal,
    patience,
  }: { onWaiting: () => Promise<void>; signal: AbortSignal; patience: AbortSignal },
): Promise<{ readonly waitedFor: readonly string[]; readonly isClosed: boolean }> {
  let etag: string | undefined;
  let waitedFor: readonly string[] | undefined;
  while (!patience.aborted) {
    const answer = await client.getSubmission(submissionId, etag);
    if (answer.status === "changed") {
      const { view } = answer;
      if (isClosed(view.state)) return { waitedFor: waitedFor ?? [], isClosed: true };
      if (view.state === "waiting" && !waitedFor) {
        waitedFor = waitingCriteria(view);
        await onWaiting();
      }
      etag = answer.etag;
    }
    await delay(pollMs, undefined, { signal });
  }
  return { waitedFor: waitedFor ?? [], isClosed: false };
}

function waitingCriteria({ outcomes }: SubmissionView): readonly string[] {
  return outcomes.filter(({ fault }) => fault === "target").map(({ criterion }) => criterion);
}
