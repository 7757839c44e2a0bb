import * as z from "zod";
import { ReasonParams } from "../grading/outcome.ts";
import { Points } from "../grading/points.ts";
import {
  AccountId,
  AssignmentId,
  CohortId,
  GradeId,
  Instant,
  LearnerId,
  paddedNumber,
  parseSubmissionId,
  SignedSessionId,
  StageId,
  SubmissionId,
  type SubmissionKey,
  submissionIdOf,
} from "../ids.ts";
import { defineRecord, type ItemKey } from "../storage/table.ts";

export const SubmissionState = z.enum([
  "queued",
  "grading",
  /** AWS is not finished; asked again at `notBefore`. */
  "waiting",
  "graded",
  "needs_review",
  "blocked",
  "failed",
  "canceled",
]);
export type SubmissionState = z.infer<typeof SubmissionState>;

export const closedStates = ["graded", "needs_review", "blocked", "failed", "canceled"] as const;
export type ClosedState = (typeof closedStates)[number];

export function isClosed(state: SubmissionState): state is ClosedState {
  return closedStates.some((closed) => closed === state);
}

/** Why the system, not the learner's work, ended or delayed a submission. */
export const SystemFault = z.strictObject({ reason: z.string(), params: ReasonParams });
export type SystemFault = z.infer<typeof SystemFault>;

/**
 * The item that alone decides the state of a submission. Kept under 1 KB, because every write of
 * the protocol pays for the whole item: evidence and grades are items of their own.
 */
export const Submission = z.strictObject({
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  cohortId: CohortId,
  stage: StageId,
  /** Counts submissions of this learner, assignment and stage, from 1. */
  number: z.int().min(1),
  state: SubmissionState,
  /** Decides lateness. A redrive or a kept time carries the first one. */
  submittedAt: Instant,
  /** When it really arrived; only where `submittedAt` is the time of an earlier one. For staff. */
  acceptedAt: Instant.optional(),
  /** The blocked or failed submission whose time this one keeps, once per stage. For staff. */
  keptTimeOf: SubmissionId.optional(),
  /** The learner's sandbox account when the submission was accepted. */
  accountId: AccountId,
  labDigest: z.string(),
  idempotencyKey: z.string().min(1).max(64),
  /** SHA-256 of the canonical request body, hexadecimal. */
  bodyHash: z.string(),
  /** Answers came with it; they lie beside it, under the hash of the body. */
  hasAnswers: z.literal(true).optional(),
  /** The evidence is what the learner has signed there; absent: the grader opens the role. */
  signedSessionId: SignedSessionId.optional(),
  /** The counted attempt of each earlier stage that this one is compared with, by stage. */
  comparedWith: z.record(StageId, SubmissionId).optional(),
  /** How often a grader has taken this submission; also its fencing token. */
  claim: z.int().min(0),
  /** End of the lease of the current claim; only while `grading`. */
  leaseUntil: Instant.optional(),
  /** Not before this time is a waiting submission asked again. */
  notBefore: Instant.optional(),
  /** When the submission first had to wait for AWS. */
  waitingSince: Instant.optional(),
  /** How often it was asked again while waiting; such claims don't count towards `maxClaims`. */
  waits: z.int().min(0).optional(),
  /** When the reconciler must look at it; absent when nothing is left to do. */
  dueAt: Instant.optional(),
  /** How often the reconciler has sent it again. */
  reminders: z.int().min(0).optional(),
  /** Its message died before any grader took it, and was sent once more. */
  sentAgain: z.literal(true).optional(),
  /** The last grade of a submission that is not closed yet: what could be judged so far. */
  provisionalGrade: GradeId.optional(),
  /** The grade that counts; only on a closed submission. */
  effectiveGrade: GradeId.optional(),
  /** Summary of the effective grade, so that folding a cell reads submissions only. */
  counts: z.boolean().optional(),
  /** Hash of lab, answers and the state of the account: equal hashes are the same attempt again. */
  attemptHash: z.string().optional(),
  points: Points.optional(),
  judgedPoints: Points.optional(),
  maxPoints: Points.optional(),
  /** True while cell and event still have to follow the effective grade. */
  followUp: z.literal(true).optional(),
  closedAt: Instant.optional(),
  /** The last system fault; the reason of a failed submission. */
  fault: SystemFault.optional(),
  /** The submission that this one sends again. */
  redriveOf: SubmissionId.optional(),
  /** Who had it sent again, and why. For staff. */
  redriven: z.strictObject({ by: z.string(), reason: z.string() }).optional(),
});
export type Submission = z.infer<typeof Submission>;

/** Partition `assignmentId#learnerId`, sort key `stage#0001`. */
export const SubmissionRecord = defineRecord({
  kind: "submission",
  schema: Submission,
  key: (key: SubmissionKey) => ({
    pk: submissionPartition(key),
    sk: `${key.stage}#${paddedNumber(key.number)}`,
  }),
  dueAt: "dueAt",
});

/** The submission at a place of the table; `undefined` where another kind of item lies. */
export function submissionKeyAt(place: ItemKey): SubmissionKey | undefined {
  const [assignmentId = "", learnerId = ""] = place.pk.split("#");
  const [stage = "", number = ""] = place.sk.split("#");
  const key = { assignmentId, learnerId, stage, number: Number(number) };
  const isSubmission =
    AssignmentId.safeParse(assignmentId).success &&
    LearnerId.safeParse(learnerId).success &&
    parseSubmissionId(submissionIdOf(key)) !== undefined;
  return isSubmission ? key : undefined;
}

/** All submissions of a learner to an assignment lie together, so one consistent query reads them. */
export function submissionPartition(key: { assignmentId: string; learnerId: string }): string {
  return `${key.assignmentId}#${key.learnerId}`;
}
