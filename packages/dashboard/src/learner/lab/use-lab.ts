import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { getAssignmentLab } from "@lab-grader/core/contracts/endpoints/labs";
import { useOperation } from "../../api/use-operation.ts";
import { useOwnSubmissions } from "./use-own-submissions.ts";

/** All that is read of one lab; what is the learner's own only for them. */
export function useLab(assignmentId: string) {
  const params = { assignmentId };
  const lab = useOperation(getAssignmentLab, { params });
  const assignment = useOperation(getAssignment, { params });
  const isEnabled = assignment.data?.own !== undefined;
  const submissions = useOwnSubmissions(assignmentId, { isEnabled });
  const gradebook = useOperation(getOwnGradebook, {}, { isEnabled });
  return { lab, assignment, submissions, gradebook };
}
