import { decideOutcome } from "../grading/decide-outcome.ts";
import { pointsOf } from "../grading/points.ts";
import { hasText } from "../grading/unmarked-texts.ts";
import { findCriterion } from "../submissions/holds-in-force.ts";
import {
  type RefusedReview,
  type Reviewing,
  type ReviewRequest,
  refusedReview,
  reviewSubmission,
} from "./review-submission.ts";
import type { ReviewDeps } from "./reviewed-grade.ts";

export interface MarkRequest extends Omit<ReviewRequest, "cause" | "reason"> {
  /** Of the lab's levels of this criterion, from 1. */
  readonly level: number;
  readonly comment?: string | undefined;
}

/** A person reads a written part and says which of the lab's levels it reaches. Again: another mark. */
export async function markWritten(
  { level, comment, ...request }: MarkRequest,
  deps: ReviewDeps,
): Promise<Reviewing> {
  const { criterion: id, by: login } = request;
  return await reviewSubmission(
    { ...request, cause: "marked", reason: comment ?? `level ${level}` },
    (outcome, lab) => {
      const criterion = findCriterion(lab, outcome.criterion);
      if (criterion?.kind !== "written" || !hasText(outcome)) return notWritten(id);
      const { levels } = criterion.source;
      const reached = levels[level - 1];
      if (!reached)
        return refusedReview(
          "mark.level_unknown",
          { criterion: id, level, levels: levels.length },
          "level",
        );
      const marked = decideOutcome(outcome, {
        ...{ by: "mark", points: pointsOf(reached.points), login, level, at: deps.now() },
        ...(comment === undefined ? {} : { note: comment }),
      });
      return { status: "decided", outcome: marked };
    },
    deps,
  );
}

function notWritten(criterion: string): RefusedReview {
  return refusedReview("mark.not_written", { criterion }, "criterion");
}
