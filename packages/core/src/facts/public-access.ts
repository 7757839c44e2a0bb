import * as z from "zod";
import { defineFact, type FactRef } from "./fact.ts";
import { type ResourcePolicy, streamPolicy, tablePolicy } from "./resource-policies.ts";
import { TableParams } from "./table-params.ts";

const CheckOutput = z.object({
  result: z.string(),
  reasons: z.array(z.object({ description: z.string().optional() })).optional(),
});

export interface PublicAccess {
  /** `PASS`: AWS finds no public access in the document. */
  readonly result: string;
  /** AWS's words for each statement that lets anyone in. */
  readonly reasons: readonly string[];
}

/**
 * AWS's own word on a resource policy. The document is all that is asked about, so the question is
 * put in the grader's account and needs nothing of the learner's; AWS bills each call:
 * docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html
 */
export const publicAccess = defineFact({
  kind: "access-analyzer.public-access",
  summary: "whether AWS finds public access in the policy of the table or of its stream",
  params: TableParams.extend({ of: z.enum(["table", "stream"]) }),
  operations: {
    CheckNoPublicAccess: {
      service: "accessanalyzer",
      absence: [],
      keep: ["result", "reasons.description"],
    },
  },
  after: ({ of, region, table }): { policy: FactRef<ResourcePolicy> } => ({
    policy: of === "table" ? tablePolicy({ region, table }) : streamPolicy({ region, table }),
  }),
  iam: () => [],
  ask: ({ region, of }, { policy }) =>
    policy.exists
      ? [
          {
            operation: "CheckNoPublicAccess",
            region,
            in: "own",
            input: {
              policyDocument: policy.document,
              resourceType: of === "table" ? "AWS::DynamoDB::Table" : "AWS::DynamoDB::Stream",
            },
          },
        ]
      : [],
  normalise: ([answer]): PublicAccess => {
    const { result, reasons = [] } = CheckOutput.parse(
      answer && "output" in answer ? answer.output : {},
    );
    return {
      result,
      reasons: reasons.flatMap(({ description }) => description ?? []),
    };
  },
});
