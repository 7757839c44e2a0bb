import { LatePolicy } from "@lab-grader/core/gradebook/late-policy";
import { readDuration } from "../../parts/duration.ts";
import { text } from "../../text/text.ts";
import type { AssignmentForm } from "./assignment-form.ts";
import { readDecimal, readWhole } from "./read-number.ts";

export type ReadLatePolicy =
  | { readonly status: "read"; readonly policy: LatePolicy }
  | { readonly status: "refused"; readonly errors: readonly (readonly [string, string])[] };

const words = text.assignments.problems;
const problems = new Map([
  ["percentPerInterval", words.percent],
  ["intervalSeconds", words.interval],
  ["graceSeconds", words.grace],
  ["floorPercent", words.percent],
  ["tokens", words.tokens],
]);

/** A late policy as it is typed; errors by the field's place in a request. */
export function readLatePolicy(late: AssignmentForm["late"]): ReadLatePolicy {
  const tokens = readWhole(late.tokens.trim() || "0", { from: 0, to: 100 });
  const parsed = LatePolicy.safeParse({
    percentPerInterval: readDecimal(late.percent),
    intervalSeconds: readDuration(late.interval),
    graceSeconds: readDuration(late.grace),
    floorPercent: readDecimal(late.floor),
    ...(tokens === 0 ? {} : { tokens: tokens ?? Number.NaN }),
  });
  if (parsed.success) return { status: "read", policy: parsed.data };
  return {
    status: "refused",
    errors: parsed.error.issues.map(({ path }) => {
      const name = String(path[0]);
      return [`latePolicy.${name}`, problems.get(name) ?? words.percent];
    }),
  };
}
