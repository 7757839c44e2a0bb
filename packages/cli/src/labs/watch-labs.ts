import { watch } from "node:fs/promises";
import type { LabFolder } from "./lab-folders.ts";

/** An editor saves in several writes; what follows within this time is the same save. */
const sameSaveMs = 40;

/**
 * The folders in which a file of a lab has changed, as often as that happens; ends when the signal
 * is aborted.
 */
export async function* changedLabs(
  folders: readonly LabFolder[],
  signal: AbortSignal,
): AsyncGenerator<readonly LabFolder[]> {
  const changed = new Set<LabFolder>();
  let wake = () => {};
  let isWaiting = Promise.resolve();
  const expectChange = () => {
    isWaiting = new Promise((resolve) => {
      wake = resolve;
    });
  };
  expectChange();
  const watching = folders.map(async (folder) => {
    try {
      for await (const { filename } of watch(folder.path, { recursive: true, signal })) {
        if (filename !== null && !isLabFile(filename)) continue;
        changed.add(folder);
        wake();
      }
    } catch (fault) {
      if (!signal.aborted) throw fault;
    }
  });
  const ended = Promise.all(watching).then(() => wake());
  while (!signal.aborted) {
    await Promise.race([isWaiting, ended]);
    await quiet();
    if (signal.aborted) break;
    expectChange();
    const now = [...changed];
    changed.clear();
    if (now.length > 0) yield now;
  }
  await ended;
}

function isLabFile(name: string): boolean {
  return name.endsWith(".yaml");
}

async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, sameSaveMs));
}
