import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  RequestServiceQuotaIncreaseCommand,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aKey, aSandbox, clientConfig } from "../testing.ts";

const concurrency = { ServiceCode: "lambda", QuotaCode: "L-B99A9384" };
let sandbox: Sandbox;
let quotas: ServiceQuotasClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  quotas = new ServiceQuotasClient(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

describe("Service Quotas", () => {
  it("gives a new account ten concurrent executions until it asks for more", async () => {
    const get = () => quotas.send(new GetServiceQuotaCommand(concurrency));
    expect((await get()).Quota).toMatchObject({ Value: 10, QuotaName: "Concurrent executions" });

    await quotas.send(
      new RequestServiceQuotaIncreaseCommand({ ...concurrency, DesiredValue: 1000 }),
    );

    expect((await get()).Quota).toMatchObject({ Value: 1000 });
    await expect(
      quotas.send(new RequestServiceQuotaIncreaseCommand({ ...concurrency, DesiredValue: 10 })),
    ).rejects.toMatchObject({ name: "IllegalArgumentException" });
  });

  it("tells AWS's default apart from what the account has", async () => {
    const { Quota } = await quotas.send(new GetAWSDefaultServiceQuotaCommand(concurrency));

    expect(Quota?.Value).toBe(1000);
  });

  it("knows no quota of another code", async () => {
    await expect(
      quotas.send(new GetServiceQuotaCommand({ ServiceCode: "lambda", QuotaCode: "L-0" })),
    ).rejects.toMatchObject({ name: "NoSuchResourceException" });
  });

  it("is asked with a permission only", async () => {
    sandbox.createAccount({ accountId: "100000000015", accessKeys: [aKey("nobody", {})] });
    const denied = new ServiceQuotasClient(clientConfig(sandbox, "nobody"));

    await expect(denied.send(new GetServiceQuotaCommand(concurrency))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});
