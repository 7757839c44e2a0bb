import { startSeal } from "@lab-grader/core/contracts/endpoints/audit";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { findCohort } from "../service/find-cohort.ts";

/** Seals a cohort now. */
export const auditSealCommand = defineCommand({
  name: "audit seal",
  summary: "seal a cohort's settled results now, as the schedule does every day",
  example: "labgrader audit seal demo --as instructor-01",
  arguments: [{ name: "[cohort]", description: "name or id; needed where you have several" }],
  flags: [{ flags: "--as <login>", description: "who you are; local system only" }],
  input: z.strictObject({ cohort: z.string().min(1).max(100).optional(), as: Login.optional() }),
  run: async ({ cohort: wanted, as }, context) => {
    const client = await connect(context, as);
    const { cohortId, name } = await findCohort(client, wanted);
    const job = await client.call(startSeal, { params: { cohortId } });
    context.terminal.print({
      text: () =>
        `Sealing ${name}, up to a quarter of an hour ago. How far it is:\n  labgrader job ${job.jobId} --watch`,
      json: () => job,
    });
    return exitCodes.ok;
  },
});
