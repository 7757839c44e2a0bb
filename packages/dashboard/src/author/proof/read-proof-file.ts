import { type LabProof, LabProofFile } from "@lab-grader/core/lab/lab-proof";
import type * as z from "zod";

/** Of all labs of this project together it is less than 1 MB. */
export const largestFileBytes = 25 * 1024 * 1024;
const mostProblems = 5;

/** One place of a file that is not as in a proof. */
export interface FileProblem {
  /** `labs[0].cases[3].stage`; empty: the whole file. */
  readonly member: string;
  readonly issue: z.core.$ZodIssue;
  /** What stands there. */
  readonly found: unknown;
}

export type ReadProofFile =
  | { readonly status: "read"; readonly labs: readonly LabProof[] }
  | { readonly status: "too_large" | "empty" | "half" | "no_labs" }
  | { readonly status: "not_json"; readonly detail: string }
  | {
      readonly status: "other";
      readonly problems: readonly FileProblem[];
      readonly more: number;
    };

/** Reads what `labgrader lab test --json` has written. */
export function readProofFile(bytes: Uint8Array<ArrayBuffer>): ReadProofFile {
  if (bytes.length > largestFileBytes) return { status: "too_large" };
  const source = textOf(bytes).trim();
  if (source === "") return { status: "empty" };
  const parsed = parse(source);
  if (parsed.status !== "parsed") return parsed;
  const read = LabProofFile.safeParse(parsed.value);
  if (!read.success) {
    const { issues } = read.error;
    return {
      status: "other",
      problems: issues.slice(0, mostProblems).map((issue) => ({
        member: memberName(issue.path),
        issue,
        found: memberOf(parsed.value, issue.path),
      })),
      more: Math.max(0, issues.length - mostProblems),
    };
  }
  return read.data.labs.length === 0
    ? { status: "no_labs" }
    : { status: "read", labs: read.data.labs };
}

function parse(source: string) {
  try {
    const value: unknown = JSON.parse(source);
    return { status: "parsed", value } as const;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    const isHalf = source.startsWith("{") && !isWhole(source);
    if (isHalf) return { status: "half" } as const;
    return { status: "not_json", detail: fault.message.slice(0, 200) } as const;
  }
}

/** Whether every bracket and every text is closed again. */
function isWhole(source: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (isInText && sign === "\\") at += 1;
    else if (sign === '"') isInText = !isInText;
    else if (!isInText && (sign === "{" || sign === "[")) depth += 1;
    else if (!isInText && (sign === "}" || sign === "]")) depth -= 1;
  }
  return depth <= 0 && !isInText;
}

/** PowerShell's `>` writes UTF-16, learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_character_encoding */
function textOf(bytes: Uint8Array<ArrayBuffer>): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}

function memberName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === "number") return `${name}[${key}]`;
    return name === "" ? String(key) : `${name}.${String(key)}`;
  }, "");
}

function memberOf(value: unknown, path: readonly PropertyKey[]): unknown {
  let member: unknown = value;
  for (const key of path) {
    if (typeof member !== "object" || member === null || !Object.hasOwn(member, key)) {
      return undefined;
    }
    member = Reflect.get(member, key);
  }
  return member;
}
