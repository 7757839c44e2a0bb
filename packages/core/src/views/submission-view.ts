import * as z from "zod";
import type { Assignment } from "../cohorts/assignment.ts";
import type { CollectedEvidence } from "../facts/read-facts.ts";
import type { Grade } from "../grading/grade.ts";
import type { Outcome } from "../grading/outcome.ts";
import {
  comparePoints,
  percentOf,
  pointsOf,
  roundedPoints,
  sumOfPoints,
} from "../grading/points.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { AccountId, AssignmentId, Instant, LearnerId, StageId, SubmissionId } from "../ids.ts";
import type { Lab } from "../lab/lab.ts";
import { type Catalogue, english, explain } from "../reasons/catalogue.ts";
import { type Submission, SubmissionState, type SystemFault } from "../submissions/submission.ts";
import { Comparison, comparisonOf } from "./comparison.ts";
import { LeftOverView, leftOvers } from "./left-overs.ts";
import {
  criteriaOfStage,
  isHiddenOutcome,
  OutcomeView,
  type OutcomeWords,
  outcomeView,
} from "./outcome-view.ts";
import {
  AttemptStanding,
  attemptStanding,
  Turn,
  timeKeptUntil,
  turnOf,
  Waiting,
  waitingOf,
} from "./standing.ts";

