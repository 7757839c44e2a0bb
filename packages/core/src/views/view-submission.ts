import type { Assignment } from "../cohorts/assignment.ts";
import type { Enrolment } from "../cohorts/enrolment.ts";
import type { CollectedEvidence } from "../facts/read-facts.ts";
import type { TermsContent } from "../gradebook/learner-terms.ts";
import type { Grade } from "../grading/grade.ts";
import type { Outcome } from "../grading/outcome.ts";
import { percentOf, roundedPoints } from "../grading/points.ts";
import type { GradingTimings } from "../grading/timings.ts";
import type { Answers } from "../lab/answers.ts";
import type { Lab } from "../lab/lab.ts";
import { type Catalogue, english, explain } from "../reasons/catalogue.ts";
import { hintsSeen } from "../submissions/hints.ts";
import type { Submission, SystemFault } from "../submissions/submission.ts";
import { comparisonOf } from "./comparison.ts";
import { isHiddenOutcome, type OutcomeWords, outcomeView } from "./explain-outcome.ts";
import { leftOvers } from "./left-overs.ts";
import { criteriaOfStage, type OutcomeView } from "./outcome-view.ts";
import { attemptStanding, timeKeptUntil, turnOf, waitingOf } from "./standing.ts";
import {
  hasVerdict,
  isWithheld,
  maxPointsOfStage,
  notReleased,
  pointsOrNull,
  type SubmissionView,
  showsLeftOvers,
} from "./submission-view.ts";

export interface SubmissionViewSource {
  readonly submission: Submission;
  /** All of this learner and assignment, this one included. */
  readonly submissions: readonly Submission[];
  /** The limit as it holds for this learner; absent: unlimited. */
  readonly assignment: Pick<Assignment, "blockedFeedback" | "release" | "holds"> & {
    readonly attemptLimit?: number | undefined;
  };
  /** Of the learner, where something was decided for them. */
  readonly terms?: Pick<TermsContent, "withheld"> | undefined;
  readonly lab: Lab;
  /** The effective grade, else the provisional one; absent where there is neither. */
  readonly grade: Grade | undefined;
  /** The effective grade of `previousAttempt`. */
  readonly previousGrade: Grade | undefined;
  /** What `grade` was reached from; needed only where `showsLeftOvers`. */
  readonly evidence?: CollectedEvidence | undefined;
  /** Hidden criteria and the judged ones of a blocked submission are shown to staff only. */
  readonly audience: "learner" | "staff";
  /** Of the submission's learner in its cohort, as staff are told; absent where it is not there. */
  readonly enrolment?: Pick<Enrolment, "login" | "name"> | undefined;
  /** Hints that the learner has seen, by criterion; absent where the assignment shows none. */
  readonly seenHints?: Readonly<Record<string, number>> | undefined;
  /** What came with the submission; absent where nothing did. */
  readonly answers?: Answers | undefined;
  readonly timings: Pick<GradingTimings, "waitingPeriodSeconds" | "waitingLimitSeconds">;
  readonly catalogue?: Catalogue;
}

