import {
  BatchImportFindingsCommand,
  EnableSecurityHubCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId } from "../testing.ts";

const tableArn = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/lab-orders`;
let sandbox: Sandbox;
let hub: SecurityHubClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  hub = new SecurityHubClient(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

function aFinding(Id: string, resourceId = tableArn) {
  return {
    SchemaVersion: "2018-10-08",
    Id,
    ProductArn: `arn:aws:securityhub:us-east-1:${learnerAccountId}:product/${learnerAccountId}/default`,
    GeneratorId: "security-control/DynamoDB.2",
    AwsAccountId: learnerAccountId,
    CreatedAt: "2026-03-01T12:00:00.000Z",
    UpdatedAt: "2026-03-01T12:00:00.000Z",
    Title: "DynamoDB tables should have point-in-time recovery enabled",
    Description: "It is off.",
    Resources: [{ Type: "AwsDynamoDbTable", Id: resourceId }],
  };
}

describe("Security Hub", () => {
  it("says that it is not enabled until it is", async () => {
    await expect(hub.send(new GetFindingsCommand({}))).rejects.toMatchObject({
      name: "InvalidAccessException",
      $metadata: { httpStatusCode: 401 },
    });

    await hub.send(new EnableSecurityHubCommand({}));

    expect((await hub.send(new GetFindingsCommand({}))).Findings).toEqual([]);
    await expect(hub.send(new EnableSecurityHubCommand({}))).rejects.toMatchObject({
      name: "ResourceConflictException",
    });
  });

  it("finds what was imported by its resource and state, page by page", async () => {
    await hub.send(new EnableSecurityHubCommand({}));
    const other = aFinding("3", "arn:aws:s3:::bucket");
    const archived = { ...aFinding("4"), RecordState: "ARCHIVED" as const };
    const Findings = [aFinding("1"), aFinding("2"), other, archived];
    await hub.send(new BatchImportFindingsCommand({ Findings }));
    const asked = {
      Filters: {
        ResourceId: [{ Value: tableArn, Comparison: "EQUALS" as const }],
        RecordState: [{ Value: "ACTIVE", Comparison: "EQUALS" as const }],
      },
      MaxResults: 1,
    };

    const first = await hub.send(new GetFindingsCommand(asked));
    const second = await hub.send(new GetFindingsCommand({ ...asked, NextToken: first.NextToken }));

    expect(first.Findings).toMatchObject([{ Id: "1", Workflow: { Status: "NEW" } }]);
    expect(second.Findings?.map(({ Id }) => Id)).toEqual(["2"]);
    expect(second.NextToken).toBeUndefined();
  });

  it("takes no finding of another account", async () => {
    await hub.send(new EnableSecurityHubCommand({}));
    const foreign = { ...aFinding("1"), AwsAccountId: "100000000015" };

    const answer = await hub.send(new BatchImportFindingsCommand({ Findings: [foreign] }));

    expect(answer).toMatchObject({
      FailedCount: 1,
      SuccessCount: 0,
      FailedFindings: [{ Id: "1" }],
    });
  });
});
