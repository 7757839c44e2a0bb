import * as z from "zod";
import { CriterionId, type Stage } from "./lab.ts";

/** Of a text, in characters. */
export const longestAnswer = 4_000;

/** Text of a choice, several of them, a number, or a text. */
export const Answer = z.union(
  [z.string().max(longestAnswer), z.number(), z.array(z.string().max(500)).max(12)],
  `an answer: a text of at most ${longestAnswer} characters, a number, or a list of at most 12 texts`,
);
export type Answer = z.infer<typeof Answer>;

/** What a learner answers to a stage's questions and written parts, by criterion id. */
export const Answers = z.record(CriterionId, Answer);
export type Answers = z.infer<typeof Answers>;

/** An answer that can't be taken, and what would be. */
export interface AnswerProblem {
  readonly criterion: string;
  readonly message: string;
}

/** Answers to questions that are not asked, choices that are not offered, texts where a number is asked. */
export function answerProblems(stage: Stage, answers: Answers): readonly AnswerProblem[] {
  return Object.entries(answers).flatMap(([id, answer]) => {
    const message = problemOf(stage, id, answer);
    return message === undefined ? [] : [{ criterion: id, message }];
  });
}

/** Ids of the criteria of a stage that a learner answers. */
export function askedOf(stage: Stage): readonly string[] {
  return stage.criteria
    .filter(({ kind }) => kind === "question" || kind === "written")
    .map(({ id }) => id);
}

/** Nothing, white space and lists of that are no answer: a line of a form that was left empty. */
export function isEmptyAnswer(answer: Answer): boolean {
  if (typeof answer === "number") return false;
  return [answer].flat().every((text) => text.trim() === "");
}

/** What is wrong with an answer where a number is asked for. */
export function numberProblem(answer: Answer): string | undefined {
  // Is it a thousand or one? Nobody's points hang on that.
  if (typeof answer === "string" && /^\s*[+-]?[1-9]\d{0,2}(,\d{3})+\s*$/.test(answer))
    return "write the number without commas between thousands, and with a point before decimals";
  return answeredNumber(answer) === undefined ? "a number is asked for" : undefined;
}

const numberText = /^\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?\s*$/i;

/** The number that an answer is; a comma may stand for the point. */
export function answeredNumber(answer: Answer): number | undefined {
  if (typeof answer === "number") return answer;
  if (typeof answer !== "string" || !numberText.test(answer)) return undefined;
  const number = Number(answer.replace(",", "."));
  return Number.isFinite(number) ? number : undefined;
}

function problemOf(stage: Stage, id: string, answer: Answer): string | undefined {
  const asked = stage.criteria.find((criterion) => criterion.id === id);
  const isAsked = asked?.kind === "written" || asked?.kind === "question";
  if (isAsked && isEmptyAnswer(answer)) return undefined;
  if (asked?.kind === "written") {
    return typeof answer === "string" ? undefined : "a written part is answered with a text";
  }
  if (asked?.kind !== "question") {
    const known = askedOf(stage).join(", ") || "nothing";
    return `${stage.id} asks no question "${id}"; it asks ${known}`;
  }
  const { choices, answer: right } = asked.source;
  if (choices) return problemOfChoice(choices, answer);
  if (typeof right !== "number") {
    return typeof answer === "object" ? "one answer, not a list" : undefined;
  }
  return numberProblem(answer);
}

function problemOfChoice(
  choices: readonly { readonly text: string; readonly correct?: boolean | undefined }[],
  answer: Answer,
): string | undefined {
  const chosen = typeof answer === "object" ? answer : [String(answer)];
  const isOne = choices.filter(({ correct }) => correct === true).length === 1;
  if (isOne && chosen.length > 1) return "one choice, not several";
  const offered = new Set(choices.map(({ text }) => sameText(text)));
  const other = chosen.find((text) => text.trim() !== "" && !offered.has(sameText(text)));
  if (other === undefined) return undefined;
  return `this is not one of the choices: ${choices.map(({ text }) => JSON.stringify(text)).join(", ")}`;
}

/** Spaces and capitals don't make another answer. */
export function sameText(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}
