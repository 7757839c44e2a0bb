import { type AccountBinding, AccountBindingRecord } from "../cohorts/account-binding.ts";
import { LearnerRecord } from "../cohorts/learner.ts";
import { type Evidence, EvidenceRecord } from "../evidence/evidence.ts";
import type { FactRef } from "../facts/fact.ts";
import { listAll } from "../storage/list-all.ts";
import { attemptsOf } from "../submissions/attempts.ts";
import { prepareJudging } from "../submissions/judging.ts";
import type { Now } from "../submissions/ports.ts";
import type { Submission } from "../submissions/submission.ts";
import type { FindEvidence, PlanDeps } from "./plan-target.ts";

export interface RecollectDeps extends PlanDeps {
  readonly now: Now;
  /** Looks into the account of a binding that holds, under the claim of `claimed`. */
  readonly look: (look: {
    readonly claimed: Submission;
    readonly binding: AccountBinding;
    readonly facts: readonly FactRef[];
  }) => Promise<Evidence>;
}

const mostTries = 5;

/**
 * Looks into accounts anew, for plans that ask for it. Refused where a later stage has an attempt:
 * the account is not what it was then. The evidence gets a claim of its own, which nobody else
 * takes: a closed submission is never claimed again.
 */
export function recollected(deps: RecollectDeps): FindEvidence {
  const { table } = deps;
  return async ({ submission, submissions, assignment, labDigest }) => {
    // Its learner signed every call: nobody can look again without them.
    if (submission.signedSessionId !== undefined)
      return { status: "refused", code: "regrade.signed_by_learner", params: {} };
    const stages = assignment.stages.map(({ stage }) => stage);
    const later = stages.slice(stages.indexOf(submission.stage) + 1);
    const graded = later.find((stage) => attemptsOf(submissions, stage).length > 0);
    if (graded !== undefined)
      return { status: "refused", code: "regrade.later_stage_graded", params: { stage: graded } };
    const [binding, learner] = await Promise.all([
      table.get(AccountBindingRecord, submission),
      table.get(LearnerRecord, submission),
    ]);
    if (binding?.learnerId !== submission.learnerId || deps.now() >= binding.expiresAt)
      return { status: "refused", code: "regrade.account_ended", params: {} };
    if (!learner) return { status: "refused", code: "regrade.learner_gone", params: {} };

    const judging = { submission, submissions, learner, assignment, labDigest };
    const { facts } = await prepareJudging(judging, deps);
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const claim = await nextClaim(submission, deps);
      const evidence = await deps.look({ claimed: { ...submission, claim }, binding, facts });
      const isWritten = await table.put(EvidenceRecord, evidence, { itemIsAbsent: true });
      if (isWritten) return { status: "found", evidence };
    }
    throw new Error(`other evidence of ${submission.submissionId} was always faster`);
  };
}

async function nextClaim(
  { submissionId, claim }: Submission,
  { table }: RecollectDeps,
): Promise<number> {
  const kept = await listAll(table, EvidenceRecord, { pk: submissionId, prefix: "evidence#" });
  return Math.max(claim, ...kept.map((evidence) => evidence.claim)) + 1;
}
