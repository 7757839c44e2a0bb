import type { Lab } from "@lab-grader/core/lab/lab";
import { pointsText } from "@lab-grader/core/views/figures";
import { counted } from "../feedback/figures.ts";
import { renderFeedback } from "../feedback/render-feedback.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import type { PreviewedFeedback, StagePreview } from "./lab-preview.ts";

/** A lab as its learners see it, from the lab sheet to the last feedback. */
export function previewText(
  {
    lab,
    readme,
    stages,
  }: { lab: Lab; readme: string | undefined; stages: readonly StagePreview[] },
  terminal: Terminal,
): string {
  const { id, version, title, summary, minutes, costUsd } = lab;
  return [
    [
      `${title}   ${id} ${version}`,
      wrap(summary, terminal.columns, { first: "", rest: "" }),
      `about ${minutes} minutes, ${costUsd} USD`,
    ].join("\n"),
    readme === undefined ? "(no README.md: learners have no lab sheet)" : readmeHead(readme),
    ...stages.flatMap((stage) => stageParts(stage, terminal)),
  ].join("\n\n");
}

/** Up to the first section: what a learner reads before the steps. */
function readmeHead(readme: string): string {
  const [head = ""] = readme.split(/^## /m);
  return head.trim();
}

function stageParts(stage: StagePreview, terminal: Terminal): readonly string[] {
  const { marks, columns } = terminal;
  const { title, after, items, questions, feedback } = stage;
  const needs = after === undefined ? "" : `, after one attempt of ${after}`;
  const points = items.reduce((sum, item) => sum + item.points, 0);
  return [
    wrap(`${stage.stage}: ${title} (${pointsText(points)} points${needs})`, columns, {
      first: `${marks.rule.repeat(3)} `,
      rest: "    ",
    }),
    [
      "Before submitting",
      ...items.map((item) =>
        wrap(`${item.title} (${pointsText(item.points)})`, columns, {
          first: `  ${marks.dot} `,
          rest: "    ",
        }),
      ),
    ].join("\n"),
    ...(questions.length === 0
      ? []
      : [[counted(questions.length, "question"), ...questions.map(questionText)].join("\n")]),
    ...feedback.map(
      (one) => `${marks.rule.repeat(3)} ${whenText(one)}\n\n${renderFeedback(one.view, terminal)}`,
    ),
  ];

  function questionText({ criterion, text, answer }: StagePreview["questions"][number]): string {
    const asked = wrap(`${criterion}: ${text}`, columns, { first: "  ", rest: "    " });
    if (answer.kind !== "choice") return asked;
    const choices = answer.choices.map((choice) =>
      wrap(choice, columns, { first: `    ${marks.dot} `, rest: "      " }),
    );
    return [asked, ...choices].join("\n");
  }
}

function whenText({ case: name, shown, view }: PreviewedFeedback): string {
  if (name === "solution") return "Everything as in the solution";
  if (view.state !== "waiting") return `Something is otherwise: case ${name}`;
  return shown === "full"
    ? `AWS is not finished: case ${name}`
    : `The same where attempts are limited (blockedFeedback: unknownOnly)`;
}
