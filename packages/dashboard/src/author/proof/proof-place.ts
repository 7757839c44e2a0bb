import type { GridPlace } from "../../parts/grid-keys.ts";

/** How a cell is named in the page: `3:2`. */
export function placeName({ row, column }: GridPlace): string {
  return `${row}:${column}`;
}

export function placeNamed(name: string): GridPlace {
  const [row = "0", column = "0"] = name.split(":");
  return { row: Number(row), column: Number(column) };
}
