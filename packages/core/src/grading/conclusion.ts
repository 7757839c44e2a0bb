import { waitsForMarking } from "./judge-written.ts";
import { isUnknown, type Outcome } from "./outcome.ts";

/** What the outcomes of a submission mean for its state. `retry`: the message comes back. */
export type Conclusion = "blocked" | "waiting" | "retry" | "needs_review" | "graded";

/**
 * The first that matches, so that the learner is asked to act before anybody waits, and nobody
 * waits for what an instructor must mend. What is on hold says nothing.
 */
export function conclusionOf(outcomes: readonly Outcome[]): Conclusion {
  const faults = new Set(
    outcomes.flatMap((outcome) => (isUnknown(outcome) ? [outcome.fault] : [])),
  );
  if (faults.has("access")) return "blocked";
  if (faults.has("target")) return "waiting";
  if (faults.has("platform")) return "retry";
  if (faults.has("rubric") || faults.has("evidence")) return "needs_review";
  if (outcomes.some(({ reason, held }) => reason === waitsForMarking && !held))
    return "needs_review";
  return "graded";
}
