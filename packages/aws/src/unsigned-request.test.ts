import { getFact } from "@lab-grader/core/facts/read-facts";
import { allFacts } from "@lab-grader/core/facts/registry.generated";
import { describe, expect, it } from "vitest";
import { awsServices } from "./operations.generated.ts";
import { callerIdentityCall } from "./signable-services.ts";
import { unsignedRequestOf } from "./unsigned-request.ts";

const region = "eu-west-1";
const listTables = { service: "dynamodb", operation: "ListTables", region, input: { Limit: 1 } };

/** One operation of each service that needs no input to be written down. */
const calls = [
  ["application-auto-scaling", "DescribeScalingPolicies", { ServiceNamespace: "dynamodb" }],
  ["backup", "ListRecoveryPointsByResource", { ResourceArn: "arn:aws:dynamodb:x" }],
  ["budgets", "DescribeBudgets", { AccountId: "100000000001" }],
  ["cloudtrail", "LookupEvents", {}],
  ["cloudwatch", "DescribeAlarms", {}],
  ["dynamodb", "ListTables", {}],
  ["iam", "ListRolePolicies", { RoleName: "a" }],
  ["kms", "DescribeKey", { KeyId: "a" }],
] as const;

describe("unsignedRequestOf", () => {
  it.each(calls)("asks %s of a host of AWS", async (service, operation, input) => {
    const { host, protocol, signingService, headers } = await unsignedRequestOf(
      { service, operation, region, input },
      { endpoint: undefined },
    );

    expect(protocol).toBe("https:");
    expect(host).toMatch(/^[a-z0-9.-]+\.amazonaws\.com$/);
    expect(signingService).not.toBe("");
    expect(Object.keys(headers)).not.toContain("authorization");
    expect(JSON.stringify(headers)).not.toContain("NOBODY");
  });

  it("asks the regional endpoint whose signature it is", async () => {
    const request = await unsignedRequestOf(callerIdentityCall(region), { endpoint: undefined });

    expect(request).toMatchObject({
      host: "sts.eu-west-1.amazonaws.com",
      signingRegion: region,
      signingService: "sts",
    });
    expect(Buffer.from(request.body, "base64").toString()).toContain("Action=GetCallerIdentity");
  });

  it("writes the same call the same way, and another one another way", async () => {
    const write = (input: { Limit: number }) =>
      unsignedRequestOf({ ...listTables, input }, { endpoint: undefined });

    expect(await write({ Limit: 1 })).toEqual(await write({ Limit: 1 }));
    expect(await write({ Limit: 2 })).not.toEqual(await write({ Limit: 1 }));
  });

  it("goes to the local AWS where there is one, and nowhere else", async () => {
    const request = await unsignedRequestOf(listTables, { endpoint: "http://localhost:4566" });

    expect(request).toMatchObject({ host: "localhost:4566", protocol: "http:", path: "/" });
  });

  it.each(["evil.example/#", "x.amazonaws.com.evil", "a@b", "us-east-1:8080"])(
    "is not made for a region that would be another host: %s",
    async (odd) => {
      await expect(
        unsignedRequestOf({ ...listTables, region: odd }, { endpoint: undefined }),
      ).rejects.toThrow();
    },
  );

  it("knows every service that a fact asks", () => {
    const services = allFacts.flatMap(({ kind }) =>
      Object.values(getFact(kind).operations).map(({ service }) => service),
    );

    expect(Object.keys(awsServices)).toEqual(expect.arrayContaining(services));
  });
});
