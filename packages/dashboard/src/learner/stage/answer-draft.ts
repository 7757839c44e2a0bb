import {
  type Answers,
  isEmptyAnswer,
  longestAnswer,
  numberProblem,
} from "@lab-grader/core/lab/answers";
import type { QuestionView } from "@lab-grader/core/views/question-view";
import * as z from "zod";
import { text } from "../../text/text.ts";

/** What somebody is typing, by criterion: also what can't be taken, such as too long a text. */
export const AnswerDraft = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type AnswerDraft = z.infer<typeof AnswerDraft>;

/** The chosen ones of several choices. */
export function chosenOf(value: AnswerDraft[string] | undefined): readonly string[] {
  if (value === undefined || value === "") return [];
  return typeof value === "string" ? [value] : value;
}

/** What is typed into a field, or the one choice. */
export function typedOf(value: AnswerDraft[string] | undefined): string {
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

/** What the API would not take, in words for the field; `undefined` where it would. */
export function draftProblem(
  { answer }: Pick<QuestionView, "answer">,
  value: AnswerDraft[string] | undefined,
): string | undefined {
  const words = text.stages;
  if (value === undefined || isEmptyAnswer(value)) return undefined;
  if (answer.kind === "choice") {
    const isOffered = chosenOf(value).every((one) => answer.choices.includes(one));
    return isOffered ? undefined : words.noLongerOffered;
  }
  const typed = typedOf(value);
  const over = typed.length - longestAnswer;
  if (over > 0) {
    return words.tooLong(over.toLocaleString("en"), longestAnswer.toLocaleString("en"));
  }
  const problem = answer.kind === "number" ? numberProblem(typed) : undefined;
  return problem === undefined ? undefined : words.sentence(problem);
}

/** Nothing typed, nothing chosen. */
export function isUnanswered(value: AnswerDraft[string] | undefined): boolean {
  return value === undefined || isEmptyAnswer(value);
}

/** What is sent: answers to what is asked now, and nothing for what was left empty. */
export function answersOf(questions: readonly QuestionView[], draft: AnswerDraft): Answers {
  return Object.fromEntries(
    questions.flatMap(({ criterion, answer }): [string, string | string[]][] => {
      const value = draft[criterion];
      if (value === undefined || isUnanswered(value)) return [];
      const isList = answer.kind === "choice" && answer.several;
      return [[criterion, isList ? [...chosenOf(value)] : typedOf(value)]];
    }),
  );
}

/** Answers that were handed in before, as they would be typed now. */
export function draftOf(
  questions: readonly QuestionView[],
  outcomes: readonly {
    readonly criterion: string;
    readonly answer?: Answers[string] | undefined;
  }[],
): AnswerDraft {
  return Object.fromEntries(
    questions.flatMap(({ criterion }): [string, AnswerDraft[string]][] => {
      const answer = outcomes.find((one) => one.criterion === criterion)?.answer;
      if (answer === undefined || isEmptyAnswer(answer)) return [];
      return [[criterion, typeof answer === "number" ? String(answer) : answer]];
    }),
  );
}
