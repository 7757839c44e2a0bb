import * as z from "zod";
import { StaffRole } from "../cohorts/cohort.ts";
import { ReasonParams } from "../grading/outcome.ts";
import {
  AssignmentId,
  CohortId,
  Instant,
  LearnerId,
  SignedSessionId,
  StageId,
  SubmissionId,
} from "../ids.ts";
import { Answers } from "../lab/answers.ts";
import { SubmissionState } from "../submissions/submission.ts";
import { OutcomeSummary } from "../views/outcome-view.ts";
import { QuestionView } from "../views/question-view.ts";

/** Body of `POST /v1/assignments/{assignmentId}/submissions`. */
export const SubmitRequest = z.strictObject({
  stage: StageId,
  /** To the stage's questions and written parts; one that is left out counts as not answered. */
  answers: Answers.optional(),
  /** Calls that the learner has signed are the evidence; absent: the grader opens the role. */
  signedSessionId: SignedSessionId.optional(),
});
export type SubmitRequest = z.infer<typeof SubmitRequest>;

const idempotencyKeyText = "1 to 64 letters, digits, dots, colons, hyphens, underscores";

/** Header `Idempotency-Key`: the same key and body is the same request again. */
export const IdempotencyKey = z
  .string(idempotencyKeyText)
  .regex(/^[A-Za-z0-9._:-]{1,64}$/, idempotencyKeyText);

/** Opaque: only the table can tell whether it is one of its own. */
export const Cursor = z.string().min(1).max(1024);
/** A number of the query, as text. */
export const PageSize = (largest: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, "a number")
    .transform(Number)
    .pipe(z.int().min(1).max(largest));

/** Rows of one page of the gradebook: each costs several reads. */
export const largestGradebookPage = 50;
/** Submissions of one page of a list. */
export const submissionPageSize = 50;

export const AssignmentsQuery = z.strictObject({
  lab: z.string().min(1).max(64).optional(),
  /** Only those of this cohort. */
  cohort: CohortId.optional(),
});
export const SubmissionsQuery = z.strictObject({
  learner: LearnerId.optional(),
  cursor: Cursor.optional(),
});
export const GradebookQuery = z.strictObject({
  cursor: Cursor.optional(),
  limit: PageSize(largestGradebookPage).optional(),
  /** Only this learner, dropped or not. */
  learner: LearnerId.optional(),
});

/** Answer to a submission: new (202), the same request again or the open one (200). */
export const SubmissionReceipt = z.object({
  status: z.enum(["accepted", "replayed", "open"]),
  submissionId: SubmissionId,
  assignmentId: AssignmentId,
  stage: StageId,
  number: z.int(),
  state: SubmissionState,
  submittedAt: Instant,
  /** Nothing can be new before: AWS settles first. Absent where it is worth looking at once. */
  lookAfterSeconds: z.int().positive().optional(),
});
export type SubmissionReceipt = z.infer<typeof SubmissionReceipt>;

/** One submission in a list. */
export const SubmissionSummary = z.object({
  submissionId: SubmissionId,
  stage: StageId,
  number: z.int(),
  state: SubmissionState,
  submittedAt: Instant,
  closedAt: Instant.optional(),
  /** Whether it used an attempt; absent while it is open. */
  counts: z.boolean().optional(),
  /** Null where nothing was judged, or where it is not shown yet. */
  points: z.number().nullable(),
  maxPoints: z.number().nullable(),
});
export type SubmissionSummary = z.infer<typeof SubmissionSummary>;
export const SubmissionList = z.object({
  submissions: z.array(SubmissionSummary),
  /** Absent on the last page. */
  cursor: z.string().optional(),
});
export type SubmissionList = z.infer<typeof SubmissionList>;

