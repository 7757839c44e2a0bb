import { describeProblem } from "@lab-grader/core/lab/problem";
import type { LabBench } from "@lab-grader/sandbox/lab-bench/bench";
import type { CommandContext } from "../command.ts";
import { counted } from "../feedback/figures.ts";
import type { LabFolder } from "./lab-folders.ts";
import { renderLabTest } from "./lab-test-table.ts";
import { readLabFolder } from "./read-lab.ts";
import { changedLabs } from "./watch-labs.ts";

type Watching = Pick<CommandContext, "terminal" | "signal">;

/** Tests the labs, and again what changes whenever a file is saved, until the signal is aborted. */
export async function watchLabTests(
  folders: readonly LabFolder[],
  bench: LabBench,
  context: Watching,
): Promise<void> {
  const { terminal, signal } = context;
  // Begins before the first test, so that nothing saved meanwhile is missed.
  const changes = changedLabs(folders, signal);
  const first = changes.next();
  for (const folder of folders) await testShown(folder, bench, context);
  terminal.note("Watching; Ctrl-C ends it.");
  for (let change = await first; !change.done; change = await changes.next()) {
    for (const folder of change.value) await testShown(folder, bench, context);
  }
}

/** A broken file is no end: its problems are shown, and the next save may mend them. */
async function testShown(
  { typed, path }: LabFolder,
  bench: LabBench,
  { terminal, signal }: Watching,
): Promise<void> {
  if (signal.aborted) return;
  const started = performance.now();
  const read = await readLabFolder(typed, path);
  if (!read.ok) {
    terminal.printText(`${read.problems.map(describeProblem).join("\n")}\n`);
    return;
  }
  let played = 0;
  const { lab } = read.value;
  const test = await bench.test(read.value, () => {
    played += 1;
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  terminal.printText(`${renderLabTest(`${lab.id} ${lab.version}`, test, terminal)}\n`);
  terminal.note(`${typed}: ${counted(played, "case")} played again  ${seconds} s`);
}
