import { isJsonObject, type Json } from "../json.ts";
import type { Variables } from "./variables.ts";

/** Puts variables and the answers of earlier steps back in the place of their values. */
export interface RecordedTexts {
  /** A text as a solution writes it. */
  written(text: string): string;
  /** Remembers what was typed, and what AWS answered to it. */
  learn(step: string, call: { readonly input: Json; readonly output: Json }): void;
}

/** Letters that a name may have: a value is one only where it does not go on on either side. */
const nameLetter = "[A-Za-z0-9_-]";

export function recordedTexts(variables: Variables): RecordedTexts {
  // The longest first: `lab-orders-restored` is not `lab-orders` with something behind it.
  const values = Object.entries(variables)
    .filter(([, value]) => value.length > 2)
    .sort(([, left], [, right]) => right.length - left.length);
  const typed = new Set<string>();
  const answers = new Map<string, string>();

  function withVariables(text: string): string {
    if (values.length === 0) return escaped(text);
    const pattern = new RegExp(
      `(?<!${nameLetter})(${values.map(([, value]) => quoted(value)).join("|")})(?!${nameLetter})`,
      "g",
    );
    // What stands between the values is the author's own: its dollar signs are no variables.
    return text
      .split(pattern)
      .map((part, at) => {
        if (at % 2 === 0) return escaped(part);
        const name = values.find(([, value]) => value === part)?.[0];
        return name === undefined ? escaped(part) : `$${name}`;
      })
      .join("");
  }

  return {
    written: (text) => {
      const filled = withVariables(text);
      const answer = answers.get(text);
      return answer === undefined || isKnown(filled, typed) ? filled : `\${${answer}}`;
    },
    learn: (step, { input, output }) => {
      for (const [text] of textsIn(input, [])) typed.add(text);
      for (const [text, path] of textsIn(output, [])) {
        const isReachable = path.every((key) => !key.includes(".") && !key.includes("}"));
        if (isReachable && !answers.has(text)) answers.set(text, [step, ...path].join("."));
      }
    },
  };
}

/**
 * Whether a text can be said without the answer that holds it too: every part of an ARN is a
 * variable, a word of AWS or something that was typed. What AWS made up, an id, is none of these.
 */
function isKnown(filled: string, typed: ReadonlySet<string>): boolean {
  return filled
    .split(/[:/]/)
    .every(
      (part) =>
        typed.has(part) || /^\$[A-Za-z.]+$/.test(part) || /^([a-z]+(-[a-z]+)*)?$/.test(part),
    );
}

function* textsIn(value: Json, path: readonly string[]): Generator<[string, readonly string[]]> {
  if (typeof value === "string") {
    if (value.length > 2) yield [value, path];
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, String(index)]);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [key, member] of Object.entries(value)) yield* textsIn(member, [...path, key]);
}

/** A dollar sign is doubled, but in IAM's own `${aws:…}`. */
function escaped(text: string): string {
  return text.replace(/\$(?!\{aws:)/g, () => "$$");
}

function quoted(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
