import {
  type CreateTableCommandInput,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  type Tag,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  anIndexedTable,
  anOrdersTable,
  createTable,
  type DynamoDbSandbox,
  ordersArn,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;

beforeAll(async () => {
  dynamoDb = await aDynamoDbSandbox();
  await createTable(dynamoDb.client);
});
afterAll(() => dynamoDb.sandbox.close());

async function tags(): Promise<Tag[]> {
  const all: Tag[] = [];
  let NextToken: string | undefined;
  do {
    const page = await dynamoDb.client.send(
      new ListTagsOfResourceCommand({ ResourceArn: ordersArn, NextToken }),
    );
    all.push(...(page.Tags ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

function tag(Tags: Tag[], ResourceArn = ordersArn) {
  return dynamoDb.client.send(new TagResourceCommand({ ResourceArn, Tags }));
}

describe("tags", () => {
  it("are replaced by key, listed over pages and removed", async () => {
    const many = Array.from({ length: 12 }, (_, number) => ({ Key: `k${number}`, Value: "old" }));
    await tag(many);
    await tag([{ Key: "k3", Value: "new" }]);

    const listed = await tags();
    const TagKeys = many.map(({ Key }) => Key);
    await dynamoDb.client.send(new UntagResourceCommand({ ResourceArn: ordersArn, TagKeys }));

    expect(listed).toHaveLength(12);
    expect(listed).toContainEqual({ Key: "k3", Value: "new" });
    expect(await tags()).toEqual([]);
  });

  it("keep keys apart that differ only in case", async () => {
    await tag([
      { Key: "owner", Value: "1" },
      { Key: "Owner", Value: "2" },
    ]);

    expect((await tags()).map(({ Key }) => Key).sort()).toEqual(["Owner", "owner"]);
  });

  it("are refused with AWS's words", async () => {
    await expect(tag([{ Key: "aws:x", Value: "1" }])).rejects.toThrow("prefixed with aws:");
    await expect(tag([])).rejects.toThrow("Atleast one Tag");
    await expect(tag([{ Key: "a", Value: "1" }], ordersTable)).rejects.toThrow(
      "ARNs must start with 'arn:'",
    );
    await expect(tag([{ Key: "a", Value: "1" }], `${ordersArn}2`)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    const tooMany = Array.from({ length: 51 }, (_, number) => ({ Key: `${number}`, Value: "" }));
    await expect(tag(tooMany)).rejects.toThrow("Number of Tags exceed the current limit");
  });
});

describe("time to live", () => {
  const describeIt = async (TableName = ordersTable) =>
    (await dynamoDb.client.send(new DescribeTimeToLiveCommand({ TableName })))
      .TimeToLiveDescription;
  const update = (Enabled: boolean, AttributeName = "expiresAt") =>
    dynamoDb.client.send(
      new UpdateTimeToLiveCommand({
        TableName: ordersTable,
        TimeToLiveSpecification: { Enabled, AttributeName },
      }),
    );

  it("names its attribute only while it is enabled", async () => {
    expect(await describeIt()).toEqual({ TimeToLiveStatus: "DISABLED" });
    await expect(update(false)).rejects.toThrow("TimeToLive is already disabled");
    await update(true);
    expect(await describeIt()).toEqual({
      TimeToLiveStatus: "ENABLED",
      AttributeName: "expiresAt",
    });
    await expect(update(true)).rejects.toThrow("TimeToLive is already enabled");
    await expect(update(true, "other")).rejects.toThrow("active on a different AttributeName");
    await update(false);
    expect(await describeIt()).toEqual({ TimeToLiveStatus: "DISABLED" });
  });

  it("can't be asked of a table that is being made", async () => {
    const account = dynamoDb.sandbox.accounts.get(learnerAccountId);
    account.changeSwitches({ settling: { table: 60_000 } });
    await createTable(dynamoDb.client, anOrdersTable({ TableName: "slow" }));
    account.changeSwitches({ settling: { table: 0 } });

    await expect(describeIt("slow")).rejects.toMatchObject({ name: "ValidationException" });
    await expect(describeIt("nowhere")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("the limits", () => {
  it("are those of a new account", async () => {
    expect(await dynamoDb.client.send(new DescribeLimitsCommand())).toMatchObject({
      AccountMaxReadCapacityUnits: 80_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
  });
});

describe("the description of any table", () => {
  const units = { ReadCapacityUnits: 3, WriteCapacityUnits: 2 };
  const settings = fc.record(
    {
      TableClass: fc.constantFrom("STANDARD" as const, "STANDARD_INFREQUENT_ACCESS" as const),
      DeletionProtectionEnabled: fc.boolean(),
      StreamSpecification: fc.constantFrom(
        { StreamEnabled: false },
        { StreamEnabled: true, StreamViewType: "NEW_IMAGE" as const },
      ),
      SSESpecification: fc.constantFrom(
        { Enabled: false },
        { Enabled: true, SSEType: "KMS" as const },
      ),
      OnDemandThroughput: fc.record(
        { MaxReadRequestUnits: fc.integer({ min: 1, max: 40_000 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );

  it("holds a member exactly if it applies, and never an empty list", async () => {
    let tables = 0;
    await fc.assert(
      fc.asyncProperty(settings, fc.boolean(), fc.boolean(), async (set, isOnDemand, hasIndex) => {
        tables += 1;
        const TableName = `any-${tables}`;
        const { OnDemandThroughput, ...others } = set;
        const isIndexed = hasIndex && isOnDemand;
        const capacity: Partial<CreateTableCommandInput> = isOnDemand
          ? { BillingMode: "PAY_PER_REQUEST", OnDemandThroughput }
          : { BillingMode: "PROVISIONED", ProvisionedThroughput: units };
        const table = isIndexed ? anIndexedTable() : anOrdersTable();

        await createTable(dynamoDb.client, { ...table, ...others, ...capacity, TableName });
        const { Table = {} } = await dynamoDb.client.send(new DescribeTableCommand({ TableName }));

        const present = (member: keyof typeof Table) => member in Table;
        expect(present("BillingModeSummary")).toBe(isOnDemand);
        expect(present("GlobalSecondaryIndexes")).toBe(isIndexed);
        expect(present("SSEDescription")).toBe(set.SSESpecification?.Enabled === true);
        expect(present("TableClassSummary")).toBe(set.TableClass !== undefined);
        expect(present("StreamSpecification")).toBe(
          set.StreamSpecification?.StreamEnabled === true,
        );
        expect(present("OnDemandThroughput")).toBe(
          isOnDemand && Object.keys(OnDemandThroughput ?? {}).length > 0,
        );
        expect(Table.DeletionProtectionEnabled).toBe(set.DeletionProtectionEnabled ?? false);
        expect(present("WarmThroughput")).toBe(true);
        expect(Object.values(Table)).not.toContainEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
