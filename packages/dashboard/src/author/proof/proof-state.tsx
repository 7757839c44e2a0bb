import type { LabProof } from "@lab-grader/core/lab/lab-proof";
import { text } from "../../text/text.ts";
import { Marked } from "./marked.tsx";

const { scores } = text.rubric.proof;

/** Whether everything came out as the cases say. */
export function ProofState({ of }: { readonly of: Pick<LabProof, "isPassed"> }) {
  return <Marked isGood={of.isPassed}>{of.isPassed ? scores.passed : scores.notPassed}</Marked>;
}
