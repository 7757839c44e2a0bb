import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const GetFindingsOutput = z.object({
  Findings: z.array(
    z.object({
      Id: z.string(),
      Title: z.string().optional(),
      GeneratorId: z.string().optional(),
      Severity: z.object({ Label: z.string().optional() }).optional(),
      Compliance: z
        .object({ Status: z.string().optional(), SecurityControlId: z.string().optional() })
        .optional(),
      Workflow: z.object({ Status: z.string().optional() }).optional(),
    }),
  ),
});

export interface SecurityFinding {
  readonly id: string;
  readonly title: string;
  /** `DynamoDB.2`; empty where another product found it. */
  readonly controlId: string;
  readonly generatorId: string;
  /** `INFORMATIONAL`, `LOW`, `MEDIUM`, `HIGH`, `CRITICAL`. */
  readonly severity: string;
  /** `PASSED`, `FAILED`, `WARNING`, `NOT_AVAILABLE`; empty for what is not a control. */
  readonly compliance: string;
  /** `NEW`, `NOTIFIED`, `SUPPRESSED`, `RESOLVED`: what somebody did about it. */
  readonly workflow: string;
}

export type SecurityFindings =
  /** Security Hub is not enabled in the region. */
  | { readonly exists: false }
  | { readonly exists: true; readonly findings: readonly SecurityFinding[] };

/** What Security Hub says of the table: something to have reviewed, not what decides. */
export const securityFindings = defineFact({
  kind: "securityhub.findings",
  summary: "the active findings of Security Hub about the table, where it is enabled",
  params: TableParams,
  operations: {
    GetFindings: {
      service: "securityhub",
      // The account is not subscribed: docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
      absence: ["InvalidAccessException"],
      keep: [
        "Findings.Id",
        "Findings.Title",
        "Findings.GeneratorId",
        "Findings.Severity.Label",
        "Findings.Compliance.Status",
        "Findings.Compliance.SecurityControlId",
        "Findings.Workflow.Status",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 3 },
    },
  },
  iam: ({ region }) => [
    {
      action: "securityhub:GetFindings",
      resource: `arn:aws:securityhub:${region}:$account:hub/default`,
    },
  ],
  ask: (params) => [
    {
      operation: "GetFindings",
      region: params.region,
      input: {
        Filters: {
          ResourceId: [{ Value: tableArn(params), Comparison: "EQUALS" }],
          RecordState: [{ Value: "ACTIVE", Comparison: "EQUALS" }],
        },
        MaxResults: 100,
      },
    },
  ],
  normalise: (answers): SecurityFindings => {
    if (answers.length === 0 || answers.some((answer) => "absent" in answer)) {
      return { exists: false };
    }
    const findings = answers.flatMap((answer) =>
      "output" in answer ? GetFindingsOutput.parse(answer.output).Findings : [],
    );
    return {
      exists: true,
      findings: findings.map((finding) => ({
        id: finding.Id,
        title: finding.Title ?? "",
        controlId: finding.Compliance?.SecurityControlId ?? "",
        generatorId: finding.GeneratorId ?? "",
        severity: finding.Severity?.Label ?? "",
        compliance: finding.Compliance?.Status ?? "",
        workflow: finding.Workflow?.Status ?? "NEW",
      })),
    };
  },
});
