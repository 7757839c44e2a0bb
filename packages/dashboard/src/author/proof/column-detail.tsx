import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { Details } from "./details.tsx";
import type { ProofColumn } from "./proof-matrix.ts";

const { detail: words, grid } = text.rubric.proof;

/** One criterion among the cases. */
export function ColumnDetail({
  column,
  title,
}: {
  readonly column: ProofColumn;
  readonly title: string | undefined;
}) {
  return (
    <>
      {title !== undefined && (
        <p>
          <LearnerText>{title}</LearnerText>
        </p>
      )}
      <Details
        of={[
          [words.stage, <LearnerText key="stage">{column.stage}</LearnerText>],
          [words.red, column.isNeverRed ? grid.neverRed : grid.turnedRed(column.turnedRed)],
        ]}
      />
    </>
  );
}
