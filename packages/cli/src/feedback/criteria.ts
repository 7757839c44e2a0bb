import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { MarkKind, Marks } from "../terminal/marks.ts";
import type { Block, Part } from "./block.ts";
import { accountText, pointsText, secondOfDay, withReadableTimes } from "./figures.ts";

/** The criteria of a submission in the order in which a learner reads them. */
export interface FeedbackCriteria {
  readonly blocks: readonly Block[];
  /** Behind the gate, for one line. */
  readonly behindGate: readonly OutcomeView[];
  readonly met: readonly OutcomeView[];
}

const order: readonly MarkKind[] = ["not_met", "partly", "waiting", "unknown", "not_judged"];

/** What has to be done first comes first; what is as asked is no block. */
export function feedbackCriteria(
  outcomes: readonly OutcomeView[],
  { accountId, marks }: { accountId: string; marks: Marks },
): FeedbackCriteria {
  const met = outcomes.filter((one) => one.outcome === "met" && !isTold(one));
  const behindGate = outcomes.filter(isBehindGate);
  const shown = outcomes.filter(
    (one) => (one.outcome !== "met" || isTold(one)) && !isBehindGate(one),
  );
  const sandbox = sandboxBlock(outcomes, { accountId, marks });
  if (sandbox) return { blocks: [sandbox], behindGate: [], met: [] };
  return {
    blocks: shown
      .toSorted((left, right) => order.indexOf(markOf(left)) - order.indexOf(markOf(right)))
      .map((outcome) => criterionBlock(outcome, { accountId, marks })),
    behindGate,
    met,
  };
}

/** How an outcome is marked: an unknown one that AWS will settle has a sign of its own. */
export function markOf({ outcome, fault }: Pick<OutcomeView, "outcome" | "fault">): MarkKind {
  return outcome === "unknown" && fault === "target" ? "waiting" : outcome;
}

/** What a person decided and what is on hold is told of, also where it is met. */
function isTold({ decided, onHold }: OutcomeView): boolean {
  return decided !== undefined || onHold !== undefined;
}

function isBehindGate({ reason }: OutcomeView): boolean {
  return reason === "gate.not_met";
}

function criterionBlock(
  outcome: OutcomeView,
  { accountId, marks }: { accountId: string; marks: Marks },
): Block {
  const { criterion: id, title, points, maxPoints } = outcome;
  const outOf =
    points === null
      ? `up to ${pointsText(maxPoints)}`
      : `${pointsText(points)} of ${pointsText(maxPoints)}`;
  return {
    mark: marks.outcome[markOf(outcome)],
    id,
    points: maxPoints === 0 ? undefined : outOf,
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

/** A closed door is one thing to mend, not one per criterion. */
function sandboxBlock(
  outcomes: readonly OutcomeView[],
  { accountId, marks }: { accountId: string; marks: Marks },
): Block | undefined {
  const [first] = outcomes;
  if (!first?.reason.startsWith("access.")) return undefined;
  const isSame = outcomes.every(
    ({ reason, found }) => reason === first.reason && found === first.found,
  );
  if (!isSame || outcomes.length === 1) return undefined;
  return {
    mark: marks.outcome.unknown,
    id: "sandbox",
    title: "We could not look into your account",
    parts: partsOf(
      {
        ...first,
        expected: `the grading role in account ${accountText(accountId)}, which trusts us with your ExternalId`,
        why: undefined,
      },
      accountId,
    ),
  };
}
