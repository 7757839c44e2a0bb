import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { Empty } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import type { KnownCriteria } from "./known-criteria.ts";
import { ProofGrid } from "./proof-grid.tsx";
import { casesIn, type ProofFilters, type ProofMatrix } from "./proof-matrix.ts";

const words = text.rubric.proof.filters;

// The browser stays quick: a lab has some 60 cases and 30 criteria, a strange file may have 1,000 of each.
const mostCells = 6_000;
const mostColumns = 120;

/** The cases that fit the filters, as many as are drawn quickly, and more when asked for. */
export function ShownCases({
  lab,
  shown,
  all,
  filters,
  criteria,
  onOnly,
  onClear,
}: {
  readonly lab: string;
  readonly shown: ProofMatrix;
  /** Cases, shown or not. */
  readonly all: number;
  readonly filters: ProofFilters;
  readonly criteria: KnownCriteria;
  readonly onOnly: (criterion: string) => void;
  readonly onClear: () => void;
}) {
  const columns = shown.columns.slice(0, mostColumns);
  const atOnce = Math.max(20, Math.floor(mostCells / Math.max(1, columns.length)));
  const [most, setMost] = useState(atOnce);
  const { rows } = shown;
  if (rows.length === 0) {
    const isFiltered = filters.stage + filters.criterion + filters.kind !== "";
    return (
      <Empty
        title={words.nothingTitle}
        action={all > 0 && <Button onClick={onClear}>{words.clear}</Button>}
      >
        {filters.isOnlyOtherwise && !isFiltered ? words.nothingOtherwise : words.nothing}
      </Empty>
    );
  }
  return (
    <SpaceBetween size="s">
      <Box>
        <div role="status">{words.shown(casesIn(rows), all)}</div>
        {text.rubric.proof.grid.legend}
        {columns.length < shown.columns.length && (
          <div>{words.columnsCut(columns.length, shown.columns.length)}</div>
        )}
      </Box>
      <ProofGrid
        label={text.rubric.proof.grid.label(lab)}
        columns={columns}
        rows={rows.slice(0, most)}
        count={rows.length}
        isOne={filters.criterion !== ""}
        criteria={criteria}
        onOnly={onOnly}
      />
      {rows.length > most && (
        <Button onClick={() => setMost(most + atOnce)}>
          {words.more(casesIn(rows.slice(most, most + atOnce)))}
        </Button>
      )}
    </SpaceBetween>
  );
}
