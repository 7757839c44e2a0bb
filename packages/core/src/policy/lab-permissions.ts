import type { Permission } from "../facts/fact.ts";
import { bindStage, factsOfStage } from "../lab/bind-stage.ts";
import type { Lab } from "../lab/lab.ts";
import type { Variables } from "../lab/variables.ts";
import { permissionsOf } from "./derive-policy.ts";

/** A lab that the learner takes, with the variables of its assignment. */
export interface TakenLab {
  readonly lab: Lab;
  /** Absent: the lab's own. */
  readonly variables?: Variables | undefined;
}

/** Stands for the learner's account; no lab names it. */
export const accountStandIn = "123123123123";
/** Stands for the grader's account; no lab names it. */
export const graderStandIn = "321321321321";
const loginStandIn = "x0login0x";

/** What the role of a learner who takes these labs must allow, whoever that learner is. */
export function permissionsOfLabs(labs: readonly TakenLab[]): readonly Permission[] {
  const facts = labs.flatMap(({ lab, variables }) =>
    lab.stages.flatMap((stage) =>
      factsOfStage(
        bindStage(lab, stage.id, {
          learner: { login: loginStandIn, accountId: accountStandIn },
          graderAccountId: graderStandIn,
          variables,
        }),
      ),
    ),
  );
  return permissionsOf(facts).map((permission) => ({
    ...permission,
    resource: permission.resource
      .replaceAll("$account", accountStandIn)
      .replaceAll(loginStandIn, "*"),
  }));
}
