import { type Answers, isEmptyAnswer } from "../lab/answers.ts";
import type { Criterion } from "../lab/lab.ts";
import type { Outcome } from "./outcome.ts";
import { shareOfPoints } from "./points.ts";

type Written = Extract<Criterion, { kind: "written" }>;

/** The reason of a text that counts only once a person has marked it. */
export const waitsForMarking = "written.waits_for_marking";

/** The reason of a text that counts in full until a person has marked it. */
export const fullUntilMarked = "written.full_until_marked";

/** A written part until a person marks it: in full at once, or not at all. Pure. */
export function judgeWritten(criterion: Written, answers: Answers | undefined): Outcome {
  const base = {
    criterion: criterion.name,
    maxPoints: criterion.points,
    expected: criterion.source.written,
    lookedAt: [],
    params: {},
  };
  if (!answers) return { ...base, outcome: "not_judged", reason: "question.not_judged_here" };
  const text = Object.hasOwn(answers, criterion.id) ? answers[criterion.id] : undefined;
  const share = (met: number) => shareOfPoints(criterion.points, { met, of: 1 });
  if (text === undefined || isEmptyAnswer(text)) {
    return { ...base, outcome: "not_met", reason: "written.empty", points: share(0) };
  }
  return criterion.source.untilMarked === "full"
    ? { ...base, outcome: "met", reason: fullUntilMarked, points: share(1) }
    : { ...base, outcome: "not_judged", reason: waitsForMarking };
}
