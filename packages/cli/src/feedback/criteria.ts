import {
  type FeedbackOrder,
  feedbackOrder,
  markOf,
  outOfText,
} from "@lab-grader/core/views/feedback-order";
import { accountText, pointsText } from "@lab-grader/core/views/figures";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { Marks } from "../terminal/marks.ts";
import type { Block, Part } from "./block.ts";
import { secondOfDay, withReadableTimes } from "./figures.ts";

/** The criteria of a submission in the order in which a learner reads them. */
export interface FeedbackCriteria extends Pick<FeedbackOrder, "behindGate" | "met"> {
  readonly blocks: readonly Block[];
}

/** What is as asked is no block. */
export function feedbackCriteria(
  outcomes: readonly OutcomeView[],
  { accountId, marks }: { accountId: string; marks: Marks },
): FeedbackCriteria {
  const { closedDoor, told, behindGate, met } = feedbackOrder(outcomes, { accountId });
  const shown = closedDoor ? [closedDoor] : told;
  return {
    blocks: shown.map((outcome) => criterionBlock(outcome, { accountId, marks })),
    behindGate,
    met,
  };
}

function criterionBlock(
  outcome: OutcomeView,
  { accountId, marks }: { accountId: string; marks: Marks },
): Block {
  const { criterion: id, title } = outcome;
  return {
    mark: marks.outcome[markOf(outcome)],
    id,
    points: outOfText(outcome),
    title,
    parts: partsOf(outcome, accountId),
  };
}

/** `hint 1 of 2:  labgrader hint capacity` */
function hintText({ criterion, hints }: OutcomeView): string | undefined {
  if (hints === undefined) return undefined;
  const { seen, of } = hints;
  const next = Math.min(seen + 1, of);
  const number = next === 1 ? "" : ` --number ${next}`;
  return `${next} of ${of}: labgrader hint ${criterion}${number}`;
}

function partsOf(outcome: OutcomeView, accountId: string): Part[] {
  const texts: readonly (readonly [string, string | undefined])[] = [
    ["on hold", outcome.onHold && heldText(outcome.onHold)],
    ["decided", outcome.decided && decidedText(outcome.decided)],
    ["expected", outcome.expected],
    ["found", outcome.found && withReadableTimes(outcome.found, outcome.lookedAt[0]?.at ?? "")],
    ...comparedTexts(outcome),
    ["looked at", lookedAtText(outcome, accountId)],
    ["do next", outcome.doNext],
    ["hint", outcome.hints && hintText(outcome)],
    ["read", outcome.read],
    ["from your teacher", outcome.fromTeacher],
    ["why", outcome.why],
  ];
  return texts.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

function heldText({ text, reason }: NonNullable<OutcomeView["onHold"]>): string {
  return reason === undefined ? text : `${text}\n${reason}`;
}

/** Who, why, and what stands without them. */
function decidedText({ by, who, note, judged }: NonNullable<OutcomeView["decided"]>): string {
  const said = note === undefined ? "" : `: ${note}`;
  const points = judged.points === null ? "" : `, ${pointsText(judged.points)}`;
  const was = by === "mark" ? "" : `\njudged before: ${judged.short}${points}`;
  return `${who}${said}${was}`;
}

/** The same checks in the stage before and now, aspect by aspect. */
function comparedTexts({ compared = [] }: OutcomeView): [string, string][] {
  return compared.map(({ aspect, isBetter, before, now }) => [
    aspect,
    `${isBetter ? "better" : "not better"}\nthen  ${before}\nnow   ${now}`,
  ]);
}

/** Where we looked, then what we called and when: the learner can see the same by the same call. */
function lookedAtText({ lookedAt }: OutcomeView, accountId: string): string | undefined {
  const [first] = lookedAt;
  if (!first) return undefined;
  const resources = lookedAt.flatMap(({ resource }) => resource ?? []);
  const regions = lookedAt.map(({ region }) => region);
  const places = [...new Set([...resources, ...regions]), `account ${accountText(accountId)}`];
  const calls = [...new Set(lookedAt.map(({ service, operation }) => `${service} ${operation}`))];
  return `${places.join(", ")}\n${calls.join(", ")}, ${secondOfDay(first.at)}`;
}
