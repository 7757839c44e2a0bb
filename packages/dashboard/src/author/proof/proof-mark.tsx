import type { ProofCell } from "@lab-grader/core/lab/lab-proof";
import { type MarkKind, markOf } from "@lab-grader/core/views/feedback-order";
import type { ReactElement } from "react";

const marks: Readonly<Record<MarkKind, ReactElement>> = {
  met: <path d="M2.5 7.5l3 3 6-7" />,
  partly: (
    <>
      <circle cx="7" cy="7" r="5" />
      <path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor" />
    </>
  ),
  not_met: <path d="M3 3l8 8M11 3l-8 8" />,
  unknown: <path d="M4.5 5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M7 11.5v.3" />,
  not_judged: <path d="M3 7h8" />,
  waiting: (
    <>
      <circle cx="7" cy="7" r="5" />
      <path d="M7 4v3l2 1.5" />
    </>
  ),
};

/** The sign of an outcome; its word stands beside it. */
export function ProofMark({ of }: { readonly of: MarkKind }) {
  return (
    <svg className="proof-mark" viewBox="0 0 14 14" aria-hidden="true">
      {marks[of]}
    </svg>
  );
}

/** How a cell is marked. A proof tells why something is unknown only where that was expected. */
export function proofOutcome({ outcome, expected, isAsExpected }: ProofCell): MarkKind {
  return markOf({ outcome, ...(isAsExpected && { fault: expected.fault }) });
}
