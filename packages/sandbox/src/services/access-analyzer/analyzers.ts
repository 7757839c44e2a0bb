import { createHash } from "node:crypto";
import { outsidePrincipals } from "@lab-grader/core/policy/outside-principals";
import * as z from "zod";
import { regionalState } from "../../accounts.ts";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { regionOf, tablesOf } from "../dynamodb/region.ts";
import { policiesOf } from "../dynamodb/resource-policy.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { parse } from "./input.ts";

const CreateInput = z.object({
  analyzerName: z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,254}$/),
  type: z.string(),
});
const ListInput = z.object({ type: z.string().optional() });
const FindingsInput = z.object({ analyzerArn: z.string() });

interface Analyzer {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

const analyzersOf = regionalState(() => new Map<string, Analyzer>());

/** An analyzer of external access; one of a type in each account and region. */
export const createAnalyzer: AwsOperation = {
  http: { method: "PUT", path: "/analyzer" },
  iam: onAnalyzers,
  answer(request) {
    const { analyzerName: name, type } = parse(CreateInput, request);
    if (type !== "ACCOUNT") throw notInSandbox(`an analyzer of type ${type}`);
    const { account, region, now } = request;
    const analyzers = analyzersOf(account, region);
    if (analyzers.has(name))
      throw new AwsError("ConflictException", `Analyzer ${name} already exists.`, {
        httpStatus: 409,
      });
    if ([...analyzers.values()].some((one) => one.type === type))
      throw new AwsError("ServiceQuotaExceededException", "Too many analyzers of this type.", {
        httpStatus: 402,
      });
    const arn = `arn:aws:access-analyzer:${region}:${account.accountId}:analyzer/${name}`;
    analyzers.set(name, { arn, name, type, createdAt: now });
    return { arn };
  },
};

export const listAnalyzers: AwsOperation = {
  http: {
    method: "GET",
    path: "/analyzer",
    query: { type: "type", maxResults: "maxResults", nextToken: "nextToken" },
  },
  iam: onAnalyzers,
  answer(request) {
    const { type } = parse(ListInput, request);
    const analyzers = [...analyzersOf(request.account, request.region).values()];
    return {
      analyzers: analyzers
        .filter((one) => type === undefined || one.type === type)
        .map((one) => ({
          arn: one.arn,
          name: one.name,
          type: one.type,
          createdAt: timeOf(one.createdAt),
          status: "ACTIVE",
        })),
    };
  },
};

/** Who outside the account is let in by the policies of the region's tables and streams. */
export const listFindings: AwsOperation = {
  http: { method: "POST", path: "/finding" },
  iam: (request) => ({
    action: "access-analyzer:ListFindings",
    resources: [parse(FindingsInput, request).analyzerArn],
  }),
  answer(request) {
    const { analyzerArn } = parse(FindingsInput, request);
    const analyzers = [...analyzersOf(request.account, request.region).values()];
    const analyzer = analyzers.find(({ arn }) => arn === analyzerArn);
    if (!analyzer)
      throw new AwsError("ResourceNotFoundException", `Analyzer ${analyzerArn} was not found.`, {
        httpStatus: 404,
      });
    return { findings: findingsIn(request) };
  },
};

function findingsIn(request: AwsRequest): JsonObject[] {
  const { account, now } = request;
  return [...tablesOf(regionOf(request), now).values()].flatMap((table) =>
    policiesOf(table).flatMap(({ arn, text }) => {
      const outside = outsidePrincipals(text, account.accountId);
      return [...(outside?.accounts ?? [])].map(([foreign, actions]) => ({
        id: findingId(`${arn} ${foreign}`),
        resource: arn,
        resourceType: arn.includes("/stream/") ? "AWS::DynamoDB::Stream" : "AWS::DynamoDB::Table",
        resourceOwnerAccount: account.accountId,
        principal: { AWS: foreign },
        action: [...actions],
        condition: {},
        isPublic: false,
        status: "ACTIVE",
        createdAt: timeOf(now),
        analyzedAt: timeOf(now),
        updatedAt: timeOf(now),
      }));
    }),
  );
}

/** The same finding has the same id, however often it is looked for. */
function findingId(about: string): string {
  const hex = createHash("sha256").update(about).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function onAnalyzers({ operation, account, region }: AwsRequest) {
  const arn = `arn:aws:access-analyzer:${region}:${account.accountId}:*`;
  return { action: `access-analyzer:${operation}`, resources: [arn] };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
