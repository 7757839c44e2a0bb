import { type BoundCriterion, type BoundStage, bindStage } from "./bind-stage.ts";
import type { Lab } from "./lab.ts";

/** One thing that a learner has to do, before anything was looked at. */
export interface ChecklistItem {
  /** Id within the stage. */
  readonly criterion: string;
  readonly title: string;
  readonly points: number;
  /** What must be true, in words. */
  readonly expected: string;
  /** The choices of a question; never which of them is right. */
  readonly choices?: readonly string[];
}

/** What a learner may know of a stage before submitting. */
export interface StageChecklist {
  readonly stage: string;
  readonly title: string;
  /** The stage of which one attempt is needed first. */
  readonly after?: string | undefined;
  readonly items: readonly ChecklistItem[];
}

/** Everything that a lab asks, as its learners may read it: no hidden criteria, no answer keys. */
export function labChecklist(
  lab: Lab,
  values: Parameters<typeof bindStage>[2],
): readonly StageChecklist[] {
  return lab.stages.map(({ id, title, after }) => ({
    stage: id,
    title,
    ...(after === undefined ? {} : { after }),
    items: itemsOf(bindStage(lab, id, values)),
  }));
}

function itemsOf({ criteria }: BoundStage): readonly ChecklistItem[] {
  return criteria
    .filter(({ criterion }) => !criterion.isHidden && criterion.points > 0)
    .map((bound) => {
      const { id, title, points } = bound.criterion;
      const choices = choicesOf(bound);
      return {
        criterion: id,
        title,
        points,
        expected: expectedOf(bound),
        ...(choices === undefined ? {} : { choices }),
      };
    });
}

/** What must be true, in words; of a question its text, never its key. */
export function expectedOf(bound: BoundCriterion): string {
  switch (bound.kind) {
    case "check": {
      const { check, alternatives, criterion } = bound;
      const ways = alternatives.map(({ expect, where }) => check.expected(expect, where));
      const expected = [...new Set(ways)].join(", or ");
      return criterion.polarity === "fails" ? `no longer true: ${expected}` : expected;
    }
    case "invalid":
      return `can't be said with these values: ${bound.problem}`;
    case "compare":
      return `better than in the stage ${bound.criterion.with}: ${bound.criterion.aspects.join(", ")}`;
    case "question":
      return bound.criterion.source.question;
    case "written":
      return bound.criterion.source.written;
    default:
      return bound satisfies never;
  }
}

function choicesOf(bound: BoundCriterion): readonly string[] | undefined {
  if (bound.kind !== "question") return undefined;
  return bound.criterion.source.choices?.map(({ text }) => text);
}
