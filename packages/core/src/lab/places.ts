import type * as z from "zod";
import type { LabProblem, Loaded } from "./problem.ts";

export type Path = readonly (string | number)[];

/** Where a value of a lab stands, for whoever has to mend it. */
export interface Places {
  /** A problem at the value of a path, or at the deepest part of the path that exists. */
  problemAt(path: Path, message: string): LabProblem;
  /** A problem at a key itself: an unknown key, for instance. */
  problemAtKey(path: Path, message: string): LabProblem;
}

/** Every problem of a value that a schema refused. */
export function problemsOf(
  places: Places,
  issues: readonly z.core.$ZodIssue[],
  below: Path = [],
): LabProblem[] {
  return issues.flatMap((issue) => {
    const path = [
      ...below,
      ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    ];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) =>
        places.problemAtKey(
          [...path, key],
          `unknown key "${key}"; take it out or mend its spelling`,
        ),
      );
    }
    if (issue.code === "invalid_key") return [places.problemAtKey(path, describeIssue(issue))];
    return [places.problemAt(path, describeIssue(issue))];
  });
}

/** Parses a part of a file; `below` is where it lies. */
export function parseWith<Value>(
  places: Places,
  schema: z.ZodType<Value>,
  value: unknown,
  below: Path = [],
): Loaded<Value> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problems: problemsOf(places, parsed.error.issues, below) };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  if (issue.code === "invalid_union") {
    const [first] = issue.errors.flat();
    return first ? `${issue.message}: ${first.message}` : issue.message;
  }
  // "Invalid input: expected string, received undefined" is what zod says of a missing key.
  return issue.message
    .replace(/^Invalid input: (expected .+), received undefined$/, "missing; $1")
    .replace(/^Invalid input: /, "");
}
