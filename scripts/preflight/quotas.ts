import {
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { graderConcurrency, neededConcurrency, throttling } from "../../infra/concurrency.ts";
import { type Finding, orUnchecked } from "./finding.ts";

interface NeededQuota {
  readonly check: string;
  readonly ServiceCode: string;
  readonly QuotaCode: string;
  readonly needed: number;
  readonly why: string;
  /** What else would help than more quota. */
  readonly instead: string;
}

/**
 * Those that a new account may be short of. The others of what we use (tables, queues, requests
 * on demand) are a hundred times what a school needs: docs/operations.md, Quotas.
 */
const quotas: readonly NeededQuota[] = [
  {
    check: "Lambda concurrency",
    ServiceCode: "lambda",
    QuotaCode: "L-B99A9384",
    needed: neededConcurrency,
    why: `${graderConcurrency} graders and the API at the same time`,
    instead: "lower graderConcurrency in infra/concurrency.ts",
  },
  {
    check: "API Gateway requests a second",
    ServiceCode: "apigateway",
    QuotaCode: "L-8A5B8E43",
    needed: throttling.throttlingRateLimit,
    why: "what the API lets through",
    instead: "lower throttling in infra/concurrency.ts",
  },
];

/** Asks servicequotas:GetServiceQuota. Too little is a failure in production, else a warning. */
export async function checkQuotas(stage: string): Promise<readonly Finding[]> {
  const client = new ServiceQuotasClient({});
  try {
    const found = await Promise.all(
      quotas.map((quota) => orUnchecked(quota.check, () => checkQuota(client, quota, stage))),
    );
    return found.flat();
  } finally {
    client.destroy();
  }
}

async function checkQuota(
  client: ServiceQuotasClient,
  { check, ServiceCode, QuotaCode, needed, why, instead }: NeededQuota,
  stage: string,
): Promise<readonly Finding[]> {
  const value = await appliedQuota(client, { ServiceCode, QuotaCode });
  if (value === undefined) {
    const found = "Service Quotas does not say what this account has.";
    return [{ check, status: "unchecked", found }];
  }
  if (value >= needed)
    return [{ check, status: "ok", found: `${value}, at least ${needed} needed` }];
  const request = `aws service-quotas request-service-quota-increase --service-code ${ServiceCode} --quota-code ${QuotaCode} --desired-value <value>`;
  const change = `${request}, which AWS may take days to grant; or ${instead}.`;
  if (stage === "production") {
    return [{ check, status: "failed", found: `${value}`, expected: `${needed}: ${why}`, change }];
  }
  const found = `${value}, and ${needed} would be needed for ${why}: enough to try things out`;
  return [{ check, status: "warning", found, change }];
}

async function appliedQuota(
  client: ServiceQuotasClient,
  quota: { readonly ServiceCode: string; readonly QuotaCode: string },
): Promise<number | undefined> {
  try {
    const { Quota } = await client.send(new GetServiceQuotaCommand(quota));
    return Quota?.Value;
  } catch (fault) {
    if (fault instanceof NoSuchResourceException) return undefined;
    throw fault;
  }
}
