import type { Grade } from "../grading/grade.ts";
import type { Judgement } from "../grading/grade-submission.ts";
import { graderVersion } from "../grading/grader-version.ts";
import { isUnknown, type Outcome, type ReasonParams } from "../grading/outcome.ts";
import { closedStateOf } from "../review/reviewed-grade.ts";
import type { Submission } from "../submissions/submission.ts";
import { previousAttempt } from "../views/comparison.ts";
import type { AgainJudged, RegradeRefusal } from "./planned-target.ts";

export type JudgedAgain =
  | { readonly status: "judged"; readonly judged: AgainJudged }
  /** Something that had a verdict has none by this evidence: nobody's grade is changed by that. */
  | { readonly status: "refused"; readonly code: RegradeRefusal; readonly params: ReasonParams };

/** From the verdicts of a regrade to what a grade would say. Pure. */
export function concludeAgain(
  verdicts: Judgement,
  from: {
    readonly submission: Submission;
    /** Of the learner and the assignment. */
    readonly submissions: readonly Submission[];
    readonly previous: Pick<Grade, "outcomes" | "counts">;
    readonly labDigest: string;
    readonly attemptHash: string;
  },
): JudgedAgain {
  const { outcomes, points, judgedPoints, maxPoints } = verdicts;
  const lost = outcomes.filter((outcome) => isLost(outcome, from.previous.outcomes));
  const [first] = lost;
  if (first) {
    const isMissing = first.outcome === "unknown" && first.fault === "evidence";
    const criteria = lost.map(({ criterion }) => criterion).join(", ");
    const code = isMissing ? "regrade.evidence_missing" : "regrade.unknown";
    return { status: "refused", code, params: { criteria, reason: first.reason } };
  }
  const state = closedStateOf(outcomes);
  const { labDigest, attemptHash } = from;
  const counts = (state === "graded" || state === "needs_review") && usesAttempt(verdicts, from);
  return {
    status: "judged",
    judged: {
      ...{ labDigest, graderVersion, state, counts, attemptHash },
      ...{ points, judgedPoints, maxPoints, outcomes: [...outcomes] },
    },
  };
}

/** Unknown now, and not for the same reason as it was. */
function isLost(outcome: Outcome, before: readonly Outcome[]): boolean {
  if (!isUnknown(outcome)) return false;
  const then = before.find(({ criterion }) => criterion === outcome.criterion);
  return !(then?.outcome === "unknown" && then.fault === outcome.fault);
}

/**
 * As at first, but what was an attempt stays one. Whoever handed in the same again has none by it: the
 * hashes of then tell, or those of now where the attempt before was regraded already.
 */
function usesAttempt(
  { isGateRed, outcomes }: Judgement,
  {
    submission,
    submissions,
    previous,
    attemptHash,
  }: Pick<
    Parameters<typeof concludeAgain>[1],
    "submission" | "submissions" | "previous" | "attemptHash"
  >,
): boolean {
  if (isGateRed || outcomes.some(isUnknown)) return false;
  if (previous.counts) return true;
  const before = previousAttempt(submission, submissions)?.attemptHash;
  return before === undefined || (before !== submission.attemptHash && before !== attemptHash);
}
