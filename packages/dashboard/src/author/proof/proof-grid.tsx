import { type MouseEvent, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { text } from "../../text/text.ts";
import type { KnownCriteria } from "./known-criteria.ts";
import { ProofDetail } from "./proof-detail.tsx";
import { ProofHeader } from "./proof-header.tsx";
import { caseKinds, casesIn, type ProofColumn, type ProofRow } from "./proof-matrix.ts";
import { placeNamed } from "./proof-place.ts";
import { ProofRowCells } from "./proof-row.tsx";
import { showPopoverAt } from "./show-popover-at.ts";
import { useProofKeys } from "./use-proof-keys.ts";
import "./proof-grid.css";

const words = text.rubric.proof;

/** What was pressed: a criterion's head, a case's name, or what a case came out as. */
export interface OpenedPlace {
  readonly row: ProofRow | undefined;
  readonly column: ProofColumn | undefined;
}

/** Cases by criteria as one grid: a single stop of the Tab key, arrow keys inside. */
export function ProofGrid({
  label,
  columns,
  rows,
  count,
  isOne,
  criteria,
  onOnly,
}: {
  readonly label: string;
  readonly columns: readonly ProofColumn[];
  readonly rows: readonly ProofRow[];
  /** Of all rows, those too that are not drawn. */
  readonly count: number;
  /** There is room for reasons. */
  readonly isOne: boolean;
  readonly criteria: KnownCriteria;
  readonly onOnly: (criterion: string) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<OpenedPlace>();
  const keys = useProofKeys(grid, { rows: rows.length + 1, columns: columns.length + 1 });
  const groups = useMemo(() => groupsOf(rows), [rows]);

  const open = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target.closest("button") : null;
    const name = target?.dataset.place;
    if (!target || name === undefined || !detail.current) return;
    const place = placeNamed(name);
    flushSync(() => setOpened({ row: rows[place.row - 1], column: columns[place.column - 1] }));
    showPopoverAt(detail.current, target);
  };

  return (
    <>
      <div
        ref={grid}
        className={isOne ? "proof-grid proof-grid-one" : "proof-grid"}
        onScroll={() => detail.current?.hidePopover()}
      >
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take keys is a grid, www.w3.org/WAI/ARIA/apg/patterns/grid/
          role="grid"
          aria-label={label}
          aria-description={words.grid.keys}
          aria-rowcount={count + 2 + groups.length}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onClick={open}
        >
          <ProofHeader
            columns={columns}
            activeColumn={keys.active.row === 0 ? keys.active.column : -1}
            titleOf={criteria.titleOf}
          />
          {groups.map(({ kind, first, rows: own }) => (
            <tbody key={kind}>
              <tr>
                <th scope="rowgroup" colSpan={columns.length + 1} className="proof-kind">
                  <span>{words.kindWithCount(words.kinds[kind], casesIn(own))}</span>
                </th>
              </tr>
              {own.map((row, place) => (
                <ProofRowCells
                  key={row.key}
                  row={row}
                  columns={columns}
                  index={first + place}
                  activeColumn={keys.active.row === first + place ? keys.active.column : -1}
                  isOne={isOne}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <ProofDetail ref={detail} of={opened} criteria={criteria} onOnly={onOnly} />
    </>
  );
}

/** Rows come ordered by kind; the first one of all is row 1, below the heads. */
function groupsOf(rows: readonly ProofRow[]) {
  let first = 1;
  return caseKinds.flatMap((kind) => {
    const own = rows.filter(({ of }) => of.kind === kind);
    if (own.length === 0) return [];
    const group = { kind, first, rows: own };
    first += own.length;
    return [group];
  });
}
