import { type AccountBinding, AccountBindingRecord } from "./cohorts/account-binding.ts";
import { type Assignment, AssignmentRecord } from "./cohorts/assignment.ts";
import type { Cohort } from "./cohorts/cohort.ts";
import type { Enrolment } from "./cohorts/enrolment.ts";
import { type Learner, LearnerRecord } from "./cohorts/learner.ts";
import { ResultEvent } from "./contracts/events.ts";
import type { Evidence } from "./evidence/evidence.ts";
import type { LearnerTerms } from "./gradebook/learner-terms.ts";
import type { Grade } from "./grading/grade.ts";
import { cloudTimings } from "./grading/timings.ts";
import { submissionIdOf } from "./ids.ts";
import { canonicalJson } from "./json.ts";
import { memoryTable } from "./storage/memory-table.ts";
import type { Table } from "./storage/table.ts";
import type { AcceptanceDeps } from "./submissions/accept-submission.ts";
import type { GradeContent } from "./submissions/commit-grade.ts";
import type { DeliveryDeps } from "./submissions/handle-delivery.ts";
import type { DeadLetterDeps } from "./submissions/receive-dead-letter.ts";
import { type Submission, SubmissionRecord } from "./submissions/submission.ts";
import type { Instant } from "./time.ts";

const assignmentId = "asg_000000000001";
const learnerId = "lrn_000000000001";
const cohortId = "coh_000000000001";
const accountId = "100000000001";
const labDigest = `sha256:${"a".repeat(64)}`;

/** An assignment of one lab with the stage `build`, open all through 2026. */
export function anAssignment(values: Partial<Assignment> = {}): Assignment {
  return {
    assignmentId,
    cohortId,
    labId: "dynamodb-introduction",
    labVersion: "1.0.0",
    labDigest,
    title: "DynamoDB introduction",
    version: 1,
    stages: [{ stage: "build" }],
    maxPoints: "40",
    passAt: 70,
    opensAt: "2026-01-01T00:00:00.000Z",
    dueAt: "2027-01-01T00:00:00.000Z",
    closesAt: "2027-01-01T00:00:00.000Z",
    timeZone: "UTC",
    keep: "best",
    blockedFeedback: "full",
    hints: "off",
    variables: {},
    release: "released",
    ...values,
  };
}

/** What was decided for the learner in the assignment, as its first version. */
export function someTerms(values: Partial<LearnerTerms> = {}): LearnerTerms {
  return {
    cohortId,
    assignmentId,
    learnerId,
    version: 1,
    by: "instructor-01",
    at: "2026-02-01T00:00:00.000Z",
    reason: "was ill",
    ...values,
  };
}

/** The assignment's cohort, run by instructor-01, all through 2026. */
export function aCohort(values: Partial<Cohort> = {}): Cohort {
  return {
    cohortId,
    name: "demo",
    version: 1,
    staff: [{ login: "instructor-01", role: "instructor" }],
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: "2026-12-31T00:00:00.000Z",
    ...values,
  };
}

/** The learner in the assignment's cohort. */
export function anEnrolment(values: Partial<Enrolment> = {}): Enrolment {
  return {
    cohortId,
    learnerId,
    login: "learner-01",
    version: 1,
    state: "enrolled",
    externalIds: {},
    enrolledAt: "2026-01-01T00:00:00.000Z",
    ...values,
  };
}

/** A learner of the assignment's cohort with a sandbox account. */
export function aLearner(values: Partial<Learner> = {}): Learner {
  return {
    learnerId,
    login: "learner-01",
    version: 1,
    cohorts: [cohortId],
    accountId,
    ...values,
  };
}

/** The binding of the learner's account, good all through 2026. */
export function aBinding(values: Partial<AccountBinding> = {}): AccountBinding {
  return {
    accountId,
    learnerId,
    externalId: "0".repeat(32),
    expiresAt: "2027-01-01T00:00:00.000Z",
    verifiedAt: "2026-01-01T00:00:00.000Z",
    ...values,
  };
}

