import * as z from "zod";
import {
  decideTerms,
  openTerms,
  type TermsDecision,
  termsText,
} from "../assignments/decide-terms.ts";
import { instantOf, TimeFlag, ZoneFlag } from "../assignments/local-time.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument } from "../service/find-given-assignment.ts";

/** More time, more attempts; without a flag, what was decided. */
export const extendCommand = defineCommand({
  name: "extend",
  summary: "give a learner more time or attempts; without a flag, show what was decided",
  example:
    "labgrader extend dynamodb-introduction learner-14 --until 2026-09-15T23:59 --reason ill --as instructor-01",
  arguments: [assignmentArgument, { name: "<learner>", description: "login or id" }],
  flags: [
    { flags: "--until <time>", description: "the new due date; none takes the extension back" },
    { flags: "--closes <time>", description: "no submissions from here; default: as due" },
    {
      flags: "--zone <zone>",
      description: "of times without an offset; default: the assignment's",
    },
    { flags: "--attempts <count>", description: "beyond the limit, per stage; 0 takes them back" },
    { flags: "--reason <text>", description: "kept with the decision" },
    asFlag,
  ],
  input: z.strictObject({
    assignment: z.string().min(1),
    learner: z.string().min(1),
    until: TimeFlag.optional(),
    closes: TimeFlag.optional(),
    zone: ZoneFlag.optional(),
    attempts: z
      .string()
      .regex(/^\d{1,3}$/, "a whole number")
      .transform(Number)
      .optional(),
    reason: z.string().min(1).max(500).optional(),
    as: Login.optional(),
  }),
  run: async ({ assignment, learner, until, closes, zone, attempts, reason, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const opened = await openTerms(client, { assignment, learner });
    const clocks = zone ?? opened.timeZone;
    const decision: TermsDecision = {
      ...(until === undefined ? {} : { extension: extensionOf({ until, closes, clocks }) }),
      ...(attempts === undefined ? {} : { extraAttempts: attempts }),
    };
    const isAsked = Object.keys(decision).length === 0;
    if (isAsked && closes !== undefined)
      throw usageError("usage.until_missing", "--closes needs --until, the new due date.");
    if (!isAsked && reason === undefined)
      throw usageError("usage.reason_missing", "Why? Add --reason; it is kept and shown.");
    const view =
      reason === undefined || isAsked
        ? opened.view
        : await decideTerms(client, opened, { ...decision, reason });
    terminal.print({ text: () => termsText(view, clocks), json: () => view });
    return exitCodes.ok;
  },
});

function extensionOf(typed: {
  until: string;
  closes: string | undefined;
  clocks: string;
}): TermsDecision["extension"] {
  const { until, closes, clocks } = typed;
  if (until === "none") return undefined;
  return {
    dueAt: instantOf(until, "--until", clocks),
    ...(closes === undefined ? {} : { closesAt: instantOf(closes, "--closes", clocks) }),
  };
}
