import Button from "@cloudscape-design/components/button";
import { useParams } from "react-router";
import { Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { Gradebook } from "./gradebook.tsx";
import { useMatrix } from "./use-matrix.ts";
import { useMatrixFilters } from "./use-matrix-filters.ts";

export function GradebookPage() {
  const { cohortId = "" } = useParams();
  const { filters, change } = useMatrixFilters();
  const matrix = useMatrix(cohortId, filters);
  const { read } = matrix;
  return (
    <CohortFrame
      cohortId={cohortId}
      title={text.cohorts.pages.gradebook}
      actions={
        <Button
          iconName="refresh"
          loading={read.isRefetching && !read.isFetchingNextPage}
          onClick={() => void read.refetch()}
        >
          {text.gradebook.reload}
        </Button>
      }
    >
      {read.data === undefined ? (
        <Loaded read={read}>{() => null}</Loaded>
      ) : (
        <Gradebook cohortId={cohortId} matrix={matrix} filters={filters} onChange={change} />
      )}
    </CohortFrame>
  );
}
