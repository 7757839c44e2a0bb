import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { serviceError } from "../command-error.ts";

/** What `labgrader dev` writes while it runs, so that another terminal finds it. */
export const LocalState = z.object({
  apiUrl: z.url(),
  sandboxUrl: z.url(),
  region: z.string(),
});
export type LocalState = z.infer<typeof LocalState>;

const place = join(".labgrader", "local.json");

/** The running local system, looked for in this folder and those above; `undefined`: none runs. */
export async function findLocalState(directory: string): Promise<LocalState | undefined> {
  const text = await readIfThere(join(directory, place));
  if (text !== undefined) return parseState(text, join(directory, place));
  const parent = dirname(directory);
  return parent === directory ? undefined : await findLocalState(parent);
}

/** @throws CommandError when no local system runs. */
export async function getLocalState(directory: string): Promise<LocalState> {
  const state = await findLocalState(directory);
  if (state) return state;
  throw serviceError(
    "local.not_running",
    "No local system runs here. Start one in another terminal: npm run dev",
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return undefined;
    throw fault;
  }
}

function parseState(text: string, file: string): LocalState {
  try {
    return LocalState.parse(JSON.parse(text));
  } catch (cause) {
    throw serviceError(
      "local.state_unreadable",
      `${file} was written by another version. Stop the local system and start it again: npm run dev`,
      { cause },
    );
  }
}
