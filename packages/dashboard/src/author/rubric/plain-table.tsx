import type { ReactNode } from "react";
import { ScrollArea } from "../../parts/scroll-area.tsx";
import "./rubric.css";

/** A small table inside other content; scrolls in itself where it is wide. */
export function PlainTable({
  label,
  head,
  rows,
}: {
  readonly label: string;
  readonly head: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly ReactNode[])[];
}) {
  return (
    <ScrollArea label={label}>
      <table className="plain-table" aria-label={label}>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are drawn once and never change places
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the column
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
