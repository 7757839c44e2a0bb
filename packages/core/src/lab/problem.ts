import * as z from "zod";

/** Something in a lab's files that must be mended before it can be used. */
export const LabProblem = z.strictObject({
  /** `lab.yaml`, as it was given. */
  file: z.string(),
  /** From 1. */
  line: z.int(),
  /** From 1. */
  column: z.int(),
  /** Where in the file, by keys: `stages.build.criteria.keys.check`. Empty for the whole file. */
  path: z.string(),
  /** What is wrong, what was expected, and what to do. */
  message: z.string(),
});
export type LabProblem = z.infer<typeof LabProblem>;

/** `lab.yaml:12:9  stages.build.gate: message` */
export function describeProblem(problem: LabProblem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return problem.path === ""
    ? `${place}  ${problem.message}`
    : `${place}  ${problem.path}: ${problem.message}`;
}

export type Loaded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly LabProblem[] };
