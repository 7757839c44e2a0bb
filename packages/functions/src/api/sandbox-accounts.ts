import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { type Learner, LearnerRecord } from "@lab-grader/core/cohorts/learner";
import {
  getLearnersSandboxAccount,
  getSandboxAccount,
  type OwnSandboxAccount,
  rebindSandboxAccount,
  registerSandboxAccount,
  rotateExternalIdOfAccount,
  rotateLearnersExternalId,
  verifySandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { viewSandboxAccount } from "@lab-grader/core/sandbox-accounts/account-view";
import {
  registerAccount,
  rotateExternalId,
} from "@lab-grader/core/sandbox-accounts/register-account";
import { startVerification } from "@lab-grader/core/sandbox-accounts/start-verification";
import { openCohort } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { getRegistration, ownLearner, registerDeps, registered } from "./registrations.ts";
import { roleSetUp } from "./role-set-up.ts";
import { route } from "./route.ts";

const look: ApiHandler<typeof getSandboxAccount> = async ({ identity }, deps) => ({
  body: await ownAccount(await ownLearner(identity, deps), deps),
});

const register: ApiHandler<typeof registerSandboxAccount> = async ({ identity, body }, deps) => {
  const learner = await ownLearner(identity, deps);
  const { learnerId } = learner;
  registered(await registerAccount({ learnerId, ...body }, registerDeps(deps)));
  return { body: await ownAccount(learner, deps) };
};

const verify: ApiHandler<typeof verifySandboxAccount> = async ({ identity }, deps) => {
  const learner = await ownLearner(identity, deps);
  const registration = await getRegistration(learner, deps);
  const starting = await startVerification({ learner, registration, by: identity.login }, deps);
  if (starting.status === "refused") throw new VisibleError(starting.code);
  const { jobId, state } = starting.job;
  return { status: starting.status === "started" ? 202 : 200, body: { jobId, state } };
};

const rotate: ApiHandler<typeof rotateExternalIdOfAccount> = async ({ identity }, deps) => {
  const learner = await ownLearner(identity, deps);
  const registration = await getRegistration(learner, deps);
  registered(await rotateExternalId(registration, registerDeps(deps)));
  return { body: await ownAccount(learner, deps) };
};

const lookAtLearners: ApiHandler<typeof getLearnersSandboxAccount> = async (
  { identity, params },
  deps,
) => {
  await openCohort(params.cohortId, identity, { ...deps, right: "read" });
  return await staffReply(await enrolledLearner(params, deps), deps);
};

const rebind: ApiHandler<typeof rebindSandboxAccount> = async (
  { identity, params, body: { accountId, reason } },
  deps,
) => {
  await openCohort(params.cohortId, identity, { ...deps, right: "manage" });
  const learner = await enrolledLearner(params, deps);
  const { learnerId } = learner;
  const rebinding = { by: identity.login, at: deps.now(), reason };
  registered(await registerAccount({ learnerId, accountId, rebinding }, registerDeps(deps)));
  deps.telemetry.info("a sandbox account may change hands", { cohortId: params.cohortId });
  return await staffReply(learner, deps);
};

const rotateLearners: ApiHandler<typeof rotateLearnersExternalId> = async (
  { identity, params },
  deps,
) => {
  await openCohort(params.cohortId, identity, { ...deps, right: "manage" });
  const learner = await enrolledLearner(params, deps);
  registered(await rotateExternalId(await getRegistration(learner, deps), registerDeps(deps)));
  return await staffReply(learner, deps);
};

export const sandboxAccountRoutes = [
  route(getSandboxAccount, look),
  route(registerSandboxAccount, register),
  route(verifySandboxAccount, verify),
  route(rotateExternalIdOfAccount, rotate),
  route(getLearnersSandboxAccount, lookAtLearners),
  route(rebindSandboxAccount, rebind),
  route(rotateLearnersExternalId, rotateLearners),
];

/** @throws VisibleError `learner.not_found` for whoever is not, or no longer, in this cohort. */
async function enrolledLearner(
  params: { readonly cohortId: string; readonly learnerId: string },
  { table }: ApiDeps,
): Promise<Learner> {
  const [enrolment, learner] = await Promise.all([
    table.get(EnrolmentRecord, params),
    table.get(LearnerRecord, params),
  ]);
  if (enrolment?.state !== "enrolled" || !learner) throw new VisibleError("learner.not_found");
  return learner;
}

async function staffReply(learner: Learner, deps: ApiDeps) {
  const { view } = await viewSandboxAccount(learner, deps);
  return { body: { ...view, learnerId: learner.learnerId } };
}

async function ownAccount(learner: Learner, deps: ApiDeps): Promise<OwnSandboxAccount> {
  const { view, registration } = await viewSandboxAccount(learner, deps);
  const setUp = registration ? await roleSetUp(registration, deps) : null;
  return {
    ...view,
    roleName: deps.learnerRole.roleName,
    setUp,
    nextSteps: nextSteps(view, setUp),
  };
}

function nextSteps(
  { state, isRotating }: Pick<OwnSandboxAccount, "state" | "isRotating">,
  setUp: OwnSandboxAccount["setUp"],
): string[] {
  if (state === "unregistered") return ["Register your AWS account: its 12 digits."];
  if (state === "verifying") return ["Wait: the role is being looked at."];
  if (state === "verified" && !isRotating) return [];
  const make =
    setUp?.way === "link"
      ? "Open the link while you are signed in to the account, and create the stack, or update the one that you have."
      : "Make the role from its documents in the account, or update the one that you have.";
  return [make, "Verify the account."];
}
