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
  if (issue.code === "invalid_union") return describeUnion(issue);
  // "Invalid input: expected string, received undefined" is what zod says of a missing key.
  return issue.message
    .replace(/^Invalid input: (expected .+), received undefined$/, "missing; $1")
    .replace(/^Invalid input: /, "");
}

/** What is wrong with the form that was meant; else the keys, or all that could stand there. */
function describeUnion({ errors, message }: z.core.$ZodIssueInvalidUnion): string {
  const meant = errors.find((branch) => branch.every(isAboutAValue))?.[0];
  if (meant) {
    const place = meant.path.join(".");
    return place === "" ? describeIssue(meant) : `${place}: ${describeIssue(meant)}`;
  }
  const objects = errors.map(keysOf).filter(({ unknown }) => unknown.length > 0);
  const [first, ...others] = objects;
  const unknown = (first?.unknown ?? []).filter((key) =>
    others.every((one) => one.unknown.includes(key)),
  );
  const shapes = objects.map(({ missing }) => `{ ${missing.join(", ")} }`);
  if (unknown.length > 0) {
    return `unknown key "${unknown.join(", ")}"; what fits is ${[...new Set(shapes)].join(", ")}`;
  }
  const expected = errors.flatMap(([one]) =>
    one && one.path.length === 0 && one.code !== "unrecognized_keys"
      ? [one.message.replace(/^Invalid \w+: expected /, "").replace(/, received \w+$/, "")]
      : [],
  );
  return expected.length === 0 ? message : `expected ${[...new Set(expected)].join(", or ")}`;
}

/** All keys are right, so this form was meant and only a value of it is not. */
function isAboutAValue(issue: z.core.$ZodIssue): boolean {
  if (issue.code === "custom") return true;
  return issue.code !== "unrecognized_keys" && issue.path.length > 0 && !isMissing(issue);
}

function keysOf(branch: readonly z.core.$ZodIssue[]) {
  return {
    unknown: branch.flatMap((one) => (one.code === "unrecognized_keys" ? one.keys : [])),
    missing: branch.flatMap((one) => (isMissing(one) ? one.path.map(String) : [])),
  };
}

function isMissing({ path, message }: z.core.$ZodIssue): boolean {
  return path.length === 1 && message.endsWith("received undefined");
}
