import { memo } from "react";
import { text } from "../../text/text.ts";
import type { ProofColumn } from "./proof-matrix.ts";
import { placeName } from "./proof-place.ts";

const words = text.rubric.proof.grid;

/** Stages, and below them their criteria. */
export const ProofHeader = memo(function ProofHeader({
  columns,
  activeColumn,
  titleOf,
}: {
  readonly columns: readonly ProofColumn[];
  /** -1: no cell of this row is the marked one. */
  readonly activeColumn: number;
  readonly titleOf: (criterion: string) => string | undefined;
}) {
  const stages = [...Map.groupBy(columns, ({ stage }) => stage)];
  const corner = placeName({ row: 0, column: 0 });
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className="proof-name">
          <span data-place={corner} tabIndex={activeColumn === 0 ? 0 : -1}>
            {words.case}
          </span>
        </th>
        {stages.map(([stage, own]) => (
          <th key={stage} scope="colgroup" colSpan={own.length} className="proof-stage">
            <bdi>{stage}</bdi>
          </th>
        ))}
      </tr>
      <tr>
        {columns.map(({ criterion, id, turnedRed, isNeverRed }, place) => (
          <th key={criterion} scope="col" className="proof-criterion">
            <button
              type="button"
              data-place={placeName({ row: 0, column: place + 1 })}
              tabIndex={activeColumn === place + 1 ? 0 : -1}
              title={titleOf(criterion) ?? criterion}
            >
              <bdi>{id}</bdi>
              {isNeverRed && <small className="proof-never">{words.neverRed}</small>}
              {!isNeverRed && turnedRed > 0 && <small>{words.turnedRed(turnedRed)}</small>}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
});
