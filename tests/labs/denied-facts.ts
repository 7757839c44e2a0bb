import { type FactRef, factId } from "@lab-grader/core/facts/fact";
import { FactReader, type GradedEvidence } from "@lab-grader/core/facts/read-facts";

/** Facts whose answer is a closed door. */
export function deniedIn(evidence: GradedEvidence, refs: readonly FactRef[]): string[] {
  const reader = new FactReader(evidence);
  return refs.flatMap((ref) => {
    const reading = reader.read(ref);
    return reading.status === "unknown" && reading.fault === "access" ? [factId(ref)] : [];
  });
}
