import { type Grade, GradeRecord } from "../grading/grade.ts";
import type { Outcome, ReasonParams } from "../grading/outcome.ts";
import { roundedPoints } from "../grading/points.ts";
import { parseSubmissionId } from "../ids.ts";
import type { Lab } from "../lab/lab.ts";
import type { Table } from "../storage/table.ts";
import { replaceGrade } from "../submissions/replace-grade.ts";
import { type Submission, SubmissionRecord } from "../submissions/submission.ts";
import { gateOf, type ReviewDeps, reviewedGrade } from "./reviewed-grade.ts";

/** Why a person's decision is not taken. Stable: the codes of problems by the same name. */
export const reviewRefusals = [
  "submission.not_found",
  "review.no_grade",
  "review.criterion_unknown",
  "review.grade_unknown",
  "grade.changed",
  "override.above_maximum",
  "override.none",
  "mark.not_written",
  "mark.level_unknown",
] as const;
export type ReviewRefusal = (typeof reviewRefusals)[number];

export interface RefusedReview {
  readonly status: "refused";
  readonly code: ReviewRefusal;
  readonly params: ReasonParams;
  /** Which member of the request it is about. */
  readonly member?: "criterion" | "points" | "level" | "seenGrade";
}

export type Reviewing =
  | { readonly status: "reviewed"; readonly submission: Submission; readonly grade: Grade }
  | RefusedReview;

/** One criterion of a submission, about to be decided by a person. */
export interface ReviewRequest {
  readonly submissionId: string;
  /** Within its stage. */
  readonly criterion: string;
  /** The effective grade that the person decides over. */
  readonly seenGrade: string;
  /** Login of the person. */
  readonly by: string;
  readonly reason: string;
  readonly cause: "overridden" | "marked";
}

type Deciding = { readonly status: "decided"; readonly outcome: Outcome } | RefusedReview;

/**
 * Replaces one outcome of the effective grade, if that is the one that the person saw.
 * @param decide what becomes of the outcome. Pure.
 */
export async function reviewSubmission(
  request: ReviewRequest,
  decide: (outcome: Outcome, lab: Lab) => Deciding,
  deps: ReviewDeps,
): Promise<Reviewing> {
  const { submissionId, seenGrade, by, reason, cause } = request;
  const key = parseSubmissionId(submissionId);
  const submission = key && (await deps.table.get(SubmissionRecord, key));
  if (!submission) return refusedReview("submission.not_found", {});
  if (submission.effectiveGrade === undefined)
    return refusedReview("review.no_grade", { state: submission.state });
  if (submission.effectiveGrade !== seenGrade) return await changed(request, deps.table);

  const grade = await getGrade(submissionId, seenGrade, deps.table);
  const lab = await deps.getLab(grade.labDigest);
  const name = `${submission.stage}.${request.criterion}`;
  const before = grade.outcomes.find((outcome) => outcome.criterion === name);
  if (!before) {
    const known = grade.outcomes.map(({ criterion }) => criterion.slice(name.indexOf(".") + 1));
    return refusedReview(
      "review.criterion_unknown",
      { criterion: request.criterion, known: known.join(", ") },
      "criterion",
    );
  }
  const deciding = decide(before, lab);
  if (deciding.status === "refused") return deciding;

  const outcomes = grade.outcomes.map((one) => (one === before ? deciding.outcome : one));
  const judgement = reviewedGrade(grade, outcomes, gateOf(lab, submission.stage));
  const { evidenceClaim } = grade;
  const replacing = await replaceGrade(
    { submissionId, seenGrade, cause, by, reason, judgement, evidenceClaim },
    deps,
  );
  if (replacing.status === "refused") return await changed(request, deps.table);
  return { ...replacing, status: "reviewed" };
}

export function refusedReview(
  code: ReviewRefusal,
  params: ReasonParams,
  member?: RefusedReview["member"],
): RefusedReview {
  return { status: "refused", code, params, ...(member && { member }) };
}

/** Both grades: the one that the person saw, and the one that is effective now. */
async function changed(
  { submissionId, seenGrade }: ReviewRequest,
  table: Table,
): Promise<RefusedReview> {
  const key = parseSubmissionId(submissionId);
  const submission = key && (await table.get(SubmissionRecord, key));
  const seen = await table.get(GradeRecord, { submissionId, gradeId: seenGrade });
  if (!seen || !submission?.effectiveGrade)
    return refusedReview("review.grade_unknown", { seenGrade }, "seenGrade");
  const now = await getGrade(submissionId, submission.effectiveGrade, table);
  const params = {
    ...{ seenGrade, seenPoints: roundedPoints(seen.points), seenAt: seen.at },
    ...{ effectiveGrade: now.gradeId, effectivePoints: roundedPoints(now.points) },
    ...{ at: now.at, by: now.by, cause: now.cause, reason: now.reason ?? "" },
    maxPoints: roundedPoints(now.maxPoints),
  };
  return refusedReview("grade.changed", params, "seenGrade");
}

async function getGrade(submissionId: string, gradeId: string, table: Table): Promise<Grade> {
  const grade = await table.get(GradeRecord, { submissionId, gradeId });
  if (!grade) throw new Error(`the effective grade ${gradeId} of ${submissionId} is not stored`);
  return grade;
}
