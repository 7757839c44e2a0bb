import type { HoldsView } from "@lab-grader/core/contracts/endpoints/holds";

/** What is on hold now, and where to see how far past grades are. */
export function holdText({ holds, job }: HoldsView): string {
  const lines = holds.map(
    ({ criterion, at, by, reason }) =>
      `  ${criterion}   since ${at.slice(0, 16)}Z, ${by}: ${reason}`,
  );
  return [
    ...(lines.length === 0 ? ["Nothing is on hold."] : ["On hold:", ...lines]),
    `Past grades follow: labgrader job ${job.jobId} --watch`,
  ].join("\n");
}
