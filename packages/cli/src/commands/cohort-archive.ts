import { resolve } from "node:path";
import * as z from "zod";
import { writeArchive } from "../cohorts/archive-file.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** A whole cohort as one file, to be kept or restored elsewhere. */
export const cohortArchiveCommand = defineCommand({
  name: "cohort archive",
  summary: "write a whole cohort into a file: roster, labs, submissions, evidence, grades",
  example: "labgrader cohort archive demo demo.jsonl --as instructor-01",
  arguments: [cohortArgument, { name: "<file>", description: "where to; holds personal data" }],
  flags: [asFlag],
  input: z.strictObject({
    cohort: z.string().min(1),
    file: z.string().min(1),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, file, as }, context) => {
    const { terminal, directory } = context;
    const client = await connect(context, as);
    const cohort = await openCohort(client, wanted);
    const line = terminal.progress.start("reading");
    const { records, leftOut } = await writeArchive(client, cohort, {
      path: resolve(directory, file),
      onProgress: (count) => line.update(`${count} lines`),
    });
    line.end("done");
    terminal.print({
      text: () =>
        [
          `${file} holds the cohort ${cohort.name} in ${records} lines. Keep it where grades may lie.`,
          ...(leftOut.length === 0
            ? []
            : [`Not in it, because they are on their way: ${leftOut.join(", ")}.`]),
        ].join("\n"),
      json: () => ({ cohortId: cohort.cohortId, file, records, leftOut }),
    });
    return exitCodes.ok;
  },
});
