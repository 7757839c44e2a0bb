import { attemptText } from "@lab-grader/core/views/submission-heading";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import type { Crumb } from "../parts/page.tsx";
import { text } from "../text/text.ts";
import { ownTimes } from "./times.ts";

/** `Build the table · attempt 2 of 10` */
export function titleOf(view: SubmissionView): string {
  return text.submissions.titleOf(view.stageTitle, attemptText(view, ownTimes));
}

/** Where a submission lies, for its own page and those below it. */
export function crumbsOf(view: SubmissionView): readonly Crumb[] {
  const { assignmentId, cohortId, lab, stage, stageTitle, learner, learnerId } = view;
  if (cohortId === undefined) {
    return [
      { text: text.submissions.allLabs, to: "/labs" },
      { text: lab.title, to: `/labs/${assignmentId}` },
      { text: stageTitle, to: `/labs/${assignmentId}/stages/${stage}` },
    ];
  }
  return [
    { text: text.submissions.allCohorts, to: "/cohorts" },
    { text: lab.title, to: `/assignments/${assignmentId}` },
    {
      text: learner?.name ?? learner?.login ?? learnerId,
      to: `/cohorts/${cohortId}/learners/${learnerId}`,
    },
  ];
}
