import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { FactCall } from "@lab-grader/core/facts/fact";
import type { AwsServices } from "./aws-services.ts";
import { awsServices } from "./operations.generated.ts";

/** What facts ask, and who signs. Nothing else can be asked with a learner's signature. */
export const signableServices: AwsServices = {
  ...awsServices,
  sts: async () => ({
    Client: STSClient,
    commands: { GetCallerIdentity: GetCallerIdentityCommand },
  }),
};

/** Whose signature it is: the first call of each signed session. */
export function callerIdentityCall(region: string): FactCall {
  return { service: "sts", operation: "GetCallerIdentity", region, input: {} };
}
