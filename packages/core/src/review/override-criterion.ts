import { decideOutcome, undecidedOutcome } from "../grading/decide-outcome.ts";
import { comparePoints, pointsOf } from "../grading/points.ts";
import {
  type Reviewing,
  type ReviewRequest,
  refusedReview,
  reviewSubmission,
} from "./review-submission.ts";
import type { ReviewDeps } from "./reviewed-grade.ts";

/**
 * A person sets the points of one criterion. What the machine found stays beside it.
 * @param points `null` takes the override back: what was judged stands again.
 */
export async function overrideCriterion(
  { points, ...request }: Omit<ReviewRequest, "cause"> & { readonly points: number | null },
  deps: ReviewDeps,
): Promise<Reviewing> {
  const { criterion, by: login, reason: note } = request;
  return await reviewSubmission(
    { ...request, cause: "overridden" },
    (outcome) => {
      if (points === null)
        return outcome.by === "override"
          ? { status: "decided", outcome: undecidedOutcome(outcome) }
          : refusedReview("override.none", { criterion }, "criterion");
      const { maxPoints } = outcome;
      if (comparePoints(pointsOf(points), pointsOf(maxPoints)) > 0)
        return refusedReview("override.above_maximum", { criterion, points, maxPoints }, "points");
      const said = {
        by: "override",
        points: pointsOf(points),
        login,
        note,
        at: deps.now(),
      } as const;
      return { status: "decided", outcome: decideOutcome(outcome, said) };
    },
    deps,
  );
}
