import { LearnerRecord } from "../cohorts/learner.ts";
import { concludeJob } from "../jobs/end-job.ts";
import { isOpenJob, type Job, JobRecord, openJobStates } from "../jobs/job.ts";
import type { JobDeps } from "../jobs/start-job.ts";
import { addSeconds } from "../time.ts";
import { bindAccount } from "./bind-account.ts";
import type { LookAtRole } from "./look-at-role.ts";
import { findRegistration, type Registration } from "./registration.ts";
import { runningCohorts } from "./running-cohorts.ts";
import { factsOfCohorts, type TakenLabsDeps } from "./taken-labs.ts";
import { VerificationRecord, VerifyInput, type VerifyStep } from "./verification.ts";

/** What one message `{kind: "verify"}` came to. */
export type VerifyEnd =
  | { readonly status: "verified" | "refused" | "looks_again" | "nothing" }
  /** AWS did not answer; nobody's role is judged by that. The message comes back. */
  | { readonly status: "platform_fault"; readonly reason: string };

export interface VerificationDeps extends JobDeps, TakenLabsDeps {
  readonly look: LookAtRole;
}

/** A role that was made or changed a moment ago may be known only in part of AWS. */
export const mostLooks = 4;

/**
 * Looks at a learner's role, and makes the account theirs if everything is as it must be. Safe to
 * repeat and to run twice at once: the steps are what was seen last, the job is concluded once.
 */
export async function runVerification(
  { jobId }: { readonly jobId: string },
  deadline: AbortSignal,
  deps: VerificationDeps,
): Promise<VerifyEnd> {
  const job = await beginLook(jobId, deps);
  if (!job) return { status: "nothing" };
  const { accountId } = VerifyInput.parse(job.input);
  const { learnerId = "" } = job;
  const seen = await deps.table.get(VerificationRecord, { jobId });
  const redLooks = seen?.redLooks ?? 0;
  const keep = (steps: readonly VerifyStep[], looks: number) =>
    deps.table.put(VerificationRecord, {
      ...{ jobId, learnerId, accountId, redLooks: looks },
      steps: [...steps],
      updatedAt: deps.now(),
    });
  const refuse = async (steps: readonly VerifyStep[]): Promise<VerifyEnd> => {
    await keep(steps, redLooks + 1);
    await concludeJob(job, { isVerified: false }, deps);
    return { status: "refused" };
  };

  const [learner, registration] = await Promise.all([
    deps.table.get(LearnerRecord, { learnerId }),
    findRegistration({ learnerId }, deps.table),
  ]);
  if (!learner || registration?.accountId !== accountId)
    return await refuse([failedStep("verify.superseded", deps)]);
  const cohorts = await runningCohorts(learner, deps);
  const [last] = cohorts;
  if (!last) return await refuse([failedStep("verify.no_cohort", deps)]);

  const facts = await factsOfCohorts(cohorts, { login: learner.login, accountId }, deps);
  const looked = await deps.look({
    ...{ accountId, jobId, facts, deadline },
    externalId: registration.externalId,
    onStep: (steps) => keep(steps, redLooks),
  });
  if (looked.status === "platform_fault") return looked;
  const { steps } = looked;
  if (steps.some(({ outcome }) => outcome === "failed")) {
    if (redLooks + 1 >= mostLooks) return await refuse(steps);
    await keep(steps, redLooks + 1);
    return await lookAgain(job, deps);
  }

  const bound = await bindIfStillMeant(registration, last.endsAt, deps);
  if (bound !== "bound") return await refuse([...steps, failedStep(bound, deps)]);
  await keep([...steps, { step: "binding", outcome: "passed", at: deps.now() }], redLooks);
  await concludeJob(job, { isVerified: true }, deps);
  return { status: "verified" };
}

/** Whoever gets further is not reminded. @returns `undefined` where the job is closed or unknown. */
async function beginLook(
  jobId: string,
  { table, now, timings }: VerificationDeps,
): Promise<Job | undefined> {
  const job = await table.get(JobRecord, { jobId });
  if (!job || !isOpenJob(job) || job.kind !== "verify") return undefined;
  return await table.update(
    JobRecord,
    job,
    { state: "running", dueAt: addSeconds(now(), timings.queuedDueSeconds) },
    { field: "state", oneOf: openJobStates },
  );
}

/** No function waits: the message does. Where it is lost the reconciler sends it. */
async function lookAgain(
  { jobId, cohortId }: Job,
  { send, timings }: VerificationDeps,
): Promise<VerifyEnd> {
  const delaySeconds = Math.ceil(timings.retryDelaySeconds);
  await send({ kind: "verify", jobId }, { cohortId, delaySeconds });
  return { status: "looks_again" };
}

/** Looking takes seconds, in which the learner may have named another account or ExternalId. */
async function bindIfStillMeant(
  registration: Registration,
  expiresAt: string,
  deps: VerificationDeps,
): Promise<"bound" | "verify.superseded" | "verify.taken"> {
  const now = await findRegistration(registration, deps.table);
  const isMeant =
    now?.accountId === registration.accountId && now.externalId === registration.externalId;
  if (!isMeant) return "verify.superseded";
  const bound = await bindAccount({ registration, expiresAt, by: "role" }, deps);
  return bound === "bound" ? bound : "verify.taken";
}

function failedStep(reason: string, { now }: Pick<VerificationDeps, "now">): VerifyStep {
  return { step: "binding", outcome: "failed", reason, at: now() };
}
