import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import type { Rights } from "../use-rights.ts";

/** What can be decided on one criterion. */
export type CriterionAction = "override" | "takeBack" | "mark" | "hold" | "release";

/** What a dialog about one criterion is given. */
export interface CriterionDialogProps {
  readonly view: SubmissionView;
  readonly outcome: OutcomeView;
  readonly onClose: () => void;
}

const unmarkedReasons: ReadonlySet<string> = new Set([
  "written.waits_for_marking",
  "written.full_until_marked",
]);

/** What somebody with these rights may decide on a criterion now, the most frequent first. */
export function criterionActions(
  view: Pick<SubmissionView, "grade">,
  outcome: Pick<OutcomeView, "reason" | "decided" | "isHeld">,
  { mayMark, mayManage }: Rights,
): readonly CriterionAction[] {
  const isWritten = unmarkedReasons.has(outcome.reason) || outcome.decided?.by === "mark";
  const isGraded = view.grade !== undefined;
  return [
    ...(isGraded && isWritten && mayMark ? ["mark" as const] : []),
    ...(isGraded && mayManage ? ["override" as const] : []),
    ...(isGraded && mayManage && outcome.decided?.by === "override" ? ["takeBack" as const] : []),
    ...(mayManage ? [outcome.isHeld ? ("release" as const) : ("hold" as const)] : []),
  ];
}
