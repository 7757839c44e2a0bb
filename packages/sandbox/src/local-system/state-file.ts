import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** What other processes need to find a running local system. Holds no secret. */
export const LocalSystemState = z.object({
  apiUrl: z.url(),
  /** Of the web application; absent where there is none. */
  siteUrl: z.url().optional(),
  sandboxUrl: z.url(),
  region: z.string(),
  /** Of the process that runs the system. */
  processId: z.int().positive(),
  startedAt: z.string(),
  lab: z.string(),
  assignmentId: z.string(),
  cohort: z.string(),
  learners: z.array(
    z.object({ login: z.string(), accountId: z.string(), accessKeyId: z.string() }),
  ),
  instructors: z.array(z.string()),
});
export type LocalSystemState = z.infer<typeof LocalSystemState>;

export type FoundSystem =
  | { readonly status: "none" }
  | { readonly status: "running"; readonly state: LocalSystemState }
  /** Its process is gone, or the file is of another version; `message` says what to do. */
  | { readonly status: "stale"; readonly message: string };

/** Below the directory in which the system was started. */
export function stateFile(directory: string): string {
  return join(directory, ".labgrader", "local.json");
}

/** The local system that was started in this directory. */
export async function findRunningSystem(directory: string): Promise<FoundSystem> {
  const file = stateFile(directory);
  const text = await readIfThere(file);
  if (text === undefined) {
    return { status: "none" };
  }
  const parsed = LocalSystemState.safeParse(jsonOf(text));
  if (!parsed.success) {
    return { status: "stale", message: `${file} can't be read: start the system again.` };
  }
  const { processId } = parsed.data;
  return isAlive(processId)
    ? { status: "running", state: parsed.data }
    : {
        status: "stale",
        message: `The local system of ${file} ended without cleaning up (process ${processId} is gone): start it again.`,
      };
}

/** @throws Error where another system runs in this directory; a stale file is replaced. */
export async function writeState(directory: string, state: LocalSystemState): Promise<void> {
  await assertFree(directory);
  await mkdir(join(directory, ".labgrader"), { recursive: true });
  await writeFile(stateFile(directory), `${JSON.stringify(state, null, 2)}\n`);
}

/** @throws Error that names the system which runs in this directory already. */
export async function assertFree(directory: string): Promise<void> {
  const found = await findRunningSystem(directory);
  if (found.status === "running" && found.state.processId !== process.pid) {
    const { processId, apiUrl } = found.state;
    throw new Error(
      `a local system runs here already: process ${processId}, ${apiUrl}. Use it, or end it first.`,
    );
  }
}

export async function removeState(directory: string): Promise<void> {
  await rm(stateFile(directory), { force: true });
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) {
      return undefined;
    }
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Signal 0 only asks; EPERM: the process is there and somebody else's. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
