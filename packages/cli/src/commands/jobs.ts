import { type JobView, listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { findCohort } from "../service/find-cohort.ts";
import { renderTable } from "../terminal/table.ts";

/** The newest jobs of a cohort. */
export const jobsCommand = defineCommand({
  name: "jobs",
  summary: "list a cohort's work in the background, newest first",
  example: "labgrader jobs demo --as instructor-01",
  arguments: [{ name: "[cohort]", description: "name or id; needed where you have several" }],
  flags: [{ flags: "--all", description: "all of them, not only the newest" }, asFlag],
  input: z.strictObject({
    cohort: z.string().min(1).max(100).optional(),
    all: z.boolean().default(false),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, all, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { cohortId, name } = await findCohort(client, wanted);
    const jobs: JobView[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call(listJobs, { params: { cohortId }, query: { cursor } });
      jobs.push(...page.jobs);
      cursor = page.cursor;
    } while (all && cursor !== undefined);
    terminal.print({
      text: () =>
        jobs.length === 0
          ? `The cohort ${name} has no jobs.`
          : renderTable(
              [
                ...[{ title: "started, UTC" }, { title: "kind" }, { title: "state" }],
                ...[{ title: "parts" }, { title: "by" }, { title: "job" }],
              ],
              jobs.map(({ startedAt, kind, state, parts, by, jobId }) => [
                startedAt.slice(0, 16).replace("T", " "),
                ...[kind, state, parts ? `${parts.done}/${parts.of}` : "", by, jobId],
              ]),
              terminal.marks,
            ),
      json: () => ({ jobs }),
    });
    return exitCodes.ok;
  },
});
