import { cancelJob, getJob, type JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { JobId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { followJob } from "../service/follow-job.ts";

/** Work in the background: how far it is, and what it came to. */
export const jobCommand = defineCommand({
  name: "job",
  summary: "show work in the background, wait for it, or cancel it",
  example: "labgrader job job_0123456789ab --watch --as instructor-01",
  arguments: [{ name: "<job>", description: "the job's id" }],
  flags: [
    { flags: "--watch", description: "wait until it has ended" },
    { flags: "--cancel", description: "begin nothing new; what is done stays done" },
    asFlag,
  ],
  input: z
    .strictObject({
      job: JobId,
      watch: z.boolean().default(false),
      cancel: z.boolean().default(false),
      as: Login.optional(),
    })
    .refine(({ watch, cancel }) => !(watch && cancel), "--watch or --cancel, not both"),
  run: async ({ job: jobId, watch, cancel, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const params = { jobId };
    const job = cancel
      ? await client.call(cancelJob, { params })
      : watch
        ? await followJob(client, jobId, context)
        : await client.call(getJob, { params });
    terminal.print({ text: () => jobText(job), json: () => job });
    return job.state === "failed" ? exitCodes.notPassed : exitCodes.ok;
  },
});

/** A job in some lines. */
export function jobText(job: JobView): string {
  const { jobId, kind, state, by, startedAt, parts, fault, result, reason } = job;
  return [
    `${jobId}  ${kind}  ${state}${parts ? `, ${parts.done} of ${parts.of} parts` : ""}`,
    `started ${startedAt} by ${by}${reason === undefined ? "" : `: ${reason}`}`,
    ...(fault ? [`${fault.code}: ${fault.text}`] : []),
    ...(result === undefined ? [] : [JSON.stringify(result)]),
  ].join("\n");
}
