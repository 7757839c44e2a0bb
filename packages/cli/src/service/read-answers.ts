import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject } from "@lab-grader/core/json";
import { Answers, isEmptyAnswer } from "@lab-grader/core/lab/answers";
import { parseWith } from "@lab-grader/core/lab/places";
import { describeProblem } from "@lab-grader/core/lab/problem";
import { parseYaml } from "@lab-grader/core/lab/yaml-source";
import type { QuestionView } from "@lab-grader/core/views/question-view";
import type { CommandContext } from "../command.ts";
import { usageError } from "../command-error.ts";

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
      `The stage ${stage} asks something. Put your answers into a file, such as answers.yaml, and`,
      "hand in with --answers answers.yaml (or with --no-answers, and they count as not answered):",
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
        ...commented(text),
        `# ${rule}:`,
        ...answer.choices.flatMap((choice) => commented(choice, "#   ")),
        `${criterion}: ${answer.several ? "[]" : '""'}`,
      ];
    }
    case "number":
      return [...commented(text), "# a number:", `${criterion}: `];
    case "text":
      return [...commented(text), `${criterion}: ""`];
    case "written":
      return [...commented(text), `${criterion}: |`, "  "];
    default:
      return answer satisfies never;
  }
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
