import { attemptText, resultText } from "@lab-grader/core/views/submission-heading";
import type { FeedbackView } from "@lab-grader/core/views/whose-move";
import type { Terminal } from "../terminal/terminal.ts";
import { spread } from "../terminal/wrap.ts";
import { terminalTimes } from "./figures.ts";

/** The first line: lab, stage and which attempt; at its right end what came of it. */
export function renderHeading(view: FeedbackView, { marks, columns }: Terminal): string {
  const parts = [view.lab.id, view.stage, attemptText(view, terminalTimes)].filter(Boolean);
  return spread(parts.join(` ${marks.dot} `), resultText(view), columns - 3);
}
