import type { MatrixCell, MatrixRow } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { memo } from "react";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { CellMark } from "./cell-mark.tsx";
import { type CellState, mainStateOf } from "./cell-state.ts";
import { cellLine, cellSentence, lateWords } from "./cell-words.ts";
import { type GridColumn, sizeOfColumn } from "./grid-columns.ts";
import { headerRows, placeName } from "./grid-place.ts";
import { matches, nameOf } from "./matrix-rows.ts";
import type { DrawnColumn } from "./use-grid-window.ts";

interface RowProps {
  readonly row: MatrixRow;
  /** Among the learners that are shown. */
  readonly index: number;
  readonly top: number;
  readonly cohortId: string;
  readonly columns: readonly DrawnColumn[];
  /** What is looked for, and where. */
  readonly state: CellState | undefined;
  readonly stateIn: string | undefined;
  /** -1: the marked cell is in another row. */
  readonly activeColumn: number;
}

/** One learner. Drawn again only when something of it changes: scrolling draws new rows alone. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { row, index, top, columns } = props;
  return (
    <tr
      aria-rowindex={index + headerRows + 1}
      className="gradebook-learner"
      style={{ insetBlockStart: top }}
    >
      {columns.map(({ column, at, start }) => {
        const Tag = column.kind === "name" ? "th" : "td";
        return (
          <Tag
            key={column.key}
            scope={column.kind === "name" ? "row" : undefined}
            aria-colindex={at + 1}
            className={classOf(column, props)}
            style={styleOf({ column, start })}
          >
            <Cell
              column={column}
              row={row}
              cohortId={props.cohortId}
              place={placeName({ row: index + headerRows, column: at })}
              tabIndex={props.activeColumn === at ? 0 : -1}
            />
          </Tag>
        );
      })}
    </tr>
  );
});

/** Names stay in sight at the start of the row; all else lies at its place. */
export function styleOf({ column, start }: Pick<DrawnColumn, "column" | "start">) {
  const size = { inlineSize: sizeOfColumn(column) };
  return column.kind === "name" ? size : { ...size, insetInlineStart: start };
}

function classOf(column: GridColumn, { row, state, stateIn }: RowProps): string {
  const name = `gradebook-cell gradebook-${column.kind}`;
  const cell = column.kind === "assignment" ? row.cells[column.at] : undefined;
  const isMatch = cell && matches(cell, { state, assignmentId: stateIn });
  return isMatch ? `${name} gradebook-match` : name;
}

function Cell({
  column,
  row,
  cohortId,
  place,
  tabIndex,
}: {
  readonly column: GridColumn;
  readonly row: MatrixRow;
  readonly cohortId: string;
  readonly place: string;
  readonly tabIndex: number;
}) {
  const stop = { "data-place": place, tabIndex };
  const learner = `/cohorts/${cohortId}/learners/${row.learnerId}`;
  switch (column.kind) {
    case "name":
      return (
        <a href={learner} title={nameOf(row)} {...stop}>
          <bdi>{nameOf(row)}</bdi>
          {row.state === "dropped" && <small>{text.gradebook.dropped}</small>}
        </a>
      );
    case "login":
      return <span {...stop}>{row.login}</span>;
    case "section":
      return <span {...stop}>{row.section ?? text.parts.dash}</span>;
    case "total":
      return (
        <span {...stop}>
          <b>{formatPoints(row.points)}</b>
        </span>
      );
    case "assignment": {
      const cell = row.cells[column.at];
      if (!cell) return null;
      const main = mainStateOf(cell);
      return (
        <a
          className={`gradebook-is-${main}`}
          href={`${learner}/assignments/${column.key}`}
          title={cellSentence(cell, column.assignment)}
          {...stop}
        >
          <CellContent cell={cell} main={main} />
        </a>
      );
    }
    default:
      return column satisfies never;
  }
}

function CellContent({ cell, main }: { readonly cell: MatrixCell; readonly main: CellState }) {
  const late = lateWords(cell);
  return (
    <>
      <CellMark state={main} />
      <b>{formatPoints(cell.points)}</b>
      {late !== undefined && <small>{late}</small>}
      <small className="gradebook-line">{cellLine(cell, main)}</small>
    </>
  );
}
