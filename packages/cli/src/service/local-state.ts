import { dirname } from "node:path";
import type { LocalSystemState } from "@lab-grader/sandbox/local-system/state-file";
import { serviceError } from "../command-error.ts";

/**
 * The local system that `labgrader dev` runs, looked for in this folder and those above.
 * @throws CommandError when none runs, or when only the file of one that has ended is there.
 */
export async function getLocalState(directory: string): Promise<LocalSystemState> {
  const { findRunningSystem } = await import("@lab-grader/sandbox/local-system/state-file");
  const found = await findRunningSystem(directory);
  if (found.status === "running") return found.state;
  if (found.status === "stale") {
    throw serviceError("local.stale", `${found.message} In another terminal: npm run dev`);
  }
  const parent = dirname(directory);
  if (parent !== directory) return await getLocalState(parent);
  throw serviceError(
    "local.not_running",
    "No local system runs here. Start one in another terminal: npm run dev",
  );
}
