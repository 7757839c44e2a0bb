import { getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { useOperation } from "../../api/use-operation.ts";
import { useRights } from "../use-rights.ts";

/** A cohort, asked once for all parts of a page, and whether whoever looks at it may change it. */
export function useCohort(cohortId: string) {
  const read = useOperation(getCohort, { params: { cohortId } });
  const { mayManage } = useRights(cohortId);
  return { read, cohort: read.data, mayManage };
}
