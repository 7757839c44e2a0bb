import {
  DescribeContributorInsightsCommand,
  ListContributorInsightsCommand,
  UpdateContributorInsightsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
});
afterEach(() => dynamoDb.sandbox.close());

const TableName = ordersTable;
const enable = (changes: { IndexName?: string; ContributorInsightsMode?: "THROTTLED_KEYS" } = {}) =>
  dynamoDb.client.send(
    new UpdateContributorInsightsCommand({
      TableName,
      ContributorInsightsAction: "ENABLE",
      ...changes,
    }),
  );
const describeOf = async (IndexName?: string) => {
  const { $metadata, ...answer } = await dynamoDb.client.send(
    new DescribeContributorInsightsCommand({ TableName, IndexName }),
  );
  return answer;
};

describe("contributor insights", () => {
  it("are DISABLED where nobody ever switched them on", async () => {
    await createTable(dynamoDb.client);

    expect(await describeOf()).toEqual({ TableName, ContributorInsightsStatus: "DISABLED" });
  });

  it("are a matter of the table and of each index", async () => {
    await createTable(dynamoDb.client, anIndexedTable());

    await enable({ IndexName: "by-status", ContributorInsightsMode: "THROTTLED_KEYS" });

    expect(await describeOf()).toMatchObject({ ContributorInsightsStatus: "DISABLED" });
    expect(await describeOf("by-status")).toMatchObject({
      IndexName: "by-status",
      ContributorInsightsStatus: "ENABLED",
      ContributorInsightsMode: "THROTTLED_KEYS",
      ContributorInsightsRuleList: [
        expect.stringContaining("-PKT-"),
        expect.stringContaining("-SKT-"),
      ],
    });
    await expect(describeOf("by-total")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("take their time", async () => {
    await createTable(dynamoDb.client);
    const { accounts } = dynamoDb.sandbox;
    accounts.get(learnerAccountId).changeSwitches({ settling: { insights: 60_000 } });

    const answer = await enable();

    expect(answer.ContributorInsightsStatus).toBe("ENABLING");
    expect(await describeOf()).toMatchObject({ ContributorInsightsStatus: "ENABLING" });
    dynamoDb.pass(60_000);
    expect(await describeOf()).toMatchObject({
      ContributorInsightsStatus: "ENABLED",
      ContributorInsightsMode: "ACCESSED_AND_THROTTLED_KEYS",
    });
  });

  it("are listed in pages that can be empty and yet go on", async () => {
    await createTable(dynamoDb.client, anOrdersTable({ TableName: "a-table" }));
    await createTable(dynamoDb.client);
    await enable();

    const first = await dynamoDb.client.send(new ListContributorInsightsCommand({ MaxResults: 1 }));
    const second = await dynamoDb.client.send(
      new ListContributorInsightsCommand({ MaxResults: 1, NextToken: first.NextToken }),
    );

    expect(first.ContributorInsightsSummaries).toEqual([]);
    expect(second.ContributorInsightsSummaries).toMatchObject([{ TableName }]);
    expect(second.NextToken).toBeUndefined();
  });
});
