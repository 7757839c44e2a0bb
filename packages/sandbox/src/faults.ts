import { matchesGlob } from "@lab-grader/core/policy/glob";
import type { Account } from "./accounts.ts";
import type { Switches } from "./switches.ts";

/** What the switches of an account do to one call. */
export type Fault = "throttled" | "serverError" | undefined;

/** Calls so far by operation; a change of the switches starts them anew. */
const counters = new WeakMap<Switches, Map<string, number>>();

/**
 * Counts the call and says whether it fails: by count and never by chance, so that a run can be
 * repeated. `operation` is written `dynamodb:DescribeTable`.
 */
export function takeFault({ switches }: Account, operation: string): Fault {
  const counts = counters.get(switches) ?? new Map<string, number>();
  counters.set(switches, counts);
  const before = counts.get(operation) ?? 0;
  counts.set(operation, before + 1);

  if (switches.serverErrors.some((pattern) => matchesGlob(pattern, operation))) {
    return "serverError";
  }
  const isThrottled = switches.throttle.some(
    (rule) =>
      matchesGlob(rule.operation, operation) &&
      (rule.every === undefined ? before < (rule.first ?? 0) : before % rule.every === 0),
  );
  return isThrottled ? "throttled" : undefined;
}
