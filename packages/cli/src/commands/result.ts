import { overrideCell, withholdCell } from "@lab-grader/core/contracts/endpoints/terms";
import * as z from "zod";
import { openTerms, termsText } from "../assignments/decide-terms.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument } from "../service/find-given-assignment.ts";

/** The cell of one learner: its points, and whether they see it. */
export const resultCommand = defineCommand({
  name: "result",
  summary: "set a learner's result in an assignment, or keep it back from them",
  example:
    'labgrader result dynamodb-introduction learner-14 --points 32 --reason "oral exam" --as instructor-01',
  arguments: [assignmentArgument, { name: "<learner>", description: "login or id" }],
  flags: [
    { flags: "--points <points>", description: "whatever the stages add up to" },
    { flags: "--undo", description: "what the stages add up to counts again" },
    { flags: "--withhold", description: "the learner does not see the result" },
    { flags: "--show", description: "the learner sees it again" },
    { flags: "--reason <text>", description: "kept with the decision" },
    asFlag,
  ],
  input: z.strictObject({
    assignment: z.string().min(1),
    learner: z.string().min(1),
    points: z
      .string()
      .regex(/^\d{1,7}(\.\d{1,2})?$/, "points, with at most 2 decimals")
      .transform(Number)
      .optional(),
    undo: z.boolean().default(false),
    withhold: z.boolean().default(false),
    show: z.boolean().default(false),
    reason: z.string({ error: "why: it is kept and shown to staff" }).min(1).max(500),
    as: Login.optional(),
  }),
  run: async ({ assignment, learner, points, undo, withhold, show, reason, as }, context) => {
    const { terminal } = context;
    const asked = [points !== undefined, undo, withhold, show].filter(Boolean).length;
    if (asked !== 1)
      throw usageError(
        "usage.result_unclear",
        "What shall change? Take one of --points, --undo, --withhold and --show.",
      );
    const client = await connect(context, as);
    const { params, timeZone, view } = await openTerms(client, { assignment, learner });
    const { version } = view;
    const decided =
      withhold || show
        ? await client.call(withholdCell, {
            params,
            body: { version, reason, isWithheld: withhold },
          })
        : await client.call(overrideCell, {
            params,
            body: { version, reason, points: points ?? null },
          });
    terminal.print({ text: () => termsText(decided, timeZone), json: () => decided });
    return exitCodes.ok;
  },
});
