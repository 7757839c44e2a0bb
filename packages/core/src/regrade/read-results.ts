import type { JobResults } from "../jobs/job.ts";
import { AppliedTarget, PlannedTarget } from "./planned-target.ts";

/** The submissions of a plan, as its results keep them. */
export function readPlanned(parts: readonly Pick<JobResults, "results">[]): PlannedTarget[] {
  return parts.flatMap(({ results }) => results.map((one) => PlannedTarget.parse(one)));
}

/** The submissions of a plan that is being applied. */
export function readApplied(parts: readonly Pick<JobResults, "results">[]): AppliedTarget[] {
  return parts.flatMap(({ results }) => results.map((one) => AppliedTarget.parse(one)));
}
