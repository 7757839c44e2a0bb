import { createHash } from "node:crypto";
import { PublishRequest, publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import { isJsonObject, type Json } from "@lab-grader/core/json";
import { sheetFile } from "@lab-grader/core/lab/lab-files";
import { describeProblem } from "@lab-grader/core/lab/problem";
import { contentOfLab } from "@lab-grader/core/lab/stored-lab";
import { longestSessionPolicy } from "@lab-grader/core/policy/derive-policy";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { labFolders } from "../labs/lab-folders.ts";
import { labTestDocument } from "../labs/lab-test-document.ts";
import { renderLabTest } from "../labs/lab-test-table.ts";
import { readSheet } from "../labs/read-sheet.ts";
import { validateLab } from "../labs/validate-lab.ts";
import { connect, Login } from "../service/connect.ts";

/** A lab that has proved its rubric, for assignments to use. */
export const labPublishCommand = defineCommand({
  name: "lab publish",
  summary: "test a lab and publish it with its sheet; a version never changes again",
  example: "labgrader lab publish labs/my-lab --as instructor-01",
  arguments: [{ name: "<dir>", description: "folder of a lab" }],
  flags: [
    { flags: "--as <login>", description: "an instructor of the local system" },
    {
      flags: "--dev",
      description: "under a version of its own, 1.0.0-dev.1a2b3c4d, to try it out",
    },
  ],
  input: z.strictObject({
    dir: z.string().min(1),
    as: Login.optional(),
    dev: z.boolean().optional(),
  }),
  run: async ({ dir, as, dev }, context) => {
    const { terminal, directory } = context;
    const [folder] = await labFolders([dir], directory);
    if (!folder) throw usageError("usage.no_folder", `${dir} is no folder.`);
    const validation = await validateLab(folder.typed, folder.path);
    if (!validation.isValid) {
      throw usageError("usage.lab_broken", validation.problems.map(describeProblem).join("\n"));
    }
    const { authored, stages } = validation;
    const { lab } = authored;
    const long = stages.find((stage) => stage.sessionPolicyCharacters > longestSessionPolicy);
    if (long) throw usageError("usage.lab_too_long", `${long.stage}: ${long.warnings.join("; ")}`);
    const sheet = await readSheet(folder);
    const source = dev ? asDevVersion(authored.source, sheet) : authored.source;
    const client = await connect(context, as);

    const line = terminal.progress.start("playing");
    line.update(lab.id);
    const { testLab } = await import("@lab-grader/sandbox/lab-bench/test-lab");
    const test = await testLab(authored);
    line.end(lab.id);
    if (!test.isPassed) {
      terminal.print({
        text: () =>
          `${renderLabTest(`${lab.id} ${lab.version}`, test, terminal)}\n\nNot published: both scores must be 100 %.`,
        json: () => ({
          lab: lab.id,
          version: lab.version,
          status: "not_published",
          ...test.scores,
        }),
      });
      return exitCodes.notPassed;
    }
    // A proof that the service can't keep is no reason not to publish.
    const { data: proof } = PublishRequest.shape.proof.safeParse({
      ...labTestDocument(authored, test),
      version: versionOf(source),
    });
    const receipt = await client.call(publishLab, {
      body: {
        source,
        ...(sheet === undefined ? {} : { sheet }),
        ...(proof === undefined ? {} : { proof }),
      },
    });
    terminal.print({
      text: () =>
        [
          receipt.status === "published"
            ? `${receipt.labId} ${receipt.version} is published.`
            : `${receipt.labId} ${receipt.version} was published before, with the same content.`,
          `digest ${receipt.digest}`,
          ...(sheet === undefined
            ? [`no lab sheet: there is no ${folder.typed}/${sheetFile}`]
            : []),
          ...(proof === undefined ? ["The proof was not kept: it is too large."] : []),
          ...(receipt.proof === "not_stored"
            ? ["The proof was not kept: somebody else has published this version."]
            : []),
        ].join("\n"),
      json: () => receipt,
    });
    return exitCodes.ok;
  },
});

/** Every content has a version of its own, so that changes can be tried without counting up. */
function asDevVersion(source: Json, sheet: string | undefined): Json {
  if (!isJsonObject(source)) return source;
  const digest = createHash("sha256").update(contentOfLab({ source, sheet })).digest("hex");
  return { ...source, version: `${String(source.version)}-dev.${digest.slice(0, 8)}` };
}

function versionOf(source: Json): string {
  return isJsonObject(source) ? String(source.version) : "";
}
