import type { Assignment } from "../cohorts/assignment.ts";
import type { Learner } from "../cohorts/learner.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { FactRef } from "../facts/fact.ts";
import type { GradedEvidence } from "../facts/read-facts.ts";
import { attemptText } from "../grading/attempt-text.ts";
import { gradeSubmission, type Judgement } from "../grading/grade-submission.ts";
import { Json } from "../json.ts";
import type { Answers } from "../lab/answers.ts";
import { type BoundStage, bindStage, factsOfStage } from "../lab/bind-stage.ts";
import type { Lab } from "../lab/lab.ts";
import type { Table } from "../storage/table.ts";
import { readEarlierEvidence } from "./earlier-evidence.ts";
import { holdsInForce } from "./holds-in-force.ts";
import type { Hash } from "./ports.ts";
import type { Submission } from "./submission.ts";
import { readAnswers } from "./submitted-answers.ts";

/** @throws Error when no lab of this digest is stored. */
export type GetLab = (digest: string) => Promise<Lab>;

/** Everything that one submission is judged by besides the evidence of its account. */
export interface Judging {
  readonly submission: Submission;
  /** Of the lab that judges: in a regrade not always that of the submission. */
  readonly labDigest: string;
  readonly stage: BoundStage;
  readonly facts: readonly FactRef[];
  readonly answers: Answers;
  readonly earlier: Readonly<Record<string, GradedEvidence>>;
  /** Full names of the criteria that count in neither direction. */
  readonly holds: ReadonlySet<string>;
}

/**
 * Gathers what a submission is judged by, the same for the grader and for a regrade.
 * @throws Error when the lab has no such stage, or answers are lost.
 */
export async function prepareJudging(
  of: {
    readonly submission: Submission;
    /** Of the learner and the assignment, all stages. */
    readonly submissions: readonly Submission[];
    readonly learner: Pick<Learner, "login">;
    readonly assignment: Pick<Assignment, "variables" | "holds" | "labDigest">;
    readonly labDigest: string;
  },
  deps: { readonly table: Table; readonly getLab: GetLab; readonly graderAccountId: string },
): Promise<Judging> {
  const { submission, submissions, learner, assignment, labDigest } = of;
  const stage = bindStage(await deps.getLab(labDigest), submission.stage, {
    learner: { login: learner.login, accountId: submission.accountId },
    graderAccountId: deps.graderAccountId,
    variables: assignment.variables,
  });
  const [answers, earlier, holds] = await Promise.all([
    readAnswers(submission, deps.table),
    readEarlierEvidence(submission, submissions, deps.table),
    holdsInForce(assignment, labDigest, deps.getLab),
  ]);
  return { submission, labDigest, stage, facts: factsOfStage(stage), answers, earlier, holds };
}

/** Pure but for the hash. */
export function judgeEvidence(
  judging: Judging,
  evidence: Evidence,
  { hash }: { readonly hash: Hash },
): { readonly verdicts: Judgement; readonly attemptHash: string } {
  const { submission, labDigest, stage, facts, answers, earlier, holds } = judging;
  const { accountId, comparedWith = {} } = submission;
  return {
    verdicts: gradeSubmission(stage, evidence, { accountId, answers, earlier, holds }),
    attemptHash: hash(
      attemptText({ labDigest, answers: Json.parse(answers), comparedWith, facts, evidence }),
    ),
  };
}
