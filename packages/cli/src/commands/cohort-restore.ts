import * as z from "zod";
import { readArchiveFile, restoreLines } from "../cohorts/archive-file.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** An archive back into a deployment, with all its ids. */
export const cohortRestoreCommand = defineCommand({
  name: "cohort restore",
  summary: "bring a cohort back out of its archive; for administrators",
  example: "labgrader cohort restore demo.jsonl --as admin-01",
  arguments: [{ name: "<file>", description: "what labgrader cohort archive has written" }],
  flags: [asFlag],
  input: z.strictObject({ file: z.string().min(1), as: Login.optional() }),
  run: async ({ file, as }, context) => {
    const { terminal, directory } = context;
    const { name, ...archive } = await readArchiveFile(file, directory);
    const client = await connect(context, as);
    const line = terminal.progress.start("writing");
    const total = await restoreLines(client, archive, (left) => line.update(`${left} left`));
    line.end("done");
    terminal.print({
      text: () =>
        `The cohort ${name} is restored: ${total.written} lines written, ${total.same} were there. Learners register their accounts again.`,
      json: () => ({ name, ...total }),
    });
    return exitCodes.ok;
  },
});
