import type { AccountBinding } from "../cohorts/account-binding.ts";
import type { Table } from "../storage/table.ts";
import type { Refusal } from "../submissions/acceptance.ts";
import type { Submission } from "../submissions/submission.ts";
import type { Instant } from "../time.ts";
import { SignedSessionRecord } from "./signed-session.ts";

/** What a submission that is acceptable otherwise says of its evidence. */
export interface EvidenceClaim {
  readonly learnerId: string;
  readonly assignmentId: string;
  readonly stage: string;
  readonly labDigest: string;
  readonly accountId: string;
  /** Absent: the grader opens the role. */
  readonly signedSessionId?: string | undefined;
  readonly binding: AccountBinding | undefined;
  /** Of this learner and assignment, all stages. */
  readonly submissions: readonly Submission[];
  readonly now: Instant;
}

/** Why the evidence can't be got in this way; `undefined` where it can. */
export async function findEvidenceRefusal(
  claim: EvidenceClaim,
  table: Table,
): Promise<Refusal | undefined> {
  const { signedSessionId, binding } = claim;
  if (signedSessionId === undefined) {
    if (binding?.provenBy !== "signature") return undefined;
    return { status: "refused", code: "sandbox.role_not_verified", params: {} };
  }
  const problem = await sessionProblem({ ...claim, signedSessionId }, table);
  if (problem === undefined) return undefined;
  return {
    status: "refused",
    code: "signed.session_unusable",
    params: { signedSessionId, problem },
  };
}

/** What isn't the learner's own answers as what isn't there. */
async function sessionProblem(
  claim: EvidenceClaim & { readonly signedSessionId: string },
  table: Table,
): Promise<string | undefined> {
  const { signedSessionId: sessionId, now } = claim;
  const session = await table.get(SignedSessionRecord, { sessionId });
  if (session?.learnerId !== claim.learnerId) return "there is none";
  if (session.assignmentId !== claim.assignmentId || session.stage !== claim.stage)
    return "it is of another stage";
  if (claim.submissions.some((each) => each.signedSessionId === sessionId))
    return "it was handed in already";
  if (session.completedAt === undefined) return "not every call is signed";
  if (now >= session.expiresAt) return "its time is over";
  if (session.accountId !== claim.accountId) return "it is of another account";
  if (session.labDigest !== claim.labDigest) return "the lab has changed since";
  return undefined;
}
