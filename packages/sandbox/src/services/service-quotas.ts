import * as z from "zod";
import { regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, JsonObject } from "../service.ts";

const Code = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/);
const QuotaInput = z.object({ ServiceCode: Code, QuotaCode: Code });
const IncreaseInput = QuotaInput.extend({
  DesiredValue: z.number().min(0).max(10_000_000_000),
});

interface KnownQuota {
  readonly service: string;
  readonly name: string;
  /** What AWS writes into its tables. */
  readonly byDefault: number;
  /** What a new account has, where that is less. */
  readonly atFirst?: number;
  readonly unit: string;
}

const quotas: Readonly<Record<string, KnownQuota>> = {
  // New accounts begin with less: docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  "lambda L-B99A9384": {
    service: "AWS Lambda",
    name: "Concurrent executions",
    byDefault: 1000,
    atFirst: 10,
    unit: "None",
  },
  "apigateway L-8A5B8E43": {
    service: "Amazon API Gateway",
    name: "Throttle rate",
    byDefault: 10_000,
    unit: "Count/Second",
  },
};

const appliedOf = regionalState(() => new Map<string, number>());

/** Service Quotas of a new account; an increase is granted at once. */
export function createServiceQuotasService(): AwsService {
  return {
    signingName: "servicequotas",
    protocol: "json-1.1",
    errorNamespace: "com.amazonaws.servicequotas.v20190624",
    operations: {
      GetServiceQuota: onQuota(({ key, known, request }) => ({
        Quota: describe(key, request, appliedValue(key, known, request)),
      })),
      GetAWSDefaultServiceQuota: onQuota(({ key, known, request }) => ({
        Quota: describe(key, request, known.byDefault),
      })),
      RequestServiceQuotaIncrease: onQuota(requestIncrease),
    },
  };
}

interface AskedQuota {
  /** `lambda L-B99A9384` */
  readonly key: string;
  readonly known: KnownQuota;
  readonly request: AwsRequest;
}

function onQuota(answer: (asked: AskedQuota) => JsonObject): AwsOperation {
  return {
    iam: (request) => {
      const { ServiceCode, QuotaCode } = parse(QuotaInput, request);
      // Only an increase has a resource to name.
      // docs.aws.amazon.com/service-authorization/latest/reference/list_servicequotas.html
      const resources =
        request.operation === "RequestServiceQuotaIncrease"
          ? [`arn:aws:servicequotas:${place(request)}:${ServiceCode}/${QuotaCode}`]
          : ["*"];
      return { action: `servicequotas:${request.operation}`, resources };
    },
    answer: (request) => {
      const { ServiceCode, QuotaCode } = parse(QuotaInput, request);
      const key = `${ServiceCode} ${QuotaCode}`;
      const known = quotas[key];
      if (known !== undefined) return answer({ key, known, request });
      throw new AwsError(
        "NoSuchResourceException",
        "The request failed because the specified service quota does not exist.",
      );
    },
  };
}

function requestIncrease({ key, known, request }: AskedQuota): JsonObject {
  const { ServiceCode, QuotaCode, DesiredValue } = parse(IncreaseInput, request);
  if (DesiredValue <= appliedValue(key, known, request))
    throw new AwsError(
      "IllegalArgumentException",
      "You must provide a quota value greater than the current quota value.",
    );
  appliedOf(request.account, request.region).set(key, DesiredValue);
  return {
    RequestedQuota: {
      ServiceCode,
      QuotaCode,
      DesiredValue,
      ServiceName: known.service,
      QuotaName: known.name,
      Status: "APPROVED",
      Created: request.now / 1000,
    },
  };
}

function appliedValue(key: string, known: KnownQuota, { account, region }: AwsRequest): number {
  return appliedOf(account, region).get(key) ?? known.atFirst ?? known.byDefault;
}

function describe(key: string, request: AwsRequest, Value: number): JsonObject {
  const [ServiceCode = "", QuotaCode = ""] = key.split(" ");
  const known = quotas[key];
  return {
    ServiceCode,
    QuotaCode,
    QuotaArn: `arn:aws:servicequotas:${place(request)}:${ServiceCode}/${QuotaCode}`,
    ServiceName: known?.service ?? "",
    QuotaName: known?.name ?? "",
    Value,
    Unit: known?.unit ?? "None",
    Adjustable: true,
    GlobalQuota: false,
    QuotaAppliedAtLevel: "ACCOUNT",
  };
}

function place({ region, account }: AwsRequest): string {
  return `${region}:${account.accountId}`;
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("IllegalArgumentException", z.prettifyError(parsed.error));
}
