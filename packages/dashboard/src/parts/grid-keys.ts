/** A cell of the grid, counted from 0; the rows of the header come first. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit into the window of the grid. */
  readonly pageRows: number;
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Where a key leads, `undefined` for keys that don't move: as the grid pattern has it,
 * www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function placeAfter(
  pressed: Pressed,
  from: GridPlace,
  size: GridSize,
): GridPlace | undefined {
  if (pressed.altKey || pressed.shiftKey) return undefined;
  const isFar = pressed.ctrlKey || pressed.metaKey;
  const to = isFar ? farFrom(pressed.key, from, size) : nearTo(pressed.key, from, size);
  if (to === undefined) return undefined;
  return {
    row: Math.max(0, Math.min(to.row, size.rows - 1)),
    column: Math.max(0, Math.min(to.column, size.columns - 1)),
  };
}

function nearTo(key: string, { row, column }: GridPlace, size: GridSize): GridPlace | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: size.columns - 1 };
    case "PageUp":
      return { row: row - size.pageRows, column };
    case "PageDown":
      return { row: row + size.pageRows, column };
    default:
      return undefined;
  }
}

function farFrom(key: string, { row, column }: GridPlace, size: GridSize): GridPlace | undefined {
  switch (key) {
    case "Home":
      return { row: 0, column: 0 };
    case "End":
      return { row: size.rows - 1, column: size.columns - 1 };
    case "ArrowUp":
      return { row: 0, column };
    case "ArrowDown":
      return { row: size.rows - 1, column };
    case "ArrowLeft":
      return { row, column: 0 };
    case "ArrowRight":
      return { row, column: size.columns - 1 };
    default:
      return undefined;
  }
}
