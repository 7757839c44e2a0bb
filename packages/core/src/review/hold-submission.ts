import { type Assignment, AssignmentRecord } from "../cohorts/assignment.ts";
import { learnerRules } from "../gradebook/learner-rules.ts";
import { newestTerms } from "../gradebook/learner-terms.ts";
import { type Grade, GradeRecord } from "../grading/grade.ts";
import { heldThemselves, withHolds } from "../grading/hold-outcomes.ts";
import { isUnknown, type Outcome } from "../grading/outcome.ts";
import { canonicalJson } from "../json.ts";
import { holdsInForce } from "../submissions/holds-in-force.ts";
import { replaceGrade } from "../submissions/replace-grade.ts";
import { type Submission, SubmissionRecord } from "../submissions/submission.ts";
import { criteriaOfStage } from "../views/outcome-view.ts";
import { gateOf, type ReviewDeps, reviewedGrade } from "./reviewed-grade.ts";

export type HoldDeps = ReviewDeps;

/** A hold, or its end, on its way to one closed submission. */
export interface HoldingSubmission {
  readonly submission: Submission;
  readonly criterion: string;
  readonly since?: string | undefined;
  readonly jobId: string;
  readonly by: string;
  readonly reason: string;
}

interface Look {
  readonly holding: HoldingSubmission;
  readonly submission: Submission;
  readonly assignment: Assignment;
  readonly grade: Grade;
}

const mostTries = 5;

/**
 * Makes the effective grade agree with the assignment about one criterion. Repeatable; a grade that
 * becomes effective meanwhile is taken as the new start.
 * @returns whether a grade was written.
 */
export async function holdSubmission(holding: HoldingSubmission, deps: HoldDeps): Promise<boolean> {
  const { table } = deps;
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const [submission, assignment] = await Promise.all([
      table.get(SubmissionRecord, holding.submission),
      table.get(AssignmentRecord, holding.submission),
    ]);
    if (submission?.effectiveGrade === undefined || !assignment) return false;
    const { submissionId, effectiveGrade: gradeId } = submission;
    const grade = await table.get(GradeRecord, { submissionId, gradeId });
    if (!grade) throw new Error(`the effective grade ${gradeId} of ${submissionId} is not stored`);

    const next = await nextGrade({ holding, submission, assignment, grade }, deps);
    if (!next) return false;
    const replacing = await replaceGrade(
      {
        ...{ submissionId, seenGrade: gradeId, judgement: next.judgement },
        cause: next.isHeld ? "held" : "released",
        ...{ by: holding.by, reason: holding.reason, jobId: holding.jobId },
        evidenceClaim: grade.evidenceClaim,
      },
      deps,
    );
    if (replacing.status === "replaced") return true;
  }
  throw new Error(`the grade of ${holding.submission.submissionId} kept changing`);
}

async function nextGrade(look: Look, deps: HoldDeps) {
  const { holding, submission, assignment, grade } = look;
  const { criterion } = holding;
  const { stage } = submission;
  const [lab, inForce] = await Promise.all([
    deps.getLab(grade.labDigest),
    holdsInForce(assignment, grade.labDigest, deps.getLab),
  ]);
  const isHeld = inForce.has(criterion);
  const criteria = criteriaOfStage(lab, stage);
  // What seems to fall with another criterion may also be on hold itself.
  const both = grade.outcomes.filter(({ held, criterion: name }) => held && inForce.has(name));
  const names = new Set([
    ...heldThemselves(grade.outcomes, criteria),
    ...both.map((outcome) => outcome.criterion),
  ]);
  if (isHeld) names.add(criterion);
  if (!isHeld) names.delete(criterion);

  const held = withHolds(grade.outcomes, names, criteria);
  const comesBack = isHeld && (await givesAttemptBack(look, deps));
  const outcomes = comesBack ? held.map((outcome) => givingBack(outcome, criterion)) : held;
  if (canonicalJson(outcomes) === canonicalJson(grade.outcomes)) return undefined;
  return { isHeld, judgement: reviewedGrade(grade, outcomes, gateOf(lab, stage)) };
}

function givingBack(outcome: Outcome, criterion: string): Outcome {
  return outcome.criterion === criterion && outcome.held
    ? { ...outcome, givesBack: true }
    : outcome;
}

/**
 * Only what the criterion spoilt, only where attempts are counted, and only while there is time for
 * another one: what comes back leaves the gradebook.
 */
async function givesAttemptBack(look: Look, { table, now }: HoldDeps): Promise<boolean> {
  const { holding, submission, assignment, grade } = look;
  const { since, criterion } = holding;
  if (since === undefined || submission.submittedAt < since || !grade.counts) return false;
  const outcome = grade.outcomes.find((each) => each.criterion === criterion);
  const isSpoilt =
    outcome !== undefined &&
    (isUnknown(outcome) || outcome.outcome === "not_met" || outcome.outcome === "partly");
  if (!isSpoilt || assignment.attemptLimit === undefined) return false;
  const { closesAt } = learnerRules(assignment, await newestTerms(submission, table));
  return now() < closesAt;
}
