import { cancelJob } from "@lab-grader/core/contracts/endpoints/jobs";
import { applyRegrade, planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import { JobId, StageId, SubmissionId } from "@lab-grader/core/ids";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { type Command, type CommandContext, defineCommand } from "../command.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { regradeText } from "../regrade/regrade-text.ts";
import { wholeRegrade } from "../regrade/whole-regrade.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";
import { followJob } from "../service/follow-job.ts";
import { jobText } from "./job.ts";

const Assignment = z.string().min(1).max(64);
const planArgument = { name: "<job>", description: "the plan's id" } as const;
const optionFlags = [
  { flags: "--never-lower", description: "a grade that would have fewer points stays" },
  { flags: "--drop-overrides", description: "judge overridden criteria again; default: they stay" },
  { flags: "--drop-marks", description: "judge marked texts again; default: marks stay" },
] as const;
const givenOptions = {
  neverLower: z.boolean().optional(),
  dropOverrides: z.boolean().optional(),
  dropMarks: z.boolean().optional(),
};

/** Only what was typed: the rest is as planned. */
function optionsOf(given: {
  readonly neverLower?: boolean | undefined;
  readonly dropOverrides?: boolean | undefined;
  readonly dropMarks?: boolean | undefined;
}) {
  return {
    ...(given.neverLower && { neverLower: true }),
    ...(given.dropOverrides && { keepOverrides: false }),
    ...(given.dropMarks && { keepMarks: false }),
  };
}

const planCommand = defineCommand({
  name: "regrade plan",
  summary: "plan a regrade: what every grade would become; changes nothing",
  example: "labgrader regrade plan dynamodb-introduction --which effective --as instructor-01",
  arguments: [
    assignmentArgument,
    { name: "[submissions...]", description: "only these; else see --which" },
  ],
  flags: [
    { flags: "--which <which>", description: "all, counted (default) or effective attempts" },
    { flags: "--stage <stage>", description: "only this stage" },
    { flags: "--lab <version>", description: "a version or digest; newest (default); same" },
    { flags: "--recollect", description: "look into the accounts anew, not at stored evidence" },
    ...optionFlags,
    asFlag,
  ],
  input: z.strictObject({
    assignment: Assignment,
    submissions: z.array(SubmissionId).default([]),
    which: z.enum(["all", "counted", "effective"]).default("counted"),
    stage: StageId.optional(),
    lab: z.string().min(1).max(64).default("newest"),
    recollect: z.boolean().default(false),
    ...givenOptions,
    as: Login.optional(),
  }),
  run: async ({ assignment: wanted, as, ...given }, context) => {
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const { submissions, which, stage, lab, recollect } = given;
    const job = await client.call(planRegrade, {
      params: { assignmentId },
      body: {
        select:
          submissions.length > 0
            ? { which: "listed", submissions }
            : { which, ...(stage === undefined ? {} : { stage }) },
        lab,
        source: recollect ? "recollect" : "stored",
        options: optionsOf(given),
      },
    });
    return await showEnd({ client, assignmentId, jobId: job.jobId }, context, (text, isDone) =>
      isDone
        ? `${text}\n\nTo write it: labgrader regrade apply ${wanted} ${job.jobId} --reason "…"`
        : text,
    );
  },
});

const showCommand = defineCommand({
  name: "regrade show",
  summary: "show a planned or applied regrade, submission by submission",
  example: "labgrader regrade show dynamodb-introduction job_0123456789ab --as instructor-01",
  arguments: [assignmentArgument, planArgument],
  flags: [asFlag],
  input: z.strictObject({ assignment: Assignment, job: JobId, as: Login.optional() }),
  run: async ({ assignment: wanted, job: jobId, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const view = await wholeRegrade(client, { assignmentId, jobId });
    terminal.print({ text: () => regradeText(view, terminal), json: () => view });
    return exitCodes.ok;
  },
});

const applyCommand = defineCommand({
  name: "regrade apply",
  summary: "write what was planned, over the grades that the plan looked at",
  example:
    'labgrader regrade apply dynamodb-introduction job_0123456789ab --reason "wrong region in the rubric" --as instructor-01',
  arguments: [assignmentArgument, planArgument],
  flags: [
    { flags: "--reason <text>", description: "why; every grade that is written says it" },
    ...optionFlags,
    { flags: "--give-attempts-back", description: "one more for each whose points change" },
    { flags: "--notify", description: "the events ask that learners be told" },
    { flags: "--adopt", description: "the assignment gives this version of the lab from now on" },
    asFlag,
  ],
  input: z.strictObject({
    assignment: Assignment,
    job: JobId,
    reason: z.string("why: --reason").trim().min(1, "why: --reason").max(1000),
    ...givenOptions,
    giveAttemptsBack: z.boolean().default(false),
    notify: z.boolean().default(false),
    adopt: z.boolean().default(false),
    as: Login.optional(),
  }),
  run: async ({ assignment: wanted, job: planId, as, ...given }, context) => {
    const client = await connect(context, as);
    const { assignmentId } = await findGivenAssignment(client, wanted);
    const { reason, giveAttemptsBack, notify, adopt } = given;
    const job = await client.call(applyRegrade, {
      params: { assignmentId, jobId: planId },
      body: { reason, options: optionsOf(given), giveAttemptsBack, notify, adopt },
    });
    return await showEnd({ client, assignmentId, jobId: job.jobId }, context);
  },
});

const cancelCommand = defineCommand({
  name: "regrade cancel",
  summary: "end a plan or an application; grades that are written stay",
  example: "labgrader regrade cancel job_0123456789ab --as instructor-01",
  arguments: [{ name: "<job>", description: "id of the plan or of its application" }],
  flags: [asFlag],
  input: z.strictObject({ job: JobId, as: Login.optional() }),
  run: async ({ job: jobId, as }, context) => {
    const client = await connect(context, as);
    const job = await client.call(cancelJob, { params: { jobId } });
    context.terminal.print({ text: () => jobText(job), json: () => job });
    return exitCodes.ok;
  },
});

/** Regrading like a pull request: plan, look, apply. */
export const regradeCommands: readonly Command[] = [
  planCommand,
  showCommand,
  applyCommand,
  cancelCommand,
];

async function showEnd(
  of: { client: Parameters<typeof followJob>[0]; assignmentId: string; jobId: string },
  context: CommandContext,
  framed: (text: string, isDone: boolean) => string = (text) => text,
): Promise<ExitCode> {
  const { client, assignmentId, jobId } = of;
  const { terminal } = context;
  const { state } = await followJob(client, jobId, context);
  const view = await wholeRegrade(client, { assignmentId, jobId });
  terminal.print({
    text: () => framed(regradeText(view, terminal), state === "done"),
    json: () => view,
  });
  return state === "done" ? exitCodes.ok : exitCodes.notPassed;
}
