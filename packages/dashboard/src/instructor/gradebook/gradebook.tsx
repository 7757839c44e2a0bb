import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useDeferredValue, useMemo } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Empty } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { useCohort } from "../cohorts/use-cohort.ts";
import { GradebookFilters } from "./gradebook-filters.tsx";
import { GradebookGrid } from "./gradebook-grid.tsx";
import { gridColumns } from "./grid-columns.ts";
import { Legend } from "./legend.tsx";
import type { MatrixFilters } from "./matrix-filters.ts";
import { columnMeans, shownRows } from "./matrix-rows.ts";
import type { useMatrix } from "./use-matrix.ts";

/** The gradebook as far as it is read: filters, how much is there, the grid. */
export function Gradebook({
  cohortId,
  matrix,
  filters,
  onChange,
}: {
  readonly cohortId: string;
  readonly matrix: ReturnType<typeof useMatrix>;
  readonly filters: MatrixFilters;
  readonly onChange: (change: Partial<MatrixFilters>) => void;
}) {
  const { read, rows, columns, isWhole } = matrix;
  const { cohort } = useCohort(cohortId);
  // Typing comes first; the class follows.
  const calm = useDeferredValue(filters);
  const shown = useMemo(() => shownRows(rows, calm), [rows, calm]);
  const grid = useMemo(
    () => gridColumns(rows, { columns, means: columnMeans(rows, columns.length) }),
    [rows, columns],
  );
  const sections = useMemo(
    () => [...new Set(rows.flatMap(({ section }) => section ?? []))].sort(),
    [rows],
  );
  const sortBy = (key: string) => {
    const isSame = key === filters.sort;
    const isNumber = !["name", "login", "section"].includes(key);
    onChange({ sort: key, isDescending: isSame ? !filters.isDescending : isNumber });
  };

  if (isWhole && rows.length === 0 && !filters.isWithDropped)
    return <NoLearners cohortId={cohortId} />;
  return (
    <SpaceBetween size="s">
      {columns.length === 0 && <NoAssignments cohortId={cohortId} />}
      <GradebookFilters
        filters={filters}
        columns={columns}
        sections={sections}
        onChange={onChange}
      />
      {read.error && (
        <FaultAlert
          fault={read.error}
          title={isWhole ? text.faults.staleTitle : text.gradebook.partTitle}
          onRetry={() => void (isWhole ? read.refetch() : read.fetchNextPage())}
          isRetrying={read.isFetching}
        />
      )}
      <Box color="text-body-secondary">
        <span role="status">
          {isWhole || read.error ? (
            text.gradebook.shown(shown.length, rows.length)
          ) : (
            <>
              <Spinner /> {text.gradebook.reading(rows.length)}
            </>
          )}
        </span>
      </Box>
      {shown.length === 0 && isWhole && (
        <Empty title={text.gradebook.noMatchTitle}>{text.gradebook.noMatch}</Empty>
      )}
      <GradebookGrid
        cohortId={cohortId}
        label={text.gradebook.grid(cohort?.name ?? cohortId)}
        rows={shown}
        columns={grid}
        filters={filters}
        isWhole={isWhole}
        onSort={sortBy}
      />
      <Legend />
    </SpaceBetween>
  );
}

function NoLearners({ cohortId }: { readonly cohortId: string }) {
  const words = text.gradebook;
  return (
    <Empty
      title={words.noLearnersTitle}
      action={<AppLink to={`/cohorts/${cohortId}/roster`}>{words.toRoster}</AppLink>}
    >
      {words.noLearners}
    </Empty>
  );
}

function NoAssignments({ cohortId }: { readonly cohortId: string }) {
  const words = text.gradebook;
  return (
    <Empty
      title={words.noAssignmentsTitle}
      action={<AppLink to={`/cohorts/${cohortId}/assignments/new`}>{words.toAssignments}</AppLink>}
    >
      {words.noAssignments}
    </Empty>
  );
}