/** One assignment in a list. */
export const AssignmentSummary = z.object({
  assignmentId: AssignmentId,
  cohortId: CohortId,
  labId: z.string(),
  labVersion: z.string(),
  title: z.string(),
  opensAt: Instant,
  /** For a learner: as it holds for them, extension included; so is all that follows. */
  dueAt: Instant,
  closesAt: Instant,
  /** IANA name of the zone in which its times are meant. */
  timeZone: z.string(),
  isOpen: z.boolean(),
  /** Per stage; absent: unlimited. */
  attemptLimit: z.int().optional(),
  keep: z.enum(["best", "last"]),
  stages: z.array(
    z.object({
      stage: StageId,
      title: z.string(),
      after: StageId.optional(),
      /** Questions and written parts, to be answered with the submission. */
      questions: z.array(QuestionView),
    }),
  ),
});
export type AssignmentSummary = z.infer<typeof AssignmentSummary>;
export const AssignmentList = z.object({ assignments: z.array(AssignmentSummary) });
export type AssignmentList = z.infer<typeof AssignmentList>;

/** The cohorts that a member of staff runs, with their role there. */
export const CohortList = z.object({
  cohorts: z.array(
    z.object({
      cohortId: CohortId,
      name: z.string(),
      role: StaffRole,
      startsAt: Instant,
      endsAt: Instant,
    }),
  ),
});
export type CohortList = z.infer<typeof CohortList>;

/** One stage of one learner in the gradebook. */
export const GradebookStage = z.object({
  stage: StageId,
  /** Counted attempts. */
  attempts: z.int(),
  /** The newest submission; absent where there is none. */
  latest: z
    .object({ submissionId: SubmissionId, state: SubmissionState, submittedAt: Instant })
    .optional(),
  /** The attempt that counts, else the newest submission that was looked at; absent where there is neither. */
  shown: z
    .object({
      submissionId: SubmissionId,
      /** Whether it is the attempt that counts. */
      isKept: z.boolean(),
      /** Null where nothing was judged. */
      points: z.number().nullable(),
      judgedPoints: z.number(),
      maxPoints: z.number(),
      criteria: z.array(OutcomeSummary),
    })
    .optional(),
  /** What the attempt that counts brings to the result; absent while none counts. */
  counted: z
    .object({
      /** After lateness. */
      points: z.number(),
      /** Points that lateness took; 0: none. */
      lateDeduction: z.number(),
      /** After the due date that holds for the learner; absent where it was in time. */
      lateSeconds: z.number().optional(),
    })
    .optional(),
  /** The first thing that isn't as asked, in a few words; absent where everything is. */
  why: z.string().optional(),
});
export type GradebookStage = z.infer<typeof GradebookStage>;

/** One learner in the gradebook; learners without a submission too. */
export const GradebookRow = z.object({
  learnerId: LearnerId,
  login: z.string(),
  /** Sum of what counts; null while nothing counts: an empty cell is not a zero. */
  points: z.number().nullable(),
  stages: z.array(GradebookStage),
});
export type GradebookRow = z.infer<typeof GradebookRow>;

/** One page of the gradebook, ordered by learner id. */
export const GradebookPage = z.object({
  assignmentId: AssignmentId,
  cohortId: CohortId,
  labId: z.string(),
  labVersion: z.string(),
  /** The columns. Hidden criteria are among them: the gradebook is for instructors. */
  stages: z.array(
    z.object({
      stage: StageId,
      title: z.string(),
      maxPoints: z.number(),
      criteria: z.array(
        z.object({ criterion: z.string(), title: z.string(), maxPoints: z.number() }),
      ),
    }),
  ),
  rows: z.array(GradebookRow),
  /** Absent on the last page. */
  cursor: z.string().optional(),
});
export type GradebookPage = z.infer<typeof GradebookPage>;

/** `application/problem+json` (RFC 9457). Clients decide by `code`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** Where in the request: `body.stage`, `query.limit`, `header.idempotency-key`. */
  path: z.string().optional(),
  /** Values that belong to the code, such as the id of the open submission. */
  params: ReasonParams.optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;
