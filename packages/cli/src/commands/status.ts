import type { Client } from "@lab-grader/core/client";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { SubmissionId } from "@lab-grader/core/ids";
import { isClosed } from "@lab-grader/core/submissions/submission";
import { pointsText } from "@lab-grader/core/views/figures";
import * as z from "zod";
import { type CommandContext, defineCommand } from "../command.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { renderFeedback } from "../feedback/render-feedback.ts";
import { connect, Login } from "../service/connect.ts";
import type { Marks } from "../terminal/marks.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What was handed in; exit code of one submission as for `submit`. */
export const statusCommand = defineCommand({
  name: "status",
  summary: "show a submission with its feedback, or list all of yours",
  example: "labgrader status --as learner-14",
  arguments: [{ name: "[submissionId]", description: "the submission; without it, a list" }],
  flags: [{ flags: "--as <login>", description: "who you are; local system only" }],
  input: z.strictObject({ submissionId: SubmissionId.optional(), as: Login.optional() }),
  run: async ({ submissionId, as }, context) => {
    const client = await connect(context, as);
    return submissionId === undefined
      ? await showList(client, context)
      : await showOne(client, submissionId, context);
  },
});

async function showOne(
  client: Client,
  submissionId: string,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const answer = await client.getSubmission(submissionId);
  if (answer.status === "unchanged") throw new Error("Asked without an ETag, yet unchanged.");
  const { view } = answer;
  terminal.print({ text: () => renderFeedback(view, terminal), json: () => view });
  return view.isPassed ? exitCodes.ok : exitCodes.notPassed;
}

async function showList(client: Client, { terminal }: CommandContext): Promise<ExitCode> {
  const { assignments } = await client.call(listAssignments, {});
  const lists = await Promise.all(
    assignments.map(async ({ assignmentId, labId }) => ({
      assignmentId,
      labId,
      submissions: await allSubmissions(client, assignmentId),
    })),
  );
  terminal.print({
    text: () => renderList(lists, terminal),
    json: () => ({ assignments: lists }),
  });
  return exitCodes.ok;
}

async function allSubmissions(
  client: Client,
  assignmentId: string,
  cursor?: string,
): Promise<SubmissionSummary[]> {
  const page = await client.call(listSubmissions, {
    params: { assignmentId },
    query: { cursor },
  });
  if (page.cursor === undefined) return page.submissions;
  return [...page.submissions, ...(await allSubmissions(client, assignmentId, page.cursor))];
}

function renderList(
  lists: readonly { labId: string; submissions: readonly SubmissionSummary[] }[],
  { marks }: Terminal,
): string {
  const handedIn = lists.filter(({ submissions }) => submissions.length > 0);
  if (handedIn.length === 0) return "Nothing was handed in yet.";
  return handedIn
    .map(({ labId, submissions }) => `${labId}\n\n${renderSubmissions(submissions, marks)}`)
    .join("\n\n");
}

function renderSubmissions(submissions: readonly SubmissionSummary[], marks: Marks): string {
  const rows = submissions.map((one) => [
    one.stage,
    isClosed(one.state) ? one.state : `${one.state} ${marks.more}`,
    one.points === null ? marks.none : pointsText(one.points),
    `${one.submittedAt.slice(0, 16).replace("T", " ")}`,
    one.submissionId,
  ]);
  return renderTable(
    [
      { title: "stage" },
      { title: "state" },
      { title: "pts", align: "right" },
      { title: "submitted, UTC" },
      { title: "submission" },
    ],
    rows,
    marks,
  );
}
