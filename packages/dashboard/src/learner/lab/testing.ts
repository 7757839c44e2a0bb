import type { SubmissionSummary } from "@lab-grader/core/contracts/http";

/** For tests: a graded attempt of `build` with something missing. */
export function aSubmission(changes: Partial<SubmissionSummary> = {}): SubmissionSummary {
  const { stage = "build", number = 1 } = changes;
  return {
    submissionId: `sub_000000000000.000000000000.${stage}.${String(number).padStart(4, "0")}`,
    stage,
    number,
    state: "graded",
    submittedAt: "2026-03-01T12:00:00.000Z",
    closedAt: "2026-03-01T12:00:10.000Z",
    counts: true,
    points: 34,
    maxPoints: 40,
    ...changes,
  };
}
