import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { getGradebook } from "@lab-grader/core/contracts/endpoints/gradebook";
import { getCohortGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { getTerms } from "@lab-grader/core/contracts/endpoints/terms";
import { useOperation } from "../../../api/use-operation.ts";

/** Whose result it is, in which assignment. */
export interface CellOf {
  readonly cohortId: string;
  readonly assignmentId: string;
  readonly learnerId: string;
}

/** What is asked again after a decision. */
export const changedByDecision = [getTerms, getGradebook, getCohortGradebook, listSubmissions];

/** The assignment, the learner's row of the cohort, and their row of the assignment. */
export function useCell({ cohortId, assignmentId, learnerId }: CellOf) {
  const learner = { learner: learnerId };
  const assignment = useOperation(getAssignment, { params: { assignmentId } });
  const row = useOperation(getCohortGradebook, { params: { cohortId }, query: learner });
  const stages = useOperation(getGradebook, { params: { assignmentId }, query: learner });
  return { assignment, row, stages };
}