/** Everything that a person reads about one submission. */
export const SubmissionView = z.object({
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  lab: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  stage: StageId,
  stageTitle: z.string(),
  number: z.int(),
  state: SubmissionState,
  turn: Turn,
  /** The account that was looked into. */
  accountId: AccountId,
  /** Decides lateness. */
  submittedAt: Instant,
  /** When it really arrived, where the time of an earlier one is kept. Only for staff. */
  acceptedAt: Instant.optional(),
  closedAt: Instant.optional(),
  attempt: AttemptStanding,
  /** Rounded to 2 decimals; null where nothing was judged or nothing of it is shown. */
  points: z.number().nullable(),
  judgedPoints: z.number().nullable(),
  maxPoints: z.number(),
  /** Graded, with at least the lab's `passAt` per cent of the points that were judged. */
  isPassed: z.boolean(),
  /** The gate is not met: nothing else was judged. */
  isGateRed: z.boolean(),
  outcomes: z.array(OutcomeView),
  /** Criteria that were judged, but are not shown while the submission is blocked or waiting. */
  notShown: z.array(z.string()),
  /** Against the attempt before; absent where there is none or nothing was judged. */
  comparison: Comparison.optional(),
  /** While AWS is not finished: when we look again, and until when. */
  waiting: Waiting.optional(),
  /** Why our side ended or delays it. */
  delay: z
    .object({ reason: z.string(), short: z.string(), found: z.string(), doNext: z.string() })
    .optional(),
  /** Submitting again until then keeps `submittedAt`. */
  timeKeptUntil: Instant.optional(),
  /** What the lab left in the account; only when its last stage is graded. */
  leftBehind: z.array(LeftOverView).optional(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

export interface SubmissionViewSource {
  readonly submission: Submission;
  /** All of this learner and assignment, this one included. */
  readonly submissions: readonly Submission[];
  readonly assignment: Pick<Assignment, "attemptLimit" | "blockedFeedback">;
  readonly lab: Lab;
  /** The effective grade, else the provisional one; absent where there is neither. */
  readonly grade: Grade | undefined;
  /** The effective grade of `previousAttempt`. */
  readonly previousGrade: Grade | undefined;
  /** What `grade` was reached from; needed only where `showsLeftOvers`. */
  readonly evidence?: CollectedEvidence | undefined;
  /** Hidden criteria and the judged ones of a blocked submission are shown to staff only. */
  readonly audience: "learner" | "staff";
  readonly timings: Pick<GradingTimings, "waitingPeriodSeconds" | "waitingLimitSeconds">;
  readonly catalogue?: Catalogue;
}

/** One submission as a person reads it. Pure: the web page, the terminal and the API show the same. */
export function submissionView(source: SubmissionViewSource): SubmissionView {
  const { submission, submissions, lab, grade, assignment, timings, audience } = source;
  const { submissionId, assignmentId, learnerId, stage, number, state, accountId } = submission;
  const outcomes = grade?.outcomes ?? [];
  const words = wordsOf(source);
  const { shown, notShown } = visibleOutcomes(outcomes, source);
  const gateName = lab.gate && `${stage}.${lab.gate.id}`;
  const gate = outcomes.find(({ criterion }) => criterion === gateName);
  const waiting = waitingOf(submission, timings);
  const keptUntil = timeKeptUntil(submission, submissions);
  const comparison = hasVerdict(state) ? comparisonOf(source, shown) : undefined;
  return {
    submissionId,
    assignmentId,
    learnerId,
    lab: { id: lab.id, version: lab.version, title: lab.title },
    stage,
    stageTitle: lab.stages.find(({ id }) => id === stage)?.title ?? stage,
    number,
    state,
    turn: turnOf(submission, outcomes),
    accountId,
    submittedAt: submission.submittedAt,
    ...(audience === "learner" || submission.acceptedAt === undefined
      ? {}
      : { acceptedAt: submission.acceptedAt }),
    ...(submission.closedAt === undefined ? {} : { closedAt: submission.closedAt }),
    attempt: attemptStanding(submission, submissions, assignment.attemptLimit),
    ...pointsShown(grade, source),
    maxPoints: maxPointsOfStage(lab, stage),
    isPassed: hasPassed(submission, { grade, lab }),
    isGateRed: gate?.outcome === "not_met" || gate?.outcome === "partly",
    outcomes: shown.map((outcome) => outcomeView(outcome, words)),
    notShown,
    ...(comparison === undefined ? {} : { comparison }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(submission.fault === undefined ? {} : { delay: delayOf(submission.fault, words) }),
    ...(keptUntil === undefined ? {} : { timeKeptUntil: keptUntil }),
    ...(source.evidence && showsLeftOvers(submission, lab)
      ? { leftBehind: [...leftOvers(source.evidence).found] }
      : {}),
  };
}

/** After the last stage nothing of the lab is needed any more. */
export function showsLeftOvers(
  { state, stage }: Pick<Submission, "state" | "stage">,
  lab: Lab,
): boolean {
  return state === "graded" && lab.stages.at(-1)?.id === stage;
}

/** Sum of the points of a stage's criteria. */
export function maxPointsOfStage(lab: Lab, stage: string): number {
  const points = criteriaOfStage(lab, stage).map((criterion) => pointsOf(criterion.points));
  return roundedPoints(sumOfPoints(points));
}

/**
 * Whether a learner may not see yet what could be judged. With `unknownOnly` a blocked or waiting
 * submission shows what could not be looked at and nothing else, no points either: denying one
 * action would be a free oracle for all the others.
 */
export function isWithheld(
  { state }: Pick<Submission, "state">,
  {
    assignment,
    audience,
  }: {
    assignment: Pick<Assignment, "blockedFeedback">;
    audience: SubmissionViewSource["audience"];
  },
): boolean {
  return (
    audience === "learner" && !hasVerdict(state) && assignment.blockedFeedback === "unknownOnly"
  );
}

function visibleOutcomes(
  outcomes: readonly Outcome[],
  source: SubmissionViewSource,
): { shown: readonly Outcome[]; notShown: string[] } {
  const { submission } = source;
  if (source.audience === "staff") return { shown: outcomes, notShown: [] };

  const words = wordsOf(source);
  const visible = outcomes.filter((outcome) => !isHiddenOutcome(outcome, words));
  if (!isWithheld(submission, source)) return { shown: visible, notShown: [] };
  const judged = visible.filter(({ outcome }) => outcome !== "unknown");
  return {
    shown: visible.filter(({ outcome }) => outcome === "unknown"),
    notShown: judged.map(({ criterion }) => criterion.slice(submission.stage.length + 1)),
  };
}

/** The learner's work was judged; a blocked submission with its judged criteria is not. */
function hasVerdict(state: SubmissionState): boolean {
  return state === "graded" || state === "needs_review";
}

function pointsShown(
  grade: Grade | undefined,
  source: SubmissionViewSource,
): Pick<SubmissionView, "points" | "judgedPoints"> {
  if (!grade || isWithheld(source.submission, source)) return { points: null, judgedPoints: null };
  return {
    points: pointsOrNull(grade),
    judgedPoints: roundedPoints(grade.judgedPoints),
  };
}

/** Null where nothing was judged: that is no zero. */
export function pointsOrNull(grade: { points: string; judgedPoints: string }): number | null {
  return comparePoints(grade.judgedPoints, "0") === 0 ? null : roundedPoints(grade.points);
}

function hasPassed(
  { state }: Submission,
  { grade, lab }: { grade: Grade | undefined; lab: Lab },
): boolean {
  if (state !== "graded" || !grade) return false;
  return percentOf(grade.points, grade.judgedPoints) >= lab.passAt;
}

function delayOf(fault: SystemFault, { catalogue }: OutcomeWords): SubmissionView["delay"] {
  const { short, found, doNext } = explain(fault, catalogue ?? english);
  return { reason: fault.reason, short, found, doNext };
}

function wordsOf({ submission, lab, catalogue }: SubmissionViewSource): OutcomeWords {
  return {
    lab,
    stage: submission.stage,
    hasWaitedTooLong: submission.state === "blocked" && submission.waitingSince !== undefined,
    ...(catalogue === undefined ? {} : { catalogue }),
  };
}
