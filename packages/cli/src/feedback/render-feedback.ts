import type { MarkKind } from "@lab-grader/core/views/feedback-order";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import {
  type FeedbackView,
  type Move,
  soFarText,
  whoseMove,
} from "@lab-grader/core/views/whose-move";
import { renderLeftOvers } from "../cleanup/left-overs-text.ts";
import type { Colour, Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import { type Block, renderBlock } from "./block.ts";
import { feedbackCriteria } from "./criteria.ts";
import { counted, terminalTimes } from "./figures.ts";
import { renderHeading } from "./heading.ts";

const flush = { first: "", rest: "" };
const colours: Readonly<Record<MarkKind, Colour>> = {
  met: "green",
  partly: "yellow",
  not_met: "red",
  waiting: "yellow",
  unknown: "yellow",
  not_judged: "dim",
};

/** One submission as its learner reads it in a terminal. */
export function renderFeedback(view: FeedbackView, terminal: Terminal): string {
  const { columns, marks } = terminal;
  const { accountId } = view;
  const { blocks, behindGate, met } = feedbackCriteria(view.outcomes, { accountId, marks });
  const move = whoseMove(view, terminalTimes);
  const head = [renderHeading(view, terminal), move && wrap(moveText(move), columns, flush)];
  const list = (kind: MarkKind, text: string): string => {
    const mark = marks.outcome[kind];
    const body = wrap(text, columns, { first: `${mark} `, rest: "  " });
    return terminal.paint(colours[kind], mark) + body.slice(mark.length);
  };
  const plainlyMet = met.filter(({ seen }) => seen === undefined);
  const gate = view.outcomes.find(({ outcome }) => outcome === "not_met" || outcome === "partly");
  const foot = [
    behindGate.length > 0 &&
      list(
        "not_judged",
        `${counted(behindGate.length, "more is", "more are")} judged once "${gate?.criterion ?? ""}" is as asked.`,
      ),
    view.notShown.length > 0 &&
      !view.notReleased &&
      list("not_judged", `not shown yet: ${view.notShown.join(", ")}`),
    ...met.flatMap((one) => (one.seen === undefined ? [] : [list("met", seenText(one, one.seen))])),
    plainlyMet.length > 0 && list("met", plainlyMet.map(({ criterion }) => criterion).join(", ")),
  ].filter((line) => line !== false);
  return [
    lines(head),
    ...blocks.map((block) => paintedBlock(block, terminal)),
    lines(foot),
    view.state === "waiting" && view.attempt ? wrap(soFarText(view), columns, flush) : "",
    view.submissionId && isLookedAt(view) ? wrap(trailText(view), columns, flush) : "",
    leftBehindText(view, terminal),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .replaceAll("\u00a0", " ");
}

function moveText({ who, text }: Move): string {
  return who === undefined ? text : `${who}. ${text}`;
}

/** Where the learner can see what was asked. */
function trailText({ accessWay, submissionId }: FeedbackView): string {
  return accessWay === "signed"
    ? "Seen by calls that you signed: in your CloudTrail they are your own."
    : `In your CloudTrail we are the session ${submissionId}.`;
}

/** Who has not passed yet still needs what is there. */
function leftBehindText({ leftBehind, isPassed, lab }: FeedbackView, terminal: Terminal): string {
  if (!leftBehind) return "";
  if (isPassed) return renderLeftOvers(leftBehind, terminal);
  if (leftBehind.length === 0) return "";
  const text = `When you are done with this lab: labgrader cleanup ${lab.id} lists what it left in your account, and how to delete it.`;
  return wrap(text, terminal.columns, flush);
}

/** A failure that was introduced on purpose: what was seen of it is the proof. */
function seenText({ criterion, points, maxPoints, title }: OutcomeView, seen: string): string {
  return `${criterion}   ${points} of ${maxPoints}   ${title} — seen: ${seen}`;
}

function paintedBlock(block: Block, terminal: Terminal): string {
  const text = renderBlock(block, terminal);
  const kind = Object.entries(terminal.marks.outcome).find(([, mark]) => mark === block.mark)?.[0];
  const colour = Object.entries(colours).find(([name]) => name === kind)?.[1];
  return colour ? terminal.paint(colour, block.mark) + text.slice(block.mark.length) : text;
}

function lines(parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join("\n");
}

function isLookedAt({ outcomes }: FeedbackView): boolean {
  return outcomes.some(({ lookedAt }) => lookedAt.some(({ service }) => service !== "sts"));
}
