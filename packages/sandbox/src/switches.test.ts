import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "./sandbox.ts";
import {
  aDynamoDbWithoutTables,
  aSandbox,
  clientConfig,
  learnerAccountId,
  platformAccountId,
} from "./testing.ts";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await aSandbox({ services: [aDynamoDbWithoutTables] });
});
afterEach(() => sandbox.close());

describe("switches of an account", () => {
  const identityOf = (accessKeyId: string, attempts = 1) =>
    new STSClient({ ...clientConfig(sandbox, accessKeyId), maxAttempts: attempts }).send(
      new GetCallerIdentityCommand(),
    );

  it("throttle the first calls of an operation, and only of this account", async () => {
    sandbox.accounts.get(learnerAccountId).changeSwitches({ throttle: [{ first: 1 }] });

    await expect(identityOf("learner-14")).rejects.toMatchObject({ name: "Throttling" });
    await expect(identityOf("learner-14")).resolves.toMatchObject({ Account: learnerAccountId });
    await expect(identityOf("platform")).resolves.toMatchObject({ Account: platformAccountId });
  });

  it("throttle every second call, which an SDK's retries overcome", async () => {
    sandbox.accounts.get(learnerAccountId).changeSwitches({ throttle: [{ every: 2 }] });

    await identityOf("learner-14", 3);
    await identityOf("learner-14", 3);

    const codes = sandbox.calls.list({ accountId: learnerAccountId }).map(({ code }) => code);
    expect(codes).toEqual(["Throttling", undefined, "Throttling", undefined]);
  });

  it("answer 500 to the operations they name", async () => {
    sandbox.accounts.get(learnerAccountId).changeSwitches({ serverErrors: ["sts:*"] });

    await expect(identityOf("learner-14")).rejects.toMatchObject({
      name: "InternalFailure",
      $metadata: { httpStatusCode: 500 },
    });
  });

  it("add latency", async () => {
    sandbox.accounts.get(learnerAccountId).changeSwitches({ latencyMs: 40 });

    await identityOf("learner-14");

    expect(sandbox.calls.list().at(-1)?.durationMs).toBeGreaterThan(38);
  });

  it("close a Region", async () => {
    sandbox.accounts.get(learnerAccountId).changeSwitches({ disabledRegions: ["us-east-1"] });

    await expect(identityOf("learner-14")).rejects.toMatchObject({
      name: "RegionDisabledException",
    });
    await expect(
      new DynamoDBClient(clientConfig(sandbox, "learner-14")).send(new ListTablesCommand()),
    ).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });
});
