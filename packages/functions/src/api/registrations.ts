import type { Learner } from "@lab-grader/core/cohorts/learner";
import {
  type Registering,
  registerAccount,
} from "@lab-grader/core/sandbox-accounts/register-account";
import {
  findRegistration,
  type Registration,
} from "@lab-grader/core/sandbox-accounts/registration";
import { findLearner } from "./access.ts";
import type { ApiDeps } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";

/** @throws VisibleError `learner.not_found` for a login that is on no roster. */
export async function ownLearner(identity: Identity, { table }: ApiDeps): Promise<Learner> {
  const learner = await findLearner(identity, table);
  if (!learner) throw new VisibleError("learner.not_found");
  return learner;
}

/**
 * The account that the learner named last. Where one was bound before there were registrations, it
 * gets one now.
 * @throws VisibleError `sandbox.unregistered`
 */
export async function getRegistration(learner: Learner, deps: ApiDeps): Promise<Registration> {
  const { learnerId, accountId } = learner;
  const known = await findRegistration(learner, deps.table);
  if (known) return known;
  if (accountId === undefined) throw new VisibleError("sandbox.unregistered");
  return registered(await registerAccount({ learnerId, accountId }, registerDeps(deps)));
}

/** @throws VisibleError with the code of the refusal. */
export function registered(registering: Registering): Registration {
  if (registering.status === "registered") return registering.registration;
  throw new VisibleError(registering.code);
}

export function registerDeps(deps: ApiDeps) {
  return { ...deps, graderAccountId: deps.learnerRole.graderAccountId };
}
