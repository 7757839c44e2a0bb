import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { exportFormats, exportGradebook } from "@lab-grader/core/contracts/endpoints/exports";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { serviceError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { connect, Login } from "../service/connect.ts";
import { findCohort } from "../service/find-cohort.ts";
import { wrap } from "../terminal/wrap.ts";

/** The released results of a cohort as a file for an LMS. */
export const exportCommand = defineCommand({
  name: "export",
  summary: "write a cohort's results for Canvas, Moodle or a spreadsheet",
  example: "labgrader export canvas demo --as instructor-01",
  arguments: [
    { name: "<format>", description: "canvas, moodle, csv or json" },
    { name: "[cohort]", description: "name or id; needed where you have several" },
  ],
  flags: [
    { flags: "--assignments <ids>", description: "only these, with commas between" },
    {
      flags: "--moodle-key <key>",
      description: "email, idNumber or moodleUsername; default email",
    },
    { flags: "--out <file>", description: "where to write; default the name that it comes with" },
    { flags: "--as <login>", description: "who you are; local system only" },
  ],
  input: z.strictObject({
    format: z.enum(exportFormats, `one of ${exportFormats.join(", ")}`),
    cohort: z.string().min(1).max(100).optional(),
    assignments: z.string().min(1).optional(),
    moodleKey: z.enum(["email", "idNumber", "moodleUsername"]).optional(),
    out: z.string().min(1).optional(),
    as: Login.optional(),
  }),
  run: async ({ format, cohort: wanted, assignments, moodleKey, out, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { cohortId } = await findCohort(client, wanted);
    const { file, leftOut, notes, seal } = await client.call(exportGradebook, {
      params: { cohortId, format },
      query: { assignments, moodleKey },
    });
    const path = resolve(context.directory, out ?? plainName(file.name));
    await writeNew(path, file.text);
    terminal.print({
      text: () =>
        [
          `Written: ${path}`,
          ...notes.map((note) => wrap(note, terminal.columns, flush)),
          ...(seal === undefined
            ? ["Nothing is sealed yet: labgrader audit seal"]
            : [`Audit seal: ${seal.hash}`]),
          ...leftOutLines(leftOut, terminal.columns),
        ].join("\n"),
      json: () => ({ path, leftOut, notes, seal }),
    });
    return exitCodes.ok;
  },
});

const flush = { first: "", rest: "" } as const;
const indented = { first: "  ", rest: "  " } as const;

/** Whoever is left out for the same reason in one paragraph. */
function leftOutLines(
  leftOut: readonly { readonly login: string; readonly why: string }[],
  columns: number,
): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { login, why } of leftOut)
    byReason.set(why, [...(byReason.get(why) ?? []), login].sort());
  return [...byReason].flatMap(([why, logins]) => [
    "",
    wrap(`${counted(logins.length, "learner")} left out. ${why}`, columns, flush),
    wrap(logins.join(", "), columns, indented),
  ]);
}

/** The service names the file, never a place for it. */
function plainName(name: string): string {
  if (/^[a-z0-9][a-z0-9.-]*$/.test(name)) return name;
  throw serviceError(
    "service.unreadable",
    `The service named the file ${JSON.stringify(name)}, which is no plain name. Name one yourself: --out <file>`,
  );
}

/** For its owner alone. Yesterday's export may be the only copy of what an LMS was given. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "EEXIST")
      throw usageError(
        "usage.file_exists",
        `${path} is there already. Name another file: --out <file>`,
      );
    if (error.code === "ENOENT" || error.code === "EACCES" || error.code === "EISDIR")
      throw usageError("usage.file", `${path} can't be written. Name another file: --out <file>`);
    throw error;
  }
}
