import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject } from "@lab-grader/core/json";
import { Answers, isEmptyAnswer, sameText } from "@lab-grader/core/lab/answers";
import { parseWith } from "@lab-grader/core/lab/places";
import { describeProblem } from "@lab-grader/core/lab/problem";
import { parseYaml } from "@lab-grader/core/lab/yaml-source";
import type { QuestionView } from "@lab-grader/core/views/question-view";
import type { CommandContext } from "../command.ts";
import { usageError } from "../command-error.ts";
import { wrap } from "../terminal/wrap.ts";

/**
 * The learner's answers out of a YAML or JSON file: criterion id to text, number or list of texts.
 * Lines that were left empty are no answers.
 * @throws CommandError of kind `usage` that names file, line and column.
 */
export async function readAnswers(
  file: string,
  { directory }: Pick<CommandContext, "directory">,
): Promise<Answers> {
  const yaml = parseYaml(file, await textOf(resolve(directory, file), file));
  const parsed = yaml.ok
    ? parseWith(yaml.value, Answers, withoutEmptyLines(yaml.value.value))
    : yaml;
  if (!parsed.ok)
    throw usageError("usage.answers", parsed.problems.map(describeProblem).join("\n"));
  return Object.fromEntries(
    Object.entries(parsed.value).filter(([, answer]) => !isEmptyAnswer(answer)),
  );
}

/** Ids of the questions that the answers leave out. */
export function unanswered(
  questions: readonly QuestionView[],
  answers: Answers,
): readonly string[] {
  return questions.map(({ criterion }) => criterion).filter((id) => !Object.hasOwn(answers, id));
}

/**
 * Answers to what nobody asked, and choices that are none.
 * @throws CommandError of kind `usage` that shows what can be answered.
 */
export function refuseOtherAnswers(
  stage: string,
  questions: readonly QuestionView[],
  answers: Answers,
): void {
  const known = questions.map(({ criterion }) => criterion);
  const problems = Object.entries(answers).flatMap(([id, given]) => {
    const question = questions.find(({ criterion }) => criterion === id);
    if (!question) {
      const asked = known.length === 0 ? "it asks nothing" : `it asks ${known.join(", ")}`;
      return [`${id}: the stage ${stage} has no such question; ${asked}.`];
    }
    if (question.answer.kind !== "choice") return [];
    const { choices } = question.answer;
    const offered = new Set(choices.map(sameText));
    const other = [given].flat().find((one) => !offered.has(sameText(String(one))));
    if (other === undefined) return [];
    const list = choices.map((choice) => `  ${choice}`);
    return [[`${id}: "${other}" is none of the choices. They are:`, ...list].join("\n")];
  });
  if (problems.length > 0) throw usageError("usage.answers", problems.join("\n"));
}

function withoutEmptyLines(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, answer]) => answer !== null));
}

/** A stage that asks something is not handed in without answers by mistake. */
export function answersMissing(
  stage: string,
  questions: readonly QuestionView[],
): ReturnType<typeof usageError> {
  const lines = questions.flatMap((question) => ["", ...questionLines(question)]);
  return usageError(
    "usage.answers_missing",
    [
      `The stage ${stage} asks something. Put your answers into a file, such as`,
      "answers.yaml, and hand in with --answers answers.yaml. With --no-answers they",
      "count as not answered.",
      ...lines,
    ].join("\n"),
  );
}

/** The question as a comment, and the line for its answer. */
function questionLines({ criterion, text, answer }: QuestionView): string[] {
  switch (answer.kind) {
    case "choice": {
      const rule = answer.several ? "one or more of these, as a list" : "one of these";
      return [
        ...paragraph(text),
        `# ${rule}:`,
        ...answer.choices.flatMap((choice) => commented(choice, "#   ")),
        `${criterion}: ${answer.several ? "[]" : '""'}`,
      ];
    }
    case "number":
      return [...paragraph(text), "# a number:", `${criterion}: `];
    case "text":
      return [...paragraph(text), `${criterion}: ""`];
    case "written":
      return [...paragraph(text), `${criterion}: |`, "  "];
    default:
      return answer satisfies never;
  }
}

/** A question may be long; a choice stays on its line, so that it can be copied. */
function paragraph(text: string): string[] {
  return commented(text).flatMap((line) =>
    wrap(line.slice(2), 80, { first: "# ", rest: "# " }).split("\n"),
  );
}

/** Every line of it, so that the form is YAML whatever a question looks like. */
function commented(text: string, mark = "# "): string[] {
  return text
    .trim()
    .split(/\r\n|[\r\n\u2028\u2029\u0085]/)
    .map((line) => `${mark}${line}`);
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "There is no file",
  EISDIR: "This is a directory, not a file of answers:",
  EACCES: "You may not read",
};

async function textOf(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error && unreadable[String(error.code)];
    if (!why) throw error;
    throw usageError("usage.answers", `${why} ${file}.`);
  }
}
