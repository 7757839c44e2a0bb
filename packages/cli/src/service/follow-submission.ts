import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@lab-grader/core/client";
import type { SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { isClosed } from "@lab-grader/core/submissions/submission";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import type { CommandContext } from "../command.ts";
import { serviceError } from "../command-error.ts";

const usualPauseSeconds = 2;
const longestFollowSeconds = 30 * 60;

/** Asks, not before the receipt says so, again and again until the submission is closed or waits for AWS. */
export async function followSubmission(
  client: Client,
  { submissionId, lookAfterSeconds }: Pick<SubmissionReceipt, "submissionId" | "lookAfterSeconds">,
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
): Promise<SubmissionView> {
  const line = terminal.progress.start("grading");
  const started = performance.now();
  let etag: string | undefined;
  let view: SubmissionView | undefined;
  if (lookAfterSeconds !== undefined) await delay(lookAfterSeconds * 1000, undefined, { signal });
  for (;;) {
    const answer = await client.getSubmission(submissionId, etag);
    const seconds = (performance.now() - started) / 1000;
    if (answer.status === "changed") {
      view = answer.view;
      etag = answer.etag;
    }
    if (view && (isClosed(view.state) || view.state === "waiting")) {
      line.end(`${view.state}  ${seconds.toFixed(1)} s`);
      return view;
    }
    line.update(`${view?.state ?? "queued"}  ${seconds.toFixed(0)} s`);
    if (seconds > longestFollowSeconds) {
      throw serviceError(
        "service.too_slow",
        `Not finished after ${longestFollowSeconds / 60} minutes. Look again: labgrader status ${submissionId}`,
      );
    }
    await delay((answer.retryAfterSeconds ?? usualPauseSeconds) * 1000, undefined, { signal });
  }
}
