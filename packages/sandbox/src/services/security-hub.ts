import * as z from "zod";
import { regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, HttpBinding, JsonObject } from "../service.ts";

const Finding = z.looseObject({
  SchemaVersion: z.string(),
  Id: z.string().min(1),
  ProductArn: z.string(),
  GeneratorId: z.string(),
  AwsAccountId: z.string(),
  CreatedAt: z.string(),
  UpdatedAt: z.string(),
  Title: z.string(),
  Description: z.string(),
  Resources: z.array(z.looseObject({ Id: z.string() })).min(1),
  RecordState: z.enum(["ACTIVE", "ARCHIVED"]).default("ACTIVE"),
  Workflow: z
    .object({ Status: z.enum(["NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED"]) })
    .default({ Status: "NEW" }),
  Compliance: z.looseObject({ SecurityControlId: z.string().optional() }).optional(),
});
type Finding = z.output<typeof Finding>;

const TextFilter = z
  .array(z.object({ Value: z.string(), Comparison: z.enum(["EQUALS", "PREFIX"]) }))
  .optional();
const GetFindingsInput = z.object({
  Filters: z
    .strictObject({
      ResourceId: TextFilter,
      RecordState: TextFilter,
      GeneratorId: TextFilter,
      ComplianceSecurityControlId: TextFilter,
    })
    .default({}),
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});
const BatchImportInput = z.object({ Findings: z.array(z.json()).min(1).max(100) });

interface Hub {
  isEnabled: boolean;
  readonly findings: Map<string, { readonly finding: Finding; readonly source: JsonObject }>;
}

const hubOf = regionalState((): Hub => ({ isEnabled: false, findings: new Map() }));

/** Security Hub CSPM without controls of its own: it keeps the findings that are imported. */
export function createSecurityHubService(): AwsService {
  return {
    signingName: "securityhub",
    protocol: "rest-json",
    operations: {
      EnableSecurityHub: onHub({ method: "POST", path: "/accounts" }, enable),
      DisableSecurityHub: onHub({ method: "DELETE", path: "/accounts" }, disable),
      GetFindings: onHub({ method: "POST", path: "/findings" }, getFindings),
      BatchImportFindings: onHub({ method: "POST", path: "/findings/import" }, importFindings),
    },
  };
}

function onHub(http: HttpBinding, answer: (request: AwsRequest) => JsonObject): AwsOperation {
  return {
    http,
    iam: ({ operation, region, account }) => ({
      action: `securityhub:${operation}`,
      resources: [`arn:aws:securityhub:${region}:${account.accountId}:hub/default`],
    }),
    answer,
  };
}

function enable({ account, region }: AwsRequest): JsonObject {
  const hub = hubOf(account, region);
  if (hub.isEnabled)
    throw new AwsError(
      "ResourceConflictException",
      "Account is already subscribed to Security Hub",
      {
        httpStatus: 409,
      },
    );
  hub.isEnabled = true;
  return {};
}

function disable(request: AwsRequest): JsonObject {
  const hub = enabledHub(request);
  hub.isEnabled = false;
  hub.findings.clear();
  return {};
}

function getFindings(request: AwsRequest): JsonObject {
  const hub = enabledHub(request);
  const { Filters, MaxResults, NextToken } = parse(GetFindingsInput, request);
  const found = [...hub.findings.values()].filter(({ finding }) =>
    [
      passes(Filters.ResourceId, ...finding.Resources.map(({ Id }) => Id)),
      passes(Filters.RecordState, finding.RecordState),
      passes(Filters.GeneratorId, finding.GeneratorId),
      passes(Filters.ComplianceSecurityControlId, finding.Compliance?.SecurityControlId ?? ""),
    ].every(Boolean),
  );
  const start = NextToken === undefined ? 0 : Number(NextToken);
  const end = start + MaxResults;
  return {
    Findings: found.slice(start, end).map(({ source }) => source),
    ...(end < found.length ? { NextToken: String(end) } : {}),
  };
}

function passes(filter: z.output<typeof TextFilter>, ...values: readonly string[]): boolean {
  if (filter === undefined || filter.length === 0) return true;
  return filter.some(({ Value, Comparison }) =>
    values.some((value) => (Comparison === "EQUALS" ? value === Value : value.startsWith(Value))),
  );
}

function importFindings(request: AwsRequest): JsonObject {
  const hub = enabledHub(request);
  const failed: JsonObject[] = [];
  const { Findings } = parse(BatchImportInput, request);
  for (const source of Findings) {
    const parsed = Finding.safeParse(source);
    if (!parsed.success || parsed.data.AwsAccountId !== request.account.accountId) {
      const ErrorMessage = parsed.error?.issues[0]?.path.join(".") ?? "AwsAccountId";
      failed.push({ Id: idOf(source), ErrorCode: "InvalidInput", ErrorMessage });
      continue;
    }
    const { Workflow, RecordState } = parsed.data;
    const stored = z.record(z.string(), z.json()).parse(source);
    hub.findings.set(parsed.data.Id, {
      finding: parsed.data,
      source: { Workflow, RecordState, ...stored },
    });
  }
  const SuccessCount = Findings.length - failed.length;
  return { FailedCount: failed.length, SuccessCount, FailedFindings: failed };
}

function idOf(source: unknown): string {
  const parsed = z.looseObject({ Id: z.string() }).safeParse(source);
  return parsed.success ? parsed.data.Id : "";
}

/** @throws AwsError in the words by which clients tell that nobody enabled it */
function enabledHub({ account, region }: AwsRequest): Hub {
  const hub = hubOf(account, region);
  if (hub.isEnabled) return hub;
  const message = `Account ${account.accountId} is not subscribed to AWS Security Hub`;
  throw new AwsError("InvalidAccessException", message, {
    httpStatus: 401,
    members: { Code: "InvalidAccessException" },
  });
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("InvalidInputException", z.prettifyError(parsed.error));
}
