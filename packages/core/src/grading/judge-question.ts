import {
  type Answer,
  type Answers,
  answeredNumber,
  isEmptyAnswer,
  sameText,
} from "../lab/answers.ts";
import type { Criterion } from "../lab/lab.ts";
import type { Outcome, ReasonParams } from "./outcome.ts";
import { shareOfPoints } from "./points.ts";

type Question = Extract<Criterion, { kind: "question" }>;

/** A question by the answer that came with the submission. Pure. */
export function judgeQuestion(criterion: Question, answers: Answers | undefined): Outcome {
  const base = {
    criterion: criterion.name,
    maxPoints: criterion.points,
    expected: criterion.source.question,
    lookedAt: [],
  };
  if (!answers) {
    return { ...base, outcome: "not_judged", reason: "question.not_judged_here", params: {} };
  }
  const answer = Object.hasOwn(answers, criterion.id) ? answers[criterion.id] : undefined;
  const { met, of, reason, params } =
    answer === undefined || isEmptyAnswer(answer)
      ? { met: 0, of: 1, reason: "question.not_answered", params: {} }
      : judgedAnswer(criterion.source, answer);
  const points = shareOfPoints(criterion.points, { met, of });
  if (met === of) return { ...base, outcome: "met", reason: "met", params: {}, points };
  return { ...base, outcome: met > 0 ? "partly" : "not_met", reason, params, points };
}

interface JudgedAnswer {
  readonly met: number;
  readonly of: number;
  readonly reason: string;
  readonly params: ReasonParams;
}

function judgedAnswer(source: Question["source"], answer: Answer): JudgedAnswer {
  if (source.choices) return judgedChoices(source.choices, answer);
  const isRight =
    typeof source.answer === "number"
      ? isWithin(answeredNumber(answer), source.answer, source.tolerance)
      : sameText(answerText(answer)) === sameText(source.answer ?? "");
  const params = { answer: answerText(answer) };
  return { met: isRight ? 1 : 0, of: 1, reason: "question.other_answer", params };
}

/** 2.1 is within 0.1 of 2, although binary fractions put it a hair beyond. */
function isWithin(given: number | undefined, right: number, tolerance = 0): boolean {
  if (given === undefined) return false;
  const hair = Number.EPSILON * 8 * Math.max(Math.abs(given), Math.abs(right));
  return Math.abs(given - right) <= tolerance + hair;
}

/** Where several choices are right, each is worth its share, and a wrong one costs a right one. */
function judgedChoices(
  choices: NonNullable<Question["source"]["choices"]>,
  answer: Answer,
): JudgedAnswer {
  const chosen = new Set((isList(answer) ? answer : [answerText(answer)]).map(sameText));
  const right = choices.filter(({ correct }) => correct === true);
  const hits = right.filter(({ text }) => chosen.has(sameText(text))).length;
  const wrong = choices.filter(
    ({ text, correct }) => correct !== true && chosen.has(sameText(text)),
  );
  const met = Math.max(0, hits - wrong.length);
  const [first] = wrong;
  if (!first)
    return { met, of: right.length, reason: "question.not_all", params: { chosen: hits } };
  const params = { answer: first.text, because: first.because ?? "it is not the right one" };
  return { met, of: right.length, reason: "question.other_choice", params };
}

function isList(answer: Answer): answer is string[] {
  return Array.isArray(answer);
}

function answerText(answer: Answer): string {
  return isList(answer) ? answer.join(", ") : String(answer);
}
