import { getLabRubric } from "@lab-grader/core/contracts/endpoints/labs";
import { useOperation } from "../../api/use-operation.ts";

/** A version of a lab with what it proposes; not asked while none is chosen. */
export function useRubric(labId: string, version: string) {
  return useOperation(
    getLabRubric,
    { params: { labId, version } },
    { isEnabled: labId !== "" && version !== "" },
  );
}
