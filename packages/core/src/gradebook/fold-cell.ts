import type { Assignment } from "../cohorts/assignment.ts";
import { sumOfPoints } from "../grading/points.ts";
import { canonicalJson } from "../json.ts";
import { attemptsOf, submissionsOf } from "../submissions/attempts.ts";
import type { Submission } from "../submissions/submission.ts";
import type { Cell, CellStage } from "./cell.ts";
import { effectiveAttempt } from "./effective-attempt.ts";
import { type LearnerRules, learnerRules } from "./learner-rules.ts";
import { contentOfTerms, type LearnerTerms } from "./learner-terms.ts";

/** A cell without what its writing adds. */
export type CellFold = Omit<Cell, "version" | "foldedAt">;

export interface CellSource {
  readonly assignment: Assignment;
  readonly learnerId: string;
  /** The newest; absent: nothing was decided for this learner. */
  readonly terms: LearnerTerms | undefined;
  /** Of this learner and assignment, all stages. */
  readonly submissions: readonly Submission[];
}

/**
 * The result of one learner in one assignment. Depends on nothing but its arguments: equal
 * submissions and rules give equal cells, in whatever order they come.
 */
export function foldCell({ assignment, learnerId, terms, submissions }: CellSource): CellFold {
  const rules = learnerRules(assignment, terms);
  const stages = assignment.stages.flatMap(({ stage }) => {
    const folded = foldStage(submissions, { stage, rules, holds: assignment.holds ?? [] });
    return folded === undefined ? [] : [{ stage, folded }];
  });
  const scores = stages.flatMap(({ folded }) => folded.kept?.score ?? []);
  const points = terms?.override?.points ?? (scores.length === 0 ? undefined : sumOfPoints(scores));
  const content = contentOfTerms(terms);
  return {
    cohortId: assignment.cohortId,
    assignmentId: assignment.assignmentId,
    learnerId,
    stages: Object.fromEntries(stages.map(({ stage, folded }) => [stage, folded])),
    ...(points === undefined ? {} : { points }),
    ...(Object.keys(content).length === 0 ? {} : { terms: content }),
    assignmentVersion: assignment.version,
    termsVersion: terms?.version ?? 0,
  };
}

/** Whether a cell says what the fold says; version and time of writing don't matter. */
export function isCellOf(cell: Cell, fold: CellFold): boolean {
  const { version: _version, foldedAt: _foldedAt, ...content } = cell;
  return canonicalJson(content) === canonicalJson(fold);
}

function foldStage(
  submissions: readonly Submission[],
  { stage, rules, holds }: { stage: string; rules: LearnerRules; holds: Assignment["holds"] & {} },
): CellStage | undefined {
  const latest = submissionsOf(submissions, stage).at(-1);
  if (latest === undefined) return undefined;
  const { number, state, submittedAt, notBefore } = latest;
  const attempts = attemptsOf(submissions, stage);
  const kept = keptOf(attempts, rules);
  const isWaiting = state === "waiting" && notBefore !== undefined;
  const isHeld = holds.some(({ criterion }) => criterion.startsWith(`${stage}.`));
  return {
    attempts: attempts.length,
    latest: { number, state, submittedAt, ...(isWaiting ? { notBefore } : {}) },
    ...(kept === undefined ? {} : { kept }),
    ...(isHeld ? { isHeld } : {}),
  };
}

function keptOf(attempts: readonly Submission[], rules: LearnerRules): CellStage["kept"] {
  const kept = effectiveAttempt(attempts, rules);
  if (!kept) return undefined;
  const { submission, gradeId, points, judgedPoints, maxPoints, score, lateness } = kept;
  const { number, submittedAt, state } = submission;
  return {
    ...{ number, gradeId, submittedAt, points, judgedPoints, maxPoints, score },
    ...(lateness && { lateSeconds: lateness.lateSeconds }),
    ...(state === "needs_review" ? { needsReview: true as const } : {}),
  };
}
