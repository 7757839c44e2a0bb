import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { problemCode } from "../../api/fault.ts";

/** The grade that somebody decides over. */
export interface SeenGrade {
  readonly gradeId: string;
  /** The grade of now, where that is another one. */
  readonly overtakenBy: SubmissionView["grade"];
  /** They have read the one of now, and decide over it. */
  readonly accept: () => void;
}

/**
 * The grade that was there when the dialog was opened. When another one counts meanwhile, whoever
 * decides sees it and says so before anything is sent over it.
 * @param fault of the decision, to ask for the grade of now when that is what it says.
 */
export function useSeenGrade({ grade }: SubmissionView, fault: unknown): SeenGrade {
  const queries = useQueryClient();
  const [gradeId, setSeen] = useState(grade?.gradeId ?? "");
  const isOvertaken = problemCode(fault) === "grade.changed";
  useEffect(() => {
    if (isOvertaken) void queries.invalidateQueries({ queryKey: [getSubmission.name] });
  }, [isOvertaken, queries]);
  return {
    gradeId,
    overtakenBy: grade?.gradeId === gradeId ? undefined : grade,
    accept: () => setSeen(grade?.gradeId ?? ""),
  };
}
