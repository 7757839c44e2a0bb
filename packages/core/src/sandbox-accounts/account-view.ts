import { AccountBindingRecord } from "../cohorts/account-binding.ts";
import type { Learner } from "../cohorts/learner.ts";
import type {
  SandboxAccount,
  VerificationView,
  VerifyStepView,
} from "../contracts/endpoints/sandbox-accounts.ts";
import { isOpenJob, type Job } from "../jobs/job.ts";
import { describeJobFault } from "../jobs/job-fault.ts";
import { generalReasons } from "../reasons/general.ts";
import { filledText, type Reasons } from "../reasons/reason.ts";
import { verificationReasons } from "../reasons/verification.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";
import { findRegistration, type Registration } from "./registration.ts";
import { findVerification } from "./start-verification.ts";
import { VerificationRecord, VerifyResult, type VerifyStep, verifySteps } from "./verification.ts";

/** Where a learner's account stands. */
export async function viewSandboxAccount(
  learner: Pick<Learner, "learnerId" | "accountId">,
  deps: { readonly table: Table; readonly now: Now },
): Promise<{ readonly view: SandboxAccount; readonly registration: Registration | undefined }> {
  const { table, now } = deps;
  const registration = await findRegistration(learner, table);
  const accountId = registration?.accountId ?? learner.accountId;
  if (accountId === undefined) return { view: unregistered, registration };
  const [found, job] = await Promise.all([
    table.get(AccountBindingRecord, { accountId }),
    registration && findVerification(registration, deps),
  ]);
  const binding = found?.learnerId === learner.learnerId ? found : undefined;
  const isVerifying = job !== undefined && isOpenJob(job);
  const proven = binding && (now() < binding.expiresAt ? "verified" : "expired");
  return {
    registration,
    view: {
      state: isVerifying ? "verifying" : (proven ?? "registered"),
      accountId,
      provenBy: binding ? (binding.provenBy ?? "role") : null,
      expiresAt: binding?.expiresAt ?? null,
      isRotating:
        binding !== undefined &&
        registration !== undefined &&
        binding.externalId !== registration.externalId,
      verification: job ? await viewVerification(job, table) : null,
    },
  };
}

const unregistered: SandboxAccount = {
  state: "unregistered",
  accountId: null,
  provenBy: null,
  expiresAt: null,
  isRotating: false,
  verification: null,
};

async function viewVerification(job: Job, table: Table): Promise<VerificationView> {
  const { jobId, state, startedAt, result, fault } = job;
  const seen = await table.get(VerificationRecord, { jobId });
  const isOpen = isOpenJob(job);
  return {
    ...{ jobId, state, startedAt },
    ...(result === undefined ? {} : { isVerified: VerifyResult.parse(result).isVerified }),
    steps: (seen?.steps ?? []).map((step) => viewStep(step, isOpen)),
    ...(fault && { fault: describeJobFault(fault) }),
  };
}

const texts: Reasons = { ...generalReasons, ...verificationReasons };

/** While the job is open a red step is looked at again: AWS needs some seconds to see a change. */
function viewStep(
  { step, outcome, reason, params = {}, at }: VerifyStep,
  isOpen: boolean,
): VerifyStepView {
  const text = reason === undefined ? undefined : texts[reason];
  return {
    step,
    title: verifySteps[step],
    outcome: outcome === "failed" && isOpen ? "waiting" : outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(text && {
      found: filledText(text.found, params),
      // Of a role that is refused a submission the learner is told to submit again.
      doNext: filledText(text.doNext, params).replace("submit again", "verify again"),
      ...(text.read === undefined ? {} : { read: text.read }),
    }),
    ...(typeof params.actions === "string" && { missing: params.actions.split(", ") }),
    at,
  };
}
