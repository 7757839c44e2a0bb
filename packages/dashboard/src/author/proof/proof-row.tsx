import type { ProofCell } from "@lab-grader/core/lab/lab-proof";
import { memo } from "react";
import { text } from "../../text/text.ts";
import { ProofMark, proofOutcome } from "./proof-mark.tsx";
import type { ProofColumn, ProofRow } from "./proof-matrix.ts";
import { placeName } from "./proof-place.ts";

const words = text.rubric.proof;

/** One look at one case: its name, then what each criterion came out as. */
export const ProofRowCells = memo(function ProofRowCells({
  row,
  columns,
  index,
  activeColumn,
  isOne,
}: {
  readonly row: ProofRow;
  readonly columns: readonly ProofColumn[];
  /** 0 are the heads. */
  readonly index: number;
  /** -1: no cell of this row is the marked one. */
  readonly activeColumn: number;
  readonly isOne: boolean;
}) {
  const { of, moment, isAsExpected } = row;
  return (
    <tr>
      <th scope="row" className="proof-name">
        <button
          type="button"
          data-place={placeName({ row: index, column: 0 })}
          tabIndex={activeColumn === 0 ? 0 : -1}
          title={of.name}
        >
          <bdi>{of.name}</bdi>
          <small>
            <bdi>{of.stage}</bdi>
            {moment && `, ${words.grid.moments[moment]}`}
          </small>
          {!isAsExpected && (
            <small className="proof-never">
              {of.refused ? words.grid.refused : words.grid.otherwise}
            </small>
          )}
        </button>
      </th>
      {columns.map(({ criterion }, place) => {
        const cell = row.cells.get(criterion);
        const at = {
          "data-place": placeName({ row: index, column: place + 1 }),
          tabIndex: activeColumn === place + 1 ? 0 : -1,
        };
        return cell ? (
          <td key={criterion} className={cell.isAsExpected ? undefined : "proof-otherwise"}>
            <button type="button" {...at}>
              <CellWords cell={cell} isOne={isOne} />
            </button>
          </td>
        ) : (
          <td key={criterion}>
            <span {...at} role="img" aria-label={words.grid.empty} />
          </td>
        );
      })}
    </tr>
  );
});

function CellWords({ cell, isOne }: { readonly cell: ProofCell; readonly isOne: boolean }) {
  const outcome = proofOutcome(cell);
  return (
    <span className={`proof-is-${outcome}`}>
      <ProofMark of={outcome} />
      {words.outcomes[outcome]}
      {!cell.isAsExpected && <small className="proof-never">{words.grid.otherwise}</small>}
      {isOne && cell.reason !== cell.outcome && (
        <small>
          <bdi>{cell.reason}</bdi>
        </small>
      )}
    </span>
  );
}
