import type { AwsOperation } from "../../service.ts";
import { onEverything } from "./iam.ts";

/** The quotas of a new account; what is in use does not change them. */
export const describeLimits: AwsOperation = {
  iam: onEverything,
  answer: () => ({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  }),
};
