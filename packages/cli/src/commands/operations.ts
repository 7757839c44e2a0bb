import { countOpenWork } from "@lab-grader/core/contracts/endpoints/operations";
import { addPhases, type Phase, type PhaseCounts, phases } from "@lab-grader/core/views/phases";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

const phaseTexts: Readonly<Record<Phase, string>> = {
  queued: "queued",
  waiting: "waiting for AWS",
  grading: "being graded",
  follow_up: "closed, gradebook follows",
  job: "jobs in the background",
};

/** What is on its way, by phase. */
export const operationsCommand = defineCommand({
  name: "operations",
  summary: "show how much is on its way in each phase, and how old the oldest is",
  example: "labgrader operations --as instructor-01",
  flags: [{ flags: "--as <login>", description: "who you are; local system only" }],
  input: z.strictObject({ as: Login.optional() }),
  run: async ({ as }, context) => {
    const client = await connect(context, as);
    let counts: PhaseCounts | undefined;
    let cursor: string | undefined;
    do {
      const { cursor: next, ...page } = await client.call(countOpenWork, { query: { cursor } });
      counts = counts === undefined ? page : addPhases(counts, page);
      cursor = next;
    } while (cursor !== undefined);
    context.terminal.print({ text: () => textOf(counts, context.terminal), json: () => counts });
    return exitCodes.ok;
  },
});

function textOf(counts: PhaseCounts | undefined, { marks }: Terminal): string {
  if (counts === undefined || phases.every((phase) => counts.phases[phase].count === 0))
    return "Nothing is on its way.";
  const rows = phases.map((phase) => {
    const { count, oldestSeconds, oldest = "" } = counts.phases[phase];
    const age = oldestSeconds === undefined ? "" : ageText(oldestSeconds);
    return [phaseTexts[phase], String(count), age, oldest];
  });
  const columns = [
    { title: "phase" },
    { title: "count", align: "right" as const },
    { title: "oldest", align: "right" as const },
    { title: "which" },
  ];
  return renderTable(columns, rows, marks);
}

/** `45 s`, `12 min`, `3 h`: how long is what matters, not to the second. */
function ageText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
