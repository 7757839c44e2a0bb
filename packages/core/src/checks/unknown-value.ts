import { defineReasons } from "../reasons/reason.ts";
import type { Verdict } from "./check.ts";

/** The reason of the checks that read a state which AWS may one day give a new value. */
export const unknownValueReasons = defineReasons({
  "rubric.unknown_value": {
    short: "the lab needs a correction",
    found: 'AWS says that {field} is "{value}", which this grader does not know',
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

/** No verdict is built on a value that nobody foresaw. */
export function unknownValue(field: string, value: string, by = "table"): Verdict {
  return {
    kind: "unknown",
    fault: "rubric",
    reason: "rubric.unknown_value" satisfies keyof typeof unknownValueReasons,
    params: { field, value },
    by: [by],
  };
}
