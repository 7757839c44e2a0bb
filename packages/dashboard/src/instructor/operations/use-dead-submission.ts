import { getSubmission, listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { useOperation, usePages } from "../../api/use-operation.ts";
import { followSeconds } from "./use-open-work.ts";

/** The submission of a dead letter as it is now, and the newest of its stage after it. */
export function useDeadSubmission(submissionId: string) {
  const read = useOperation(getSubmission, { params: { submissionId } });
  const view = read.data;
  const isFailed = view?.state === "failed";
  const { assignmentId = "", learnerId = "", stage, number = 0 } = view ?? {};
  const list = usePages(
    listSubmissions,
    { assignmentId, learnerId },
    (cursor) => ({
      params: { assignmentId },
      query: { learner: learnerId, ...(cursor === undefined ? {} : { cursor }) },
    }),
    { isEnabled: isFailed, everyMs: isFailed && followSeconds * 1000 },
  );
  const later = list.data?.pages
    .flatMap(({ submissions }) => submissions)
    .filter((each) => each.stage === stage && each.number > number)
    .sort((left, right) => right.number - left.number)
    .at(0);
  return { read, view, later, isDecided: !isFailed || !list.isPending };
}
