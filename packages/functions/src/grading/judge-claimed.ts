import {
  type AccountBinding,
  AccountBindingRecord,
} from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { attemptText } from "@lab-grader/core/grading/attempt-text";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { Json } from "@lab-grader/core/json";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import { conclude } from "@lab-grader/core/submissions/conclude";
import { readEarlierEvidence } from "@lab-grader/core/submissions/earlier-evidence";
import type { Judged } from "@lab-grader/core/submissions/handle-delivery";
import type { Hash, Now } from "@lab-grader/core/submissions/ports";
import {
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { readAnswers } from "@lab-grader/core/submissions/submitted-answers";
import { previousAttempt } from "@lab-grader/core/views/comparison";
import type { GetLab } from "../labs.ts";

/** Looks into a learner's account. What is refused is part of the evidence; throws on faults of our own. */
export type CollectEvidence = (look: {
  readonly claimed: Submission;
  /** Absent: the account is not, or no longer, registered for this learner. */
  readonly binding: AccountBinding | undefined;
  readonly facts: readonly FactRef[];
  readonly deadline: AbortSignal;
}) => Promise<Evidence>;

export interface JudgeDeps {
  readonly table: Table;
  readonly getLab: GetLab;
  readonly collectEvidence: CollectEvidence;
  readonly now: Now;
  readonly hash: Hash;
  readonly timings: GradingTimings;
  readonly graderAccountId: string;
}

/** Collects the evidence of a claimed submission and judges it. */
export async function judgeClaimed(
  claimed: Submission,
  deadline: AbortSignal,
  deps: JudgeDeps,
): Promise<Judged> {
  const { lab, learner, assignment, binding, submissions } = await readContext(claimed, deps);
  const stage = bindStage(lab, claimed.stage, {
    learner: { login: learner.login, accountId: claimed.accountId },
    graderAccountId: deps.graderAccountId,
    variables: assignment.variables,
  });
  const facts = factsOfStage(stage);

  const [answers, earlier] = await Promise.all([
    readAnswers(claimed, deps.table),
    readEarlierEvidence(claimed, submissions, deps.table),
  ]);
  const evidence = await deps.collectEvidence({ claimed, binding, facts, deadline });
  const { labDigest, accountId, comparedWith = {} } = claimed;
  const verdicts = gradeSubmission(stage, evidence, { accountId, answers, earlier });

  const concluded = conclude(verdicts, {
    claimed,
    attemptHash: deps.hash(
      attemptText({ labDigest, answers: Json.parse(answers), comparedWith, facts, evidence }),
    ),
    lastAttemptHash: previousAttempt(claimed, submissions)?.attemptHash,
    now: deps.now(),
    timings: deps.timings,
  });
  return concluded.status === "judged" ? { ...concluded, evidence } : concluded;
}

async function readContext(claimed: Submission, { table, getLab, now }: JudgeDeps) {
  const [lab, learner, assignment, binding, submissions] = await Promise.all([
    getLab(claimed.labDigest),
    table.get(LearnerRecord, claimed),
    table.get(AssignmentRecord, claimed),
    table.get(AccountBindingRecord, claimed),
    listAll(table, SubmissionRecord, { pk: submissionPartition(claimed), prefix: "" }),
  ]);
  if (!learner || !assignment)
    throw new Error(`no learner ${claimed.learnerId} or no assignment ${claimed.assignmentId}`);
  const isGood = binding?.learnerId === claimed.learnerId && now() < binding.expiresAt;
  return { lab, learner, assignment, submissions, binding: isGood ? binding : undefined };
}
