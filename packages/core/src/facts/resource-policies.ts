import * as z from "zod";
import { defineFact, type NormalisedInput } from "./fact.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

const GetResourcePolicyOutput = z.object({
  Policy: z.string(),
  RevisionId: z.string().optional(),
});

export type ResourcePolicy =
  /** No policy; `isResourceFound` is false where there is nothing that could have one. */
  | { readonly exists: false; readonly isResourceFound: boolean }
  | {
      readonly exists: true;
      /** The policy document as AWS returns it: JSON in a text. */
      readonly document: string;
      /** Another one with each change. */
      readonly revisionId: string | undefined;
    };

const operations = {
  GetResourcePolicy: {
    service: "dynamodb",
    absence: ["PolicyNotFoundException", "ResourceNotFoundException"],
    keep: ["Policy", "RevisionId"],
  },
};

function policyOf([answer]: readonly NormalisedInput[]): ResourcePolicy {
  if (!answer) return { exists: false, isResourceFound: false };
  if ("absent" in answer) {
    return { exists: false, isResourceFound: answer.absent === "PolicyNotFoundException" };
  }
  const { Policy, RevisionId } = GetResourcePolicyOutput.parse(answer.output);
  return { exists: true, document: Policy, revisionId: RevisionId };
}

/** The policy of the table; it also governs the table's indexes. */
export const tablePolicy = defineFact({
  kind: "dynamodb.table-policy",
  summary: "the table's resource policy",
  params: TableParams,
  operations,
  iam: (params) => [{ action: "dynamodb:GetResourcePolicy", resource: tableArn(params) }],
  ask: (params) => [
    {
      operation: "GetResourcePolicy",
      region: params.region,
      input: { ResourceArn: tableArn(params) },
    },
  ],
  normalise: policyOf,
});

/**
 * The policy of the table's latest stream. Also asked after the stream was switched off: its
 * records can be read for another 24 hours.
 */
export const streamPolicy = defineFact({
  kind: "dynamodb.stream-policy",
  summary: "the resource policy of the table's stream, where there is or was one",
  params: TableParams,
  operations,
  after: (params) => ({ table: table(params) }),
  iam: (params) => [
    { action: "dynamodb:GetResourcePolicy", resource: `${tableArn(params)}/stream/*` },
  ],
  ask: ({ region }, parents) => {
    const streamArn = parents.table.exists ? parents.table.table.latestStreamArn : undefined;
    return streamArn === undefined
      ? []
      : [{ operation: "GetResourcePolicy", region, input: { ResourceArn: streamArn } }];
  },
  normalise: policyOf,
});
