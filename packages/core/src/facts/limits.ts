import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact } from "./fact.ts";

const DescribeLimitsOutput = z.object({
  AccountMaxReadCapacityUnits: z.number(),
  AccountMaxWriteCapacityUnits: z.number(),
  TableMaxReadCapacityUnits: z.number(),
  TableMaxWriteCapacityUnits: z.number(),
});

/** Quotas of provisioned capacity in units; what is in use does not change them. */
export interface Limits {
  readonly accountReadUnits: number;
  readonly accountWriteUnits: number;
  readonly tableReadUnits: number;
  readonly tableWriteUnits: number;
}

/** AWS wants this asked at most once a minute, so a lab asks it in one region. */
export const limits = defineFact({
  kind: "dynamodb.limits",
  summary: "the quotas of provisioned capacity, of the account and of a table",
  params: z.object({ region: Region }),
  operations: {
    DescribeLimits: {
      service: "dynamodb",
      absence: [],
      keep: [
        "AccountMaxReadCapacityUnits",
        "AccountMaxWriteCapacityUnits",
        "TableMaxReadCapacityUnits",
        "TableMaxWriteCapacityUnits",
      ],
    },
  },
  iam: () => [{ action: "dynamodb:DescribeLimits", resource: "*" }],
  ask: ({ region }) => [{ operation: "DescribeLimits", region, input: {} }],
  normalise: ([answer]): Limits => {
    const quotas = DescribeLimitsOutput.parse(answer && "output" in answer ? answer.output : {});
    return {
      accountReadUnits: quotas.AccountMaxReadCapacityUnits,
      accountWriteUnits: quotas.AccountMaxWriteCapacityUnits,
      tableReadUnits: quotas.TableMaxReadCapacityUnits,
      tableWriteUnits: quotas.TableMaxWriteCapacityUnits,
    };
  },
});
