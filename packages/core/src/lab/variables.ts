import type { Json } from "../json.ts";
import type { Path } from "./places.ts";

/** Values by dotted name: `region`, `learner.login`. */
export type Variables = Readonly<Record<string, string>>;

/** What every lab may name besides its own variables. */
export const builtInVariables = [
  "learner.login",
  "learner.accountId",
  "lab.id",
  "grader.accountId",
] as const;

// `$$` is a dollar sign. `${aws:…}` is IAM's and stays. A name ends before a dot that no name follows.
const variable = /\$\$|\$\{([^}]*)\}|\$([A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)/g;

/** Replaces variables in every text of a value, names of members included. `answers` resolves `${step.Path}` of a solution. */
export function substituted(
  value: Json,
  variables: Variables,
  answers: (expression: string) => Json | undefined = () => undefined,
): Json {
  if (typeof value === "string") return substitutedText(value, variables, answers);
  if (Array.isArray(value)) return value.map((item) => substituted(item, variables, answers));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      // A batch of writes has the table's name for a key.
      String(substitutedText(key, variables, answers)),
      substituted(member, variables, answers),
    ]),
  );
}

/** Names that a value uses and nobody defines, each with where it stands. */
export function unknownVariables(
  value: Json,
  known: ReadonlySet<string>,
  path: Path = [],
): readonly { readonly name: string; readonly path: Path }[] {
  if (typeof value === "string") {
    return [...value.matchAll(variable)].flatMap(([, , name]) => {
      if (name === undefined || resolvedName(name, known) !== undefined) return [];
      return [{ name, path }];
    });
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => unknownVariables(item, known, [...path, index]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...unknownVariables(key, known, [...path, key]),
    ...unknownVariables(member, known, [...path, key]),
  ]);
}

/** Every `${step.Path}` in a value: the step that it names, and where it stands. */
export function answerReferences(
  value: Json,
  path: Path = [],
): readonly { readonly step: string; readonly expression: string; readonly path: Path }[] {
  if (typeof value === "string") {
    return [...value.matchAll(variable)].flatMap(([, expression]) => {
      if (expression === undefined || expression.startsWith("aws:")) return [];
      return [{ step: expression.split(".")[0] ?? "", expression, path }];
    });
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => answerReferences(item, [...path, index]));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => answerReferences(member, [...path, key]));
}

function substitutedText(
  text: string,
  variables: Variables,
  answers: (expression: string) => Json | undefined,
): Json {
  const known = new Set(Object.keys(variables));
  const whole = /^\$\{([^}]*)\}$/.exec(text)?.[1];
  if (whole !== undefined && !whole.startsWith("aws:")) return answers(whole) ?? text;
  return text.replace(variable, (match: string, expression?: string, name?: string) => {
    if (match === "$$") return "$";
    if (expression !== undefined) {
      if (expression.startsWith("aws:")) return match;
      const answer = answers(expression);
      return typeof answer === "string" || typeof answer === "number" ? String(answer) : match;
    }
    const found = name === undefined ? undefined : resolvedName(name, known);
    // A dot that belongs to the sentence, not to the name: "$table.backup" with a variable "table".
    return found === undefined
      ? match
      : `${variables[found] ?? ""}${(name ?? "").slice(found.length)}`;
  });
}

/** The longest known name that the text begins with, by whole dotted parts. */
function resolvedName(name: string, known: ReadonlySet<string>): string | undefined {
  const parts = name.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const candidate = parts.slice(0, length).join(".");
    if (known.has(candidate)) return candidate;
  }
  return undefined;
}
