import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { Lab } from "@lab-grader/core/lab/lab";
import { rolePolicyOf } from "@lab-grader/core/policy/derive-policy";
import { learnerRoleName, trustPolicyOf } from "@lab-grader/core/policy/trust-policy";
import type { AccountDefinition } from "../accounts.ts";
import { functionRoleArn, graderAccountId, localStage } from "./grader-account.ts";

/** A learner of the local system, with an AWS account. */
export interface LocalLearner {
  readonly login: string;
  readonly learnerId: string;
  readonly accountId: string;
  /** Of the learner's own user, who may do everything in the account; the secret is `local`. */
  readonly accessKeyId: string;
}

/** `learner-01` to `learner-24` of 24. */
export function learnerLogins(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `learner-${String(at + 1).padStart(2, "0")}`);
}

/** Of the first learner: 100000000001. */
export function learnerAccountId(place: number): string {
  return String(100_000_000_000 + place);
}

/**
 * A learner's account as it is after the sign-up: the learner's access key, and the role that lets
 * the grader in, with what the lab asks and nothing else.
 * @throws Error where the lab needs a longer policy than a role can have.
 */
export function learnerAccount(
  learner: LocalLearner,
  { lab, externalId }: { readonly lab: Lab; readonly externalId: string },
): AccountDefinition {
  const { accountId, accessKeyId } = learner;
  const graderRoleArn = functionRoleArn("grader");
  return {
    accountId,
    accessKeys: [{ accessKeyId, secretAccessKey: "local" }],
    roles: [
      {
        roleName: learnerRoleName(localStage),
        trustPolicy: trustPolicyOf({ graderAccountId, graderRoleArn, externalId }),
        policies: { "lab-grader": rolePolicy(lab, learner) },
      },
    ],
  };
}

function rolePolicy(lab: Lab, { login, accountId }: LocalLearner): string {
  const facts = lab.stages.flatMap(({ id }) => [
    ...factsOfStage(bindStage(lab, id, { learner: { login, accountId }, graderAccountId })),
  ]);
  const policy = rolePolicyOf(facts, accountId);
  if (!policy.fits) {
    throw new Error(
      `the lab ${lab.id} needs a role policy of ${policy.characters} characters; AWS takes ${policy.limit}`,
    );
  }
  return policy.document;
}
