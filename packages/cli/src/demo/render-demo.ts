import { markOf } from "@lab-grader/core/views/feedback-order";
import { counted } from "../feedback/figures.ts";
import { renderFeedback } from "../feedback/render-feedback.ts";
import {
  type GradebookLine,
  gradebookWidth,
  renderGradebook,
  renderLegend,
} from "../gradebook/gradebook-table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { lengthOf, wrap } from "../terminal/wrap.ts";
import { shownLearner } from "./demo-learners.ts";
import type { DemoReport, DemoResult } from "./demo-report.ts";
import { firstStumbles } from "./first-stumbles.ts";

const flush = { first: "", rest: "" };

/** The demo's result for a person: gradebook, totals, and what one learner reads. */
export function renderDemo(report: DemoReport, terminal: Terminal): string {
  const { marks } = terminal;
  const { lab, stage, cohort, results } = report;
  const columns = stage.criteria.map(({ criterion, maxPoints }) => ({ id: criterion, maxPoints }));
  const lines = results.map((result) => gradebookLine(result, terminal));
  const facts = [
    `${lab.id} ${lab.version}`,
    `stage ${stage.stage}`,
    `${stage.maxPoints} points`,
    `cohort ${cohort}`,
    counted(results.length, "learner"),
  ];
  return [
    facts.join(` ${marks.dot} `),
    renderGradebook(columns, lines, marks),
    renderLegend(columns, lines, marks),
    renderTotals(report, terminal),
    renderShownLearner(results, terminal),
    renderConclusion(report),
  ].join("\n\n");
}

function gradebookLine(result: DemoResult, { marks }: Terminal): GradebookLine {
  const { learner, view, differences } = result;
  return {
    login: learner.login,
    state: view.state,
    points: view.points,
    attempts: view.attempt.used,
    outcomes: view.outcomes.map(markOf),
    why: differences.length > 0 ? `${marks.differs} ${differences.join("; ")}` : whyText(result),
  };
}

/** What is not as asked; where nothing is, whose way it was and what happened on it. */
function whyText({ learner, row, view, calls, requests, submissions, waitedFor }: DemoResult) {
  const why = row.stages.find(({ stage }) => stage === view.stage)?.why;
  if (why !== undefined) return why;
  const way =
    learner.labCase === undefined || waitedFor.length > 0
      ? "solution"
      : `also right: ${learner.labCase}`;
  const happened = [
    calls.throttled > 0 && `AWS throttled ${calls.throttled} calls`,
    requests > submissions && `${requests} requests, ${counted(submissions, "submission")}`,
    waitedFor.length > 0 && `waited for ${waitedFor.join(", ")}`,
  ].filter((text) => text !== false);
  return [way, ...happened].join("; ");
}

function renderTotals({ results, totals, deadLetters }: DemoReport, { marks }: Terminal): string {
  const graded = results.flatMap(({ view }) =>
    view.state === "graded" && view.points !== null ? [view.points] : [],
  );
  const mean = graded.reduce((sum, points) => sum + points, 0) / Math.max(graded.length, 1);
  const counts = [
    `graded ${totals.graded} (mean ${mean.toFixed(1)})`,
    totals.needsReview > 0 && `needs review ${totals.needsReview}`,
    `blocked ${totals.blocked}, the learner must act`,
    `failed ${totals.failed}`,
    `lost ${totals.lost}`,
    `twice ${totals.gradedTwice}`,
  ].filter((text) => text !== false);
  const stumbles = firstStumbles(results.map(({ view }) => view.outcomes));
  return [
    counts.join("  "),
    wrap(stumbles.join(` ${marks.dot} `), gradebookWidth, {
      first: "first stumbled on   ",
      rest: " ".repeat(20),
    }),
    `dead letters        ${counted(deadLetters.length, "message")} that belongs to nobody: ${deadLetters.join(", ")}`,
  ].join("\n");
}

function renderShownLearner(results: readonly DemoResult[], terminal: Terminal): string {
  const shown = results.find(({ learner }) => learner.login === shownLearner);
  if (!shown) throw new Error(`${shownLearner} is not in the demo's cohort.`);
  const title = `What ${shownLearner} reads`;
  return [
    title,
    terminal.marks.rule.repeat(lengthOf(title)),
    renderFeedback(shown.view, terminal),
  ].join("\n");
}

function renderConclusion({ results, problems }: DemoReport): string {
  const right = results.filter(({ differences }) => differences.length === 0).length;
  const undisturbed = results.filter(
    ({ view, calls, waitedFor }) =>
      view.turn === "nobody" && calls.throttled === 0 && waitedFor.length === 0,
  );
  const most = Math.max(0, ...undisturbed.map(({ calls }) => calls.all));
  const repeated = undisturbed.reduce((sum, { calls }) => sum + calls.repeated, 0);
  const wrong = results.flatMap(({ learner, differences }) =>
    differences.map((difference) => `${learner.login}: ${difference}`),
  );
  return [
    wrap(
      `${right} of ${results.length} came out as the lab's cases say. A full grading: ${counted(most, "AWS call")}, ${repeated === 0 ? "none twice" : `${repeated} of them twice`}.`,
      gradebookWidth,
      flush,
    ),
    ...[...wrong, ...problems].map((line) => wrap(line, gradebookWidth, { first: "", rest: "  " })),
  ].join("\n");
}
