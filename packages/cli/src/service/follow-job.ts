import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@lab-grader/core/client";
import { getJob, type JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import type { CommandContext } from "../command.ts";
import { serviceError } from "../command-error.ts";

const pauseSeconds = 1;
const longestFollowSeconds = 60 * 60;

/** Asks again and again until a job has ended, and says how far it is. */
export async function followJob(
  client: Client,
  jobId: string,
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
): Promise<JobView> {
  const line = terminal.progress.start("working");
  const started = performance.now();
  for (;;) {
    const job = await client.call(getJob, { params: { jobId } });
    const seconds = (performance.now() - started) / 1000;
    if (job.closedAt !== undefined) {
      line.end(`${job.state}  ${seconds.toFixed(1)} s`);
      return job;
    }
    const parts = job.parts && `  ${job.parts.done} of ${job.parts.of} parts`;
    line.update(`${job.state}${parts ?? ""}  ${seconds.toFixed(0)} s`);
    if (seconds > longestFollowSeconds)
      throw serviceError(
        "service.too_slow",
        `Not finished after ${longestFollowSeconds / 60} minutes. Look again: labgrader job ${jobId}`,
      );
    await delay(pauseSeconds * 1000, undefined, { signal });
  }
}
