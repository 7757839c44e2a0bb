import { text } from "../../text/text.ts";
import type { FileProblem } from "./read-proof-file.ts";

const { expected: words, types, place, whole } = text.rubric.proof.file;
const longest = 60;

/** Which member is not as in a proof, what was expected there and what was found. */
export function problemWords({ member, issue, found }: FileProblem): string {
  return place(member === "" ? whole : member, whatIsWrong(issue, found));
}

function whatIsWrong(issue: FileProblem["issue"], found: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return found === undefined
        ? words.missing(typeWord(issue.expected))
        : words.type(typeWord(issue.expected), foundWords(found));
    case "invalid_value":
      return words.oneOf(issue.values.map(String).join(", "), foundWords(found));
    case "unrecognized_keys":
      return words.unknown(cut(issue.keys.join(", ")));
    case "too_big":
      return words.tooLarge(String(issue.maximum));
    case "too_small":
      return words.tooSmall(String(issue.minimum));
    default:
      return words.other(issue.message);
  }
}

function typeWord(type: string): string {
  return Object.entries(types).find(([name]) => name === type)?.[1] ?? type;
}

function foundWords(found: unknown): string {
  if (found === null) return types.null;
  if (Array.isArray(found)) return types.array;
  if (typeof found === "object" || found === undefined) return typeWord(typeof found);
  return cut(JSON.stringify(found));
}

function cut(value: string): string {
  return value.length <= longest ? value : `${value.slice(0, longest)}…`;
}
