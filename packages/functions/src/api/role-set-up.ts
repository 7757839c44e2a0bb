import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { RoleSetUp } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { quickCreateLink } from "@lab-grader/core/policy/quick-create-link";
import { learnerRoleName, trustPolicyOf } from "@lab-grader/core/policy/trust-policy";
import type { Registration } from "@lab-grader/core/sandbox-accounts/registration";
import { runningCohorts } from "@lab-grader/core/sandbox-accounts/running-cohorts";
import type { ApiEnvironment } from "../config.ts";
import type { ApiDeps, LearnerRole } from "./deps.ts";

/** The role that learners make, as the environment names it. */
export function learnerRoleOf(environment: ApiEnvironment): LearnerRole {
  const { GRADER_ROLE_ARN: graderRoleArn, LEARNER_ROLE_TEMPLATE_URL: templateUrl } = environment;
  return {
    roleName: learnerRoleName(environment.DEPLOYMENT_STAGE),
    deploymentStage: environment.DEPLOYMENT_STAGE,
    graderRoleArn,
    graderAccountId: graderRoleArn.split(":")[4] ?? "",
    templateUrl,
    region: environment.AWS_REGION,
  };
}

/** How a learner makes the role for a registered account. Holds the ExternalId: for them alone. */
export async function roleSetUp(registration: Registration, deps: ApiDeps): Promise<RoleSetUp> {
  const { graderRoleArn, graderAccountId, templateUrl, region, deploymentStage } = deps.learnerRole;
  const { externalId } = registration;
  if (templateUrl !== undefined) {
    const made = { region, templateUrl, deploymentStage, graderRoleArn, externalId };
    return { way: "link", link: quickCreateLink(made) };
  }
  return {
    way: "documents",
    trustPolicy: JSON.stringify(trustPolicyOf({ graderAccountId, graderRoleArn, externalId })),
    rolePolicy: await rolePolicy(registration, deps),
  };
}

/** @throws Error where the labs of the learner's cohorts need more than one role can allow. */
async function rolePolicy(
  { learnerId, accountId }: Registration,
  deps: ApiDeps,
): Promise<string | null> {
  const { graderAccountId } = deps.learnerRole;
  const learner = await deps.table.get(LearnerRecord, { learnerId });
  if (!learner) return null;
  const [{ factsOfCohorts }, { rolePolicyOf }] = await Promise.all([
    // With every check and fact: only who makes a role waits for them.
    import("@lab-grader/core/sandbox-accounts/taken-labs"),
    import("@lab-grader/core/policy/derive-policy"),
  ]);
  const facts = await factsOfCohorts(
    await runningCohorts(learner, deps),
    { login: learner.login, accountId },
    { ...deps, graderAccountId },
  );
  if (facts.length === 0) return null;
  const policy = rolePolicyOf(facts, accountId);
  if (policy.fits) return policy.document;
  const { characters, limit } = policy;
  throw new Error(`the labs of ${learnerId} need ${characters} characters of ${limit} in a role`);
}