/** One submission as a person reads it. Pure: the web page, the terminal and the API show the same. */
export function submissionView(source: SubmissionViewSource): SubmissionView {
  const { submission, submissions, lab, grade, assignment, timings, audience } = source;
  const { submissionId, assignmentId, learnerId, stage, number, state, accountId } = submission;
  const keptBack = notReleased(source);
  const outcomes = keptBack ? [] : (grade?.outcomes ?? []);
  const words = wordsOf(source);
  const { shown, notShown } = visibleOutcomes(grade?.outcomes ?? [], source);
  const gateName = lab.gate && `${stage}.${lab.gate.id}`;
  const gate = outcomes.find(({ criterion }) => criterion === gateName);
  const waiting = waitingOf(submission, timings);
  const keptUntil = timeKeptUntil(submission, submissions);
  const comparison = hasVerdict(state) && !keptBack ? comparisonOf(source, shown) : undefined;
  return {
    submissionId,
    assignmentId,
    learnerId,
    ...(audience === "staff" ? namesOf(source) : {}),
    lab: { id: lab.id, version: lab.version, title: lab.title },
    stage,
    stageTitle: lab.stages.find(({ id }) => id === stage)?.title ?? stage,
    number,
    state,
    turn: turnOf(submission, outcomes),
    accountId,
    accessWay: submission.signedSessionId === undefined ? "role" : "signed",
    submittedAt: submission.submittedAt,
    ...(audience === "learner" || submission.acceptedAt === undefined
      ? {}
      : { acceptedAt: submission.acceptedAt }),
    ...(submission.closedAt === undefined ? {} : { closedAt: submission.closedAt }),
    attempt: attemptStanding(submission, submissions, assignment.attemptLimit),
    ...pointsShown(grade, source),
    ...(keptBack && { notReleased: keptBack }),
    ...(grade && { grade: sourceOf(grade, audience) }),
    maxPoints: maxPointsOfStage(lab, stage),
    isPassed: !keptBack && hasPassed(submission, { grade, lab }),
    isGateRed: !gate?.held && (gate?.outcome === "not_met" || gate?.outcome === "partly"),
    outcomes: shown.map((outcome) => ({
      ...outcomeView(outcome, words),
      ...hintsOf(outcome, source),
      ...answerTo(outcome, source),
    })),
    notShown,
    ...(comparison === undefined ? {} : { comparison }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(submission.fault === undefined ? {} : { delay: delayOf(submission.fault, words) }),
    ...(keptUntil === undefined ? {} : { timeKeptUntil: keptUntil }),
    ...(source.evidence && !keptBack && showsLeftOvers(submission, lab)
      ? { leftBehind: [...leftOvers(source.evidence).found] }
      : {}),
  };
}

function namesOf({
  submission,
  enrolment,
}: SubmissionViewSource): Pick<SubmissionView, "learner" | "cohortId"> {
  const { cohortId } = submission;
  if (!enrolment) return { cohortId };
  const { login, name } = enrolment;
  return { cohortId, learner: { login, ...(name && { name: name.full }) } };
}

function hintsOf(
  { criterion: name, outcome }: Outcome,
  { seenHints, lab, submission }: SubmissionViewSource,
): Pick<OutcomeView, "hints"> {
  if (seenHints === undefined || (outcome !== "not_met" && outcome !== "partly")) return {};
  const criterion = criteriaOfStage(lab, submission.stage).find((each) => each.name === name);
  if (!criterion || criterion.hints.length === 0) return {};
  return { hints: { seen: hintsSeen(seenHints, criterion.id), of: criterion.hints.length } };
}

function answerTo(
  { criterion: name }: Outcome,
  { answers = {}, submission }: SubmissionViewSource,
): Pick<OutcomeView, "answer"> {
  const id = name.slice(submission.stage.length + 1);
  const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
  return answer === undefined ? {} : { answer };
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
  // Of a result that is kept back only what the learner has to mend before there is one.
  const isOpenEnded = !hasVerdict(submission.state);
  const isShown = ({ outcome }: Outcome) => isOpenEnded && outcome === "unknown";
  const judged = visible.filter((outcome) => !isShown(outcome));
  return {
    shown: visible.filter(isShown),
    notShown: judged.map(({ criterion }) => criterion.slice(submission.stage.length + 1)),
  };
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

function sourceOf(
  { gradeId, cause, at, by, reason }: Grade,
  audience: "learner" | "staff",
): SubmissionView["grade"] {
  if (audience === "learner") return { gradeId, cause, at };
  return { gradeId, cause, at, by, ...(reason === undefined ? {} : { reason }) };
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

function wordsOf(source: SubmissionViewSource): OutcomeWords {
  const { submission, lab, catalogue, assignment, audience } = source;
  return {
    lab,
    audience,
    holds: assignment.holds ?? [],
    stage: submission.stage,
    hasWaitedTooLong: submission.state === "blocked" && submission.waitingSince !== undefined,
    ...(catalogue === undefined ? {} : { catalogue }),
  };
}
