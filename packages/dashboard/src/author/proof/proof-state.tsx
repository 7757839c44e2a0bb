import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { LabProof } from "@lab-grader/core/lab/lab-proof";
import { text } from "../../text/text.ts";

const { scores } = text.rubric.proof;

/** Whether everything came out as the cases say. */
export function ProofState({ of }: { readonly of: Pick<LabProof, "isPassed"> }) {
  return of.isPassed ? (
    <StatusIndicator type="success">{scores.passed}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{scores.notPassed}</StatusIndicator>
  );
}
