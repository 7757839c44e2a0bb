import type { Client } from "@lab-grader/core/client";
import { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { counted } from "../feedback/figures.ts";
import { stageLines } from "../gradebook/gradebook-lines.ts";
import { renderGradebook, renderLegend } from "../gradebook/gradebook-table.ts";
import { matrixText, ownRowText } from "../gradebook/matrix-text.ts";
import { type WholeGradebook, wholeGradebook } from "../gradebook/whole-gradebook.ts";
import { wholeMatrix } from "../gradebook/whole-matrix.ts";
import { connect, Login } from "../service/connect.ts";
import { type FoundCohort, findCohort } from "../service/find-cohort.ts";
import { findGivenAssignment } from "../service/find-given-assignment.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The gradebook of a cohort; for a learner their own row; with --assignment its criteria. */
export const gradebookCommand = defineCommand({
  name: "gradebook",
  summary: "show results: a cohort's, learner by assignment, or your own",
  example: "labgrader gradebook demo --as instructor-01",
  arguments: [
    { name: "[cohort]", description: "the cohort's name or id; needed where you have several" },
  ],
  flags: [
    { flags: "--assignment <assignment>", description: "only this one, criterion by criterion" },
    { flags: "--dropped", description: "learners who were dropped, too" },
    { flags: "--mine", description: "your own results, as a learner" },
    { flags: "--as <login>", description: "who you are; local system only" },
  ],
  input: z.strictObject({
    cohort: z.string().min(1).max(100).optional(),
    assignment: z.string().min(1).optional(),
    dropped: z.boolean().default(false),
    mine: z.boolean().default(false),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, assignment, dropped, mine, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    if (mine) return await showOwn(client, terminal);
    const cohort = await findCohort(client, wanted);
    if (assignment !== undefined) return await showCriteria(client, cohort, assignment, terminal);
    const { cohortId } = cohort;
    const matrix = await wholeMatrix(client, { cohortId, dropped });
    terminal.print({
      text: () =>
        `cohort ${cohort.name} ${terminal.marks.dot} ${counted(matrix.rows.length, "learner")}\n\n${matrixText(matrix, terminal)}`,
      json: () => ({ cohort, ...matrix }),
    });
    return exitCodes.ok;
  },
});

async function showOwn(client: Client, terminal: Terminal): Promise<ExitCode> {
  const { cohorts } = await client.call(getOwnGradebook, {});
  terminal.print({
    text: () =>
      cohorts.length === 0
        ? "You are in no cohort."
        : cohorts.map(({ columns, row }) => ownRowText(columns, row, terminal)).join("\n\n"),
    json: () => ({ cohorts }),
  });
  return exitCodes.ok;
}

async function showCriteria(
  client: Client,
  cohort: FoundCohort,
  wanted: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const { assignmentId } = await findGivenAssignment(client, wanted);
  const gradebook = await wholeGradebook(client, assignmentId);
  terminal.print({
    text: () => renderAssignment(cohort, gradebook, terminal),
    json: () => ({ cohort, gradebook }),
  });
  return exitCodes.ok;
}

function renderAssignment(
  cohort: FoundCohort,
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
