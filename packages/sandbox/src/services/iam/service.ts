import type { AwsService } from "../../service.ts";
import { managedPolicyOperations } from "./managed-policies.ts";
import { rolePolicyOperations } from "./role-policies.ts";
import { roleOperations } from "./roles.ts";
import { simulationOperations } from "./simulation.ts";

/** IAM: roles, their policies and boundaries, managed policies, and the policy simulator. */
export function createIamService(): AwsService {
  return {
    signingName: "iam",
    protocol: "query",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    operations: {
      ...roleOperations,
      ...rolePolicyOperations,
      ...managedPolicyOperations,
      ...simulationOperations,
    },
  };
}
