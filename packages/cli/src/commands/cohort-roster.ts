import * as z from "zod";
import { applyRoster, planRoster, readRosterFile } from "../cohorts/import-roster.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { planText, problemsText } from "../cohorts/roster-text.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { connect, Login } from "../service/connect.ts";

/** A class out of a file: first what it would change, then that. */
export const cohortRosterCommand = defineCommand({
  name: "cohort roster",
  summary: "enrol the learners of a CSV file, of Canvas, Moodle or your own",
  example: "labgrader cohort roster demo roster.csv --dry-run --as instructor-01",
  arguments: [
    cohortArgument,
    {
      name: "<file>",
      description: "CSV in UTF-8; first line login,name,email,section or an export",
    },
  ],
  flags: [
    { flags: "--dry-run", description: "only say what would change" },
    { flags: "--drop-missing", description: "drop who is enrolled and not in the file" },
    { flags: "--login-column <header>", description: "the column that holds the logins" },
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1),
    file: z.string().min(1),
    dryRun: z.boolean().default(false),
    dropMissing: z.boolean().default(false),
    loginColumn: z.string().min(1).max(200).optional(),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, file, dryRun, dropMissing, loginColumn, as }, context) => {
    const { terminal, directory } = context;
    const csv = await readRosterFile(file, directory);
    const client = await connect(context, as);
    const { cohortId } = await openCohort(client, wanted);
    const asked = { cohortId, csv, dropMissing, loginColumn };
    const plan = await planRoster(client, asked);
    if (plan.status === "invalid") {
      terminal.print({ text: () => problemsText(file, plan), json: () => plan });
      return exitCodes.notPassed;
    }
    if (dryRun) {
      terminal.print({ text: () => planText(plan), json: () => plan });
      return exitCodes.ok;
    }
    const line = terminal.progress.start("enrolling");
    const applied = await applyRoster(client, asked, (left) => line.update(`${left} left`));
    line.end("done");
    const { enrolled, reEnrolled, updated, dropped } = applied;
    const { unchanged, missing } = plan.plan;
    terminal.print({
      text: () =>
        [
          `${counted(enrolled, "learner")} enrolled, ${reEnrolled} brought back, ${updated} updated, ${unchanged} as they were, ${dropped} dropped.`,
          ...(missing > 0 && !dropMissing
            ? [`${missing} enrolled and not in the file; --drop-missing drops them.`]
            : []),
        ].join("\n"),
      json: () => ({ cohortId, applied, unchanged, missing: dropMissing ? 0 : missing }),
    });
    return exitCodes.ok;
  },
});
