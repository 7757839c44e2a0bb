import type { Client } from "@lab-grader/core/client";
import type { CohortList } from "@lab-grader/core/contracts/http";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { stageLines } from "../gradebook/gradebook-lines.ts";
import { renderGradebook, renderLegend } from "../gradebook/gradebook-table.ts";
import { type WholeGradebook, wholeGradebook } from "../gradebook/whole-gradebook.ts";
import { connect, Login } from "../service/connect.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Cohort = CohortList["cohorts"][number];

/** The gradebook of a cohort, all its assignments and stages. */
export const gradebookCommand = defineCommand({
  name: "gradebook",
  summary: "show a cohort's results, as its instructor",
  example: "labgrader gradebook demo --as instructor-01",
  arguments: [
    { name: "[cohort]", description: "the cohort's name or id; needed where you have several" },
  ],
  flags: [{ flags: "--as <login>", description: "who you are; local system only" }],
  input: z.strictObject({ cohort: z.string().min(1).max(100).optional(), as: Login.optional() }),
  run: async ({ cohort: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const cohort = await findCohort(client, wanted);
    const { assignments } = await client.listAssignments();
    const gradebooks = await Promise.all(
      assignments
        .filter(({ cohortId }) => cohortId === cohort.cohortId)
        .map(({ assignmentId }) => wholeGradebook(client, assignmentId)),
    );
    terminal.print({
      text: () =>
        gradebooks.length === 0
          ? `The cohort ${cohort.name} has no assignments.`
          : gradebooks.map((one) => renderAssignment(cohort, one, terminal)).join("\n\n"),
      json: () => ({ cohort, gradebooks }),
    });
    return exitCodes.ok;
  },
});

async function findCohort(client: Client, wanted: string | undefined): Promise<Cohort> {
  const { cohorts } = await client.listCohorts();
  const found = cohorts.filter(
    ({ cohortId, name }) => wanted === undefined || cohortId === wanted || name === wanted,
  );
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  const list = (some: readonly Cohort[]): string =>
    some.map(({ cohortId, name }) => `  ${name}   ${cohortId}`).join("\n");
  if (only) {
    throw usageError("usage.cohort_ambiguous", `Which cohort? Name one of them:\n${list(found)}`);
  }
  const yours = cohorts.length === 0 ? "You have none." : `You have:\n${list(cohorts)}`;
  throw usageError(
    "usage.cohort_unknown",
    wanted === undefined ? yours : `You have no cohort "${wanted}". ${yours}`,
  );
}

function renderAssignment(
  cohort: Cohort,
  { labId, labVersion, stages, rows }: WholeGradebook,
  { marks }: Terminal,
): string {
  const byLogin = rows.toSorted((left, right) => (left.login < right.login ? -1 : 1));
  return stages
    .map((stage) => {
      const columns = stage.criteria.map(({ criterion, maxPoints }) => ({
        id: criterion,
        maxPoints,
      }));
      const lines = stageLines(stage.stage, byLogin);
      const facts = [
        `${labId} ${labVersion}`,
        `stage ${stage.stage}`,
        `${stage.maxPoints} points`,
        `cohort ${cohort.name}`,
        counted(rows.length, "learner"),
      ];
      const isEmpty = lines.every(({ state }) => state === undefined);
      if (isEmpty) return `${facts.join(` ${marks.dot} `)}\n\nNobody has handed in this stage yet.`;
      return [
        facts.join(` ${marks.dot} `),
        renderGradebook(columns, lines, marks),
        renderLegend(columns, lines, marks),
      ].join("\n\n");
    })
    .join("\n\n");
}