/** A queued first submission; its id follows from the key. */
export function aSubmission(values: Partial<Submission> = {}): Submission {
  const key = {
    assignmentId: values.assignmentId ?? assignmentId,
    learnerId: values.learnerId ?? learnerId,
    stage: values.stage ?? "build",
    number: values.number ?? 1,
  };
  return {
    ...key,
    submissionId: submissionIdOf(key),
    cohortId,
    state: "queued",
    submittedAt: "2026-03-01T12:00:00.000Z",
    accountId,
    labDigest,
    idempotencyKey: `key-${key.number}`,
    bodyHash: "b".repeat(64),
    claim: 0,
    ...values,
  };
}

/** What judging found: everything right, an attempt. */
export function aGradeContent(values: Partial<GradeContent> = {}): GradeContent {
  return {
    labDigest,
    graderVersion: "0.1.0",
    state: "graded",
    counts: true,
    attemptHash: "c".repeat(64),
    points: "40",
    judgedPoints: "40",
    maxPoints: "40",
    outcomes: [],
    ...values,
  };
}

/** The first grade of a submission. */
export function aGrade(values: Partial<Grade> = {}): Grade {
  return {
    ...aGradeContent(),
    gradeId: "grd_000000000001",
    submissionId: aSubmission().submissionId,
    assignmentId,
    learnerId,
    stage: "build",
    cause: "graded",
    by: "grader",
    at: "2026-03-01T12:00:10.000Z",
    evidenceClaim: 1,
    ...values,
  };
}

/** The evidence of a claim in which nothing was asked. */
export function anEvidence(values: Partial<Evidence> = {}): Evidence {
  return {
    submissionId: aSubmission().submissionId,
    claim: 1,
    accountId,
    collectedAt: "2026-03-01T12:00:09.000Z",
    access: { status: "open", way: "role" },
    facts: [],
    hash: shortHash(canonicalJson(values.facts ?? [])),
    ...values,
  };
}

/** A small system in memory whose clock the test moves. */
export interface TestSystem {
  readonly table: Table;
  /** What was sent, in order. */
  readonly sent: string[];
  /** The announced events, in order. */
  readonly events: ResultEvent[];
  /** Their ids. */
  readonly announced: string[];
  readonly clock: { now: Instant };
  /** Every port of the protocol; spread it and replace what the test is about. */
  readonly deps: DeliveryDeps & DeadLetterDeps & AcceptanceDeps;
  /** The submission as it lies in the table. */
  readonly read: (submission: Submission) => Promise<Submission>;
}

/** The assignment, its learner and the learner's account, and the given submissions. */
export async function aSystem(
  values: {
    assignment?: Partial<Assignment>;
    learner?: Partial<Learner>;
    binding?: Partial<AccountBinding>;
    submissions?: readonly Submission[];
    now?: Instant;
  } = {},
): Promise<TestSystem> {
  const table = memoryTable();
  await table.put(AssignmentRecord, anAssignment(values.assignment));
  await table.put(LearnerRecord, aLearner(values.learner));
  await table.put(AccountBindingRecord, aBinding(values.binding));
  for (const submission of values.submissions ?? []) await table.put(SubmissionRecord, submission);

  const clock = { now: values.now ?? "2026-03-01T12:00:00.000Z" };
  const sent: string[] = [];
  const announced: string[] = [];
  const events: ResultEvent[] = [];
  let ids = 0;
  return {
    table,
    sent,
    announced,
    events,
    clock,
    deps: {
      table,
      timings: cloudTimings,
      now: () => clock.now,
      hash: shortHash,
      newId: (prefix) => {
        ids += 1;
        return `${prefix}_${String(ids).padStart(12, "0")}`;
      },
      send: async (message) => {
        sent.push(message.kind === "grade" ? message.submissionId : message.jobId);
      },
      announce: async (event) => {
        events.push(ResultEvent.parse(event));
        announced.push(event.detail.eventId);
      },
      judge: async ({ submissionId, claim }) => ({
        status: "judged",
        evidence: anEvidence({ submissionId, claim }),
        judgement: aGradeContent(),
      }),
    },
    read: async (submission) => {
      const found = await table.get(SubmissionRecord, submission);
      if (!found) throw new Error(`no submission ${submission.submissionId}`);
      return found;
    },
  };
}

/** Stands for SHA-256 where only "the same text or not" matters (FNV-1a, 32 bits). */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
