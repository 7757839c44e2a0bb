import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import { type PolicyKind, parsePolicy } from "../../policy/document.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { grantsUnboundedAccess } from "../dynamodb/public-access.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { parse } from "./input.ts";

const Document = z.string().min(1);
const PublicInput = z.object({ policyDocument: Document, resourceType: z.string() });
const ValidateInput = z.object({
  policyDocument: Document,
  policyType: z.enum([
    "IDENTITY_POLICY",
    "RESOURCE_POLICY",
    "SERVICE_CONTROL_POLICY",
    "RESOURCE_CONTROL_POLICY",
  ]),
});

const publicTypes = new Set([
  "AWS::DynamoDB::Table",
  "AWS::DynamoDB::Stream",
  "AWS::IAM::AssumeRolePolicyDocument",
]);

/** Whether a resource policy lets anyone in, by the rules of Block Public Access. */
export const checkNoPublicAccess: AwsOperation = {
  http: { method: "POST", path: "/policy/check-no-public-access" },
  iam: () => ({ action: "access-analyzer:CheckNoPublicAccess", resources: ["*"] }),
  answer(request) {
    const { policyDocument, resourceType } = parse(PublicInput, request);
    if (!publicTypes.has(resourceType))
      throw notInSandbox(`CheckNoPublicAccess of ${resourceType}`);
    const open = statementsOf(policyDocument).flatMap((statement, statementIndex) =>
      grantsUnboundedAccess({ Statement: statement })
        ? [
            {
              description: `Public access granted in the following statement with index: ${statementIndex}.`,
              statementIndex,
            },
          ]
        : [],
    );
    return open.length === 0
      ? {
          result: "PASS",
          message: "The resource policy does not grant public access for the given resource type.",
        }
      : {
          result: "FAIL",
          message: "The resource policy grants public access for the given resource type.",
          reasons: open,
        };
  },
};

/** Only what the sandbox's own grammar finds wrong; AWS's hundred other findings are not here. */
export const validatePolicy: AwsOperation = {
  http: {
    method: "POST",
    path: "/policy/validation",
    query: { maxResults: "maxResults", nextToken: "nextToken" },
  },
  iam: () => ({ action: "access-analyzer:ValidatePolicy", resources: ["*"] }),
  answer(request: AwsRequest): JsonObject {
    const { policyDocument, policyType } = parse(ValidateInput, request);
    const kind: PolicyKind = policyType === "RESOURCE_POLICY" ? "resource" : "identity";
    const result = parsePolicy(policyDocument, kind);
    if (result.ok) return { findings: [] };
    const { kind: problem, path, message } = result.problem;
    if (problem === "unsupported") throw notInSandbox(`${path} (${message})`);
    return {
      findings: [
        {
          findingDetails: `${path}: ${message}`,
          findingType: "ERROR",
          issueCode: path === "document" ? "JSON_SYNTAX_ERROR" : "SYNTAX_ERROR",
          learnMoreLink:
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
          locations: [],
        },
      ],
    };
  },
};

function statementsOf(document: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(document);
    const { Statement } = z.object({ Statement: z.unknown() }).parse(parsed);
    return Array.isArray(Statement) ? Statement : [Statement];
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    throw new AwsError("InvalidParameterException", "The policy document is malformed.");
  }
}
