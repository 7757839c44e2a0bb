import { Region } from "../ids.ts";
import type { Json } from "../json.ts";
import type { Path, Places } from "./places.ts";
import type { LabProblem } from "./problem.ts";
import { substituted, type Variables } from "./variables.ts";

/** An ARN that names an account. */
const accountOfArn = /\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(\d{12}):/g;

/**
 * What no rubric may ask of a learner's account: resources of another account, and regions that
 * the lab does not declare.
 */
export function foreignProblems(
  value: Json,
  below: Path,
  context: {
    readonly places: Places;
    readonly exampleVariables: Variables;
    readonly regions: ReadonlySet<string>;
  },
): LabProblem[] {
  const { places, exampleVariables, regions } = context;
  return textsIn(value, below).flatMap(({ text, path, isKey }) => {
    const at = isKey ? "problemAtKey" : "problemAt";
    const filled = String(substituted(text, exampleVariables));
    const arn = foreignArn(filled, exampleVariables);
    if (arn !== undefined) {
      const message = `${arn} is not of the learner's account; write $learner.accountId for its number`;
      return [places[at](path, message)];
    }
    if (!Region.safeParse(filled).success || regions.has(filled)) return [];
    const known = [...regions].join(", ") || "none";
    const message = `the region ${filled} is not declared; name it under \`regions\`, by a variable, or in \`where\` at the top (declared: ${known})`;
    return [places[at](path, message)];
  });
}

/** Regions by variable, by `where` at the top, or under `regions`. */
export function declaredRegions(
  source: { readonly regions?: readonly string[] | undefined; readonly where: Json },
  variables: Variables,
): ReadonlySet<string> {
  const texts = textsIn(substituted(source.where, variables), []).map(({ text }) => text);
  const all = [...(source.regions ?? []), ...Object.values(variables), ...texts];
  return new Set(all.filter((text) => Region.safeParse(text).success));
}

/** The first ARN in a value that is neither of the learner's account nor of the grader's. */
export function foreignArn(value: Json, variables: Variables): string | undefined {
  const own = new Set([variables["learner.accountId"], variables["grader.accountId"]]);
  for (const { text } of textsIn(value, [])) {
    for (const match of text.matchAll(accountOfArn)) {
      if (!own.has(match[1] ?? "")) return text.slice(match.index).split(/\s/, 1)[0];
    }
  }
  return undefined;
}

interface FoundText {
  readonly text: string;
  readonly path: Path;
  /** It is the name of a member. */
  readonly isKey: boolean;
}

function textsIn(value: Json, path: Path): readonly FoundText[] {
  if (typeof value === "string") return [{ text: value, path, isKey: false }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    { text: key, path: [...path, key], isKey: true },
    ...textsIn(member, [...path, key]),
  ]);
}
