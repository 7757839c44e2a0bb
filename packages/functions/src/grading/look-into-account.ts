import { collectEvidence, evidenceWithoutAccess } from "@lab-grader/aws/collect-evidence";
import {
  type OpeningRequest,
  openLearnerSession,
  type RefusedAccess,
} from "@lab-grader/aws/learner-session";
import { type OwnAnswerStore, ownAnswers } from "@lab-grader/aws/own-answers";
import type { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import type { Table } from "@lab-grader/core/storage/table";
import type { Hash, Now } from "@lab-grader/core/submissions/ports";
import { collectSigned } from "./collect-signed.ts";
import type { CollectEvidence } from "./judge-claimed.ts";

export interface LookDeps {
  readonly sts: OpeningRequest["sts"];
  readonly http: SharedHttpHandler;
  /** The region of `sts`. */
  readonly region: string;
  readonly deploymentStage: string;
  readonly timings: GradingTimings;
  readonly now: Now;
  readonly hash: Hash;
  /** Holds what learners have signed. */
  readonly table: Table;
  /** Keeps what our own account answers; absent: in memory, as long as the process lives. */
  readonly ownAnswerStore?: OwnAnswerStore;
}

/** Opens the learner's account through the role that trusts us, and asks what the lab needs. */
export function lookIntoAccount(deps: LookDeps): CollectEvidence {
  const { now, hash, region, timings } = deps;
  const kept = ownAnswers({ hash, ...(deps.ownAnswerStore && { store: deps.ownAnswerStore }) });
  return async ({ claimed, binding, facts, deadline }) => {
    const { accountId, submissionId, claim } = claimed;
    const evidenceOf = { accountId, submissionId, claim, now, hash };
    const refused = (fault: RefusedAccess["fault"], reason: string) =>
      evidenceWithoutAccess(evidenceOf, {
        status: "refused",
        way: "role",
        fault,
        reason,
        at: now(),
        region,
      });

    if (!binding) return refused("access", "access.not_registered");
    if (claimed.signedSessionId !== undefined)
      return await collectSigned(
        { sessionId: claimed.signedSessionId, evidenceOf, facts, deadline },
        { ...deps, ownAnswers: kept },
      );
    const policy = sessionPolicyOf(facts, accountId);
    if (!policy.fits) return refused("rubric", "rubric.session_policy");
    const opening = await openLearnerSession({
      ...deps,
      accountId,
      externalId: binding.externalId,
      sessionName: submissionId,
      sessionPolicy: policy.document,
      roleName: learnerRoleName(deps.deploymentStage),
      deadline,
    });
    if (opening.status === "refused") return evidenceWithoutAccess(evidenceOf, opening.access);
    return await collectEvidence({
      ...evidenceOf,
      session: opening.session,
      facts,
      deadline,
      timings,
      ownAnswers: kept,
    });
  };
}
