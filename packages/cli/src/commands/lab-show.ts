import type { Client } from "@lab-grader/core/client";
import { getLabRubric, listLabs } from "@lab-grader/core/contracts/endpoints/labs";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { rubricText } from "../labs/rubric-text.ts";
import { connect, Login } from "../service/connect.ts";

/** The rubric of a published lab, as the service judges by it. */
export const labShowCommand = defineCommand({
  name: "lab show",
  summary: "show a published lab: its criteria, what each asks of AWS, what its cases prove",
  example: "labgrader lab show dynamodb-introduction --as instructor-01",
  arguments: [
    { name: "<lab>", description: "id of the lab" },
    { name: "[version]", description: "default: the newest that is not to be tried out" },
  ],
  flags: [asFlag],
  input: z.strictObject({
    lab: z.string().min(1),
    version: z.string().min(1).optional(),
    as: Login.optional(),
  }),
  run: async ({ lab: labId, version: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const version = wanted ?? (await newestVersion(client, labId));
    const rubric = await client.call(getLabRubric, { params: { labId, version } });
    terminal.print({ text: () => rubricText(rubric, terminal), json: () => rubric });
    return exitCodes.ok;
  },
});

/** @throws CommandError of kind `usage` where no version is published. */
async function newestVersion(client: Client, labId: string): Promise<string> {
  const { labs } = await client.call(listLabs, {});
  const lab = labs.find((each) => each.labId === labId);
  const newest = lab?.versions.find(({ isDev }) => !isDev) ?? lab?.versions[0];
  if (newest) return newest.version;
  const known = labs.map((each) => each.labId).join(", ") || "none";
  throw usageError("usage.lab_unknown", `No lab "${labId}" is published here. There is: ${known}.`);
}
