import type { ProofCell } from "@lab-grader/core/lab/lab-proof";
import { shortOfKind } from "@lab-grader/core/reasons/catalogue";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { AsExpected } from "./as-expected.tsx";
import { Details } from "./details.tsx";
import { ProofMark, proofOutcome } from "./proof-mark.tsx";
import type { ProofRow } from "./proof-matrix.ts";

const { detail: words, outcomes, kindWords, grid } = text.rubric.proof;

/** What a criterion came out as in one case, what had to, and why. */
export function CellDetail({
  row,
  cell,
  title,
}: {
  readonly row: ProofRow;
  readonly cell: ProofCell;
  readonly title: string | undefined;
}) {
  const outcome = proofOutcome(cell);
  return (
    <>
      {title !== undefined && (
        <p>
          <LearnerText>{title}</LearnerText>
        </p>
      )}
      <Details
        of={[
          [words.result, <AsExpected key="is" is={cell.isAsExpected} />],
          [
            words.found,
            <div key="found" className={`proof-is-${outcome}`}>
              <ProofMark of={outcome} />
              {outcomes[outcome]}
              <Reason reason={cell.reason} outcome={cell.outcome} />
            </div>,
          ],
          [words.expected, <Expected key="expected" cell={cell} />],
          [words.kind, kindWords[row.of.kind]],
          [words.looked, grid.moments[cell.moment]],
        ]}
      />
    </>
  );
}

function Expected({ cell: { expected } }: { readonly cell: ProofCell }) {
  const { outcome, fault, reason } = expected;
  const word =
    outcome === "unknown" && fault !== undefined ? words.faults[fault] : outcomes[outcome];
  if (reason === undefined) return outcome === "met" ? word : words.anyReason(word);
  return (
    <>
      {word}
      <Reason reason={reason} outcome={outcome} />
    </>
  );
}

/** The code of a reason, and what learners read for it in short. */
function Reason({ reason, outcome }: { readonly reason: string; readonly outcome: string }) {
  if (reason === outcome) return null;
  const short = shortOfKind(reason);
  // What was found is not in a proof: a text that is made of it says nothing.
  const isTelling = short !== reason && !short.includes("…");
  return (
    <>
      <div>
        <LearnerText>{reason}</LearnerText>
      </div>
      {isTelling && <small>{words.short(short)}</small>}
    </>
  );
}
