import * as z from "zod";
import type { Assignment } from "../cohorts/assignment.ts";
import type { TermsContent } from "../gradebook/learner-terms.ts";
import { GradeCause } from "../grading/grade.ts";
import { comparePoints, pointsOf, roundedPoints, sumOfPoints } from "../grading/points.ts";
import {
  AccountId,
  AssignmentId,
  CohortId,
  GradeId,
  Instant,
  LearnerId,
  StageId,
  SubmissionId,
} from "../ids.ts";
import type { Lab } from "../lab/lab.ts";
import { type Submission, SubmissionState } from "../submissions/submission.ts";
import { Comparison } from "./comparison.ts";
import { LeftOverView } from "./left-over-view.ts";
import { criteriaOfStage, OutcomeView } from "./outcome-view.ts";
import { AttemptStanding, Turn, Waiting } from "./standing.ts";

export const NotReleased = z.enum(["hidden", "withheld"]);
export type NotReleased = z.infer<typeof NotReleased>;

const GradeSource = z.object({
  gradeId: GradeId,
  cause: GradeCause,
  at: Instant,
  /** For staff only. */
  by: z.string().optional(),
  reason: z.string().optional(),
});

/** Everything that a person reads about one submission. */
export const SubmissionView = z.object({
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  /** Whose it is, as the roster of the assignment's cohort names them. Only for staff. */
  learner: z.object({ login: z.string(), name: z.string().optional() }).optional(),
  /** Of the assignment. Only for staff. */
  cohortId: CohortId.optional(),
  lab: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  stage: StageId,
  stageTitle: z.string(),
  number: z.int(),
  state: SubmissionState,
  turn: Turn,
  /** The account that was looked into. */
  accountId: AccountId,
  /** How: by the role that the grader opens, or by calls that the learner has signed. */
  accessWay: z.enum(["role", "signed"]).optional(),
  /** Decides lateness. */
  submittedAt: Instant,
  /** When it really arrived, where the time of an earlier one is kept. Only for staff. */
  acceptedAt: Instant.optional(),
  closedAt: Instant.optional(),
  attempt: AttemptStanding,
  /** Rounded to 2 decimals; null where nothing was judged or nothing of it is shown. */
  points: z.number().nullable(),
  /** The result is kept back from its learner: `hidden` for everybody, `withheld` for them alone. */
  notReleased: NotReleased.optional(),
  /** The grade that is effective; what staff decide, they decide over this one. */
  grade: GradeSource.optional(),
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

/** Who looks at a submission, and what the rules show them. */
export interface Onlooker {
  readonly assignment: Pick<Assignment, "blockedFeedback" | "release">;
  readonly audience: "learner" | "staff";
  /** Of the submission's learner; absent: nothing was decided for them. */
  readonly terms?: Pick<TermsContent, "withheld"> | undefined;
}

/** Why a learner sees no result yet, whatever it is; staff see all of them. */
export function notReleased({ assignment, audience, terms }: Onlooker): NotReleased | undefined {
  if (audience === "staff") return undefined;
  if (terms?.withheld) return "withheld";
  return assignment.release === "hidden" ? "hidden" : undefined;
}

/**
 * Whether a learner may not see yet what could be judged. With `unknownOnly` a blocked or waiting
 * submission shows what could not be looked at and nothing else, no points either: denying one
 * action would be a free oracle for all the others.
 */
export function isWithheld({ state }: Pick<Submission, "state">, onlooker: Onlooker): boolean {
  if (onlooker.audience === "staff") return false;
  if (notReleased(onlooker)) return true;
  return !hasVerdict(state) && onlooker.assignment.blockedFeedback === "unknownOnly";
}

/** The learner's work was judged; a blocked submission with its judged criteria is not. */
export function hasVerdict(state: SubmissionState): boolean {
  return state === "graded" || state === "needs_review";
}

/** Null where nothing was judged: that is no zero. */
export function pointsOrNull(grade: { points: string; judgedPoints: string }): number | null {
  return comparePoints(grade.judgedPoints, "0") === 0 ? null : roundedPoints(grade.points);
}
