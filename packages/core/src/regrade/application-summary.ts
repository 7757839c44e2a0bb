import * as z from "zod";
import { JobId } from "../ids.ts";
import type { AppliedTarget } from "./planned-target.ts";

/** What applying a plan came to. */
export const ApplicationSummary = z.strictObject({
  /** The job that planned it. */
  plan: JobId,
  submissions: z.int(),
  /** Grades that are those of the plan now. */
  applied: z.int(),
  /** Another grade counts since the plan; left alone. */
  changed: z.int(),
  /** There was nothing to write. */
  unchanged: z.int(),
});
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;

export function applicationSummaryOf(
  plan: string,
  applied: readonly AppliedTarget[],
): ApplicationSummary {
  const count = (status: AppliedTarget["status"]) =>
    applied.filter((target) => target.status === status).length;
  return {
    ...{ plan, submissions: applied.length },
    ...{ applied: count("applied"), changed: count("changed"), unchanged: count("unchanged") },
  };
}
