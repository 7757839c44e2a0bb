import { AccountBindingRecord } from "../cohorts/account-binding.ts";
import { type Assignment, AssignmentRecord } from "../cohorts/assignment.ts";
import { LearnerRecord } from "../cohorts/learner.ts";
import { learnerRules } from "../gradebook/learner-rules.ts";
import { type LearnerTerms, newestTerms } from "../gradebook/learner-terms.ts";
import type { GradingTimings } from "../grading/timings.ts";
import { submissionIdOf } from "../ids.ts";
import { canonicalJson } from "../json.ts";
import type { Answers } from "../lab/answers.ts";
import { findEvidenceRefusal } from "../signed-calls/signed-refusal.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import { addSeconds, type Instant } from "../time.ts";
import {
  comparedWith,
  decideAcceptance,
  findReplay,
  type Refusal,
  timeOfSubmission,
} from "./acceptance.ts";
import { submissionsOf } from "./attempts.ts";
import type { Hash, Now, SendMessage } from "./ports.ts";
import { type Submission, SubmissionRecord, submissionPartition } from "./submission.ts";
import { SubmittedAnswersRecord } from "./submitted-answers.ts";

export interface SubmissionRequest {
  readonly learnerId: string;
  readonly assignmentId: string;
  readonly stage: string;
  /** Scoped to learner, assignment and stage. */
  readonly idempotencyKey: string;
  /** The parsed body; hashed in its canonical form. */
  readonly body: unknown;
  /** Of the body; stored beside the submission. */
  readonly answers?: Answers | undefined;
  /** Of the body: the calls that the learner has signed; absent: the grader opens the role. */
  readonly signedSessionId?: string | undefined;
}

export type Acceptance =
  /** A new submission. Where it could not be sent, the reconciler finds it. */
  | { readonly status: "accepted"; readonly submission: Submission; readonly sending: Sending }
  /** The same request again. */
  | { readonly status: "replayed"; readonly submission: Submission; readonly sending: Sending }
  /** Another request with the same body while one is on its way: this is it. */
  | { readonly status: "open"; readonly submission: Submission }
  | Refusal;

export type Sending =
  | { readonly status: "sent" }
  | { readonly status: "not_needed" }
  | { readonly status: "not_sent"; readonly fault: unknown };

export interface AcceptanceDeps {
  readonly table: Table;
  readonly send: SendMessage;
  readonly now: Now;
  readonly hash: Hash;
  readonly timings: GradingTimings;
}

/** A lost race means that another submission of this learner and stage was accepted meanwhile. */
const mostRaces = 5;

/**
 * Receives a submission: one put if absent (2 write units: the item and its place in the index),
 * then a message. Repeating the request never makes a second submission.
 * @throws when five other submissions of the learner won the race for the number.
 */
export async function acceptSubmission(
  request: SubmissionRequest,
  deps: AcceptanceDeps,
): Promise<Acceptance> {
  const bodyHash = deps.hash(canonicalJson(request.body));
  for (let race = 1; race <= mostRaces; race += 1) {
    const acceptance = await tryToAccept({ ...request, bodyHash }, deps);
    if (acceptance.status !== "lost") return acceptance;
  }
  throw new Error(`lost the race for a submission number ${mostRaces} times`);
}

async function tryToAccept(
  request: SubmissionRequest & { bodyHash: string },
  deps: AcceptanceDeps,
): Promise<Acceptance | { status: "lost" }> {
  const [submissions, assignment, learner, terms] = await Promise.all([
    listAll(deps.table, SubmissionRecord, { pk: submissionPartition(request), prefix: "" }),
    deps.table.get(AssignmentRecord, request),
    deps.table.get(LearnerRecord, request),
    newestTerms(request, deps.table),
  ]);
  const replay = findReplay(submissions, request);
  if (replay?.status === "refused") return replay;
  if (replay) return { ...replay, sending: await sendIfQueued(replay.submission, deps) };

  const binding =
    learner?.accountId === undefined
      ? undefined
      : await deps.table.get(AccountBindingRecord, { accountId: learner.accountId });

  const now = deps.now();
  const facts = { ...request, now, submissions, assignment, learner, terms, binding };
  const decision = decideAcceptance(facts);
  if (decision.status !== "acceptable") return decision;
  const { labDigest } = decision.assignment;
  const claim = { ...facts, labDigest, accountId: decision.accountId };
  const refusal = await findEvidenceRefusal(claim, deps.table);
  if (refusal) return refusal;

  const submission = newSubmission(request, { ...decision, terms, submissions, now, deps });
  if (request.answers) {
    const { submissionId } = submission;
    const { bodyHash, answers } = request;
    await deps.table.put(SubmittedAnswersRecord, { submissionId, bodyHash, answers });
  }
  const isWritten = await deps.table.put(SubmissionRecord, submission, { itemIsAbsent: true });
  if (!isWritten) return { status: "lost" };
  return { status: "accepted", submission, sending: await sendIfQueued(submission, deps) };
}

function newSubmission(
  request: SubmissionRequest & { bodyHash: string },
  from: {
    assignment: Assignment;
    terms: LearnerTerms | undefined;
    accountId: string;
    submissions: readonly Submission[];
    now: Instant;
    deps: AcceptanceDeps;
  },
): Submission {
  const { assignment, terms, accountId, now } = from;
  const rules = learnerRules(assignment, terms);
  const { assignmentId, learnerId, stage, idempotencyKey, bodyHash } = request;
  const ofStage = submissionsOf(from.submissions, stage);
  const key = { assignmentId, learnerId, stage, number: (ofStage.at(-1)?.number ?? 0) + 1 };
  return {
    ...key,
    submissionId: submissionIdOf(key),
    cohortId: assignment.cohortId,
    state: "queued",
    ...timeOfSubmission(ofStage, now),
    ...comparedWith(from.submissions, stage, { stages: assignment.stages, rules }),
    ...(request.answers && { hasAnswers: true }),
    ...(request.signedSessionId !== undefined && { signedSessionId: request.signedSessionId }),
    accountId,
    labDigest: assignment.labDigest,
    idempotencyKey,
    bodyHash,
    claim: 0,
    dueAt: addSeconds(now, from.deps.timings.queuedDueSeconds),
  };
}

/** A queue that is down is no reason to refuse a submission: it is in the index `open` already. */
async function sendIfQueued(submission: Submission, deps: AcceptanceDeps): Promise<Sending> {
  if (submission.state !== "queued") return { status: "not_needed" };
  try {
    await deps.send(
      { kind: "grade", submissionId: submission.submissionId },
      { cohortId: submission.cohortId, delaySeconds: deps.timings.settleDelaySeconds },
    );
    return { status: "sent" };
  } catch (fault) {
    return { status: "not_sent", fault };
  }
}
