import { openIndex } from "@lab-grader/aws/table-definition";
import { isProduction } from "./deployment.ts";

/** The one table, as packages/aws/src/table-definition.ts has it; what lies in it: docs/data-model.md. */
export const table = new sst.aws.Dynamo("Table", {
  fields: {
    pk: "string",
    sk: "string",
    [openIndex.partition]: "string",
    [openIndex.sort]: "string",
  },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: {
    [openIndex.name]: {
      hashKey: openIndex.partition,
      rangeKey: openIndex.sort,
      projection: "keys-only",
    },
  },
  // Seconds since the epoch. Items without it stay.
  ttl: "deleteAfter",
  deletionProtection: isProduction,
});
