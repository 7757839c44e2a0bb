import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  ListTablesCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  aDynamoDbSandbox,
  anOrdersTable,
  byStatus,
  createTable,
  type DynamoDbSandbox,
  ordersArn,
  ordersTable,
} from "./testing.ts";

let dynamoDb: DynamoDbSandbox;
let tableName: string;
let tables = 0;

beforeAll(async () => {
  dynamoDb = await aDynamoDbSandbox();
});
afterAll(() => dynamoDb.sandbox.close());
beforeEach(() => {
  tables += 1;
  tableName = `table-${tables}`;
});

async function described(input: Partial<CreateTableCommandInput>) {
  await createTable(dynamoDb.client, anOrdersTable({ TableName: tableName, ...input }));
  const { Table } = await dynamoDb.client.send(new DescribeTableCommand({ TableName: tableName }));
  return Table ?? {};
}

describe("a new table", () => {
  it("is CREATING in the answer that made it and ACTIVE at the next look", async () => {
    const created = await createTable(dynamoDb.client, anOrdersTable({ TableName: tableName }));
    const { Table } = await dynamoDb.client.send(
      new DescribeTableCommand({ TableName: tableName }),
    );

    expect(created.TableStatus).toBe("CREATING");
    expect(created.WarmThroughput).toBeUndefined();
    expect(created.BillingModeSummary).toEqual({ BillingMode: "PAY_PER_REQUEST" });
    expect(Table?.TableStatus).toBe("ACTIVE");
  });

  it("has only the members that apply to it", async () => {
    const table = await described({});

    expect(Object.keys(table).sort()).toEqual([
      "AttributeDefinitions",
      "BillingModeSummary",
      "CreationDateTime",
      "DeletionProtectionEnabled",
      "ItemCount",
      "KeySchema",
      "ProvisionedThroughput",
      "TableArn",
      "TableId",
      "TableName",
      "TableSizeBytes",
      "TableStatus",
      "WarmThroughput",
    ]);
    expect(table.DeletionProtectionEnabled).toBe(false);
    expect(table.ProvisionedThroughput).toEqual({
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: 0,
      WriteCapacityUnits: 0,
    });
  });

  it("has no billing mode if it was never on-demand", async () => {
    const table = await described({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 4 },
    });

    expect(table.BillingModeSummary).toBeUndefined();
    expect(table.WarmThroughput).toMatchObject({ ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 4 });
  });

  it.each([
    ["SSEDescription", {}],
    ["SSEDescription", { SSESpecification: { Enabled: false } }],
    ["TableClassSummary", {}],
    ["StreamSpecification", { StreamSpecification: { StreamEnabled: false } }],
    ["LatestStreamArn", { StreamSpecification: { StreamEnabled: false } }],
    ["OnDemandThroughput", {}],
    ["GlobalSecondaryIndexes", {}],
    ["LocalSecondaryIndexes", {}],
    ["Replicas", {}],
    ["RestoreSummary", {}],
  ] as const)("has no %s after %j", async (member, input) => {
    expect(await described(input)).not.toHaveProperty(member);
  });

  it("shows what was set", async () => {
    const table = await described({
      TableClass: "STANDARD",
      OnDemandThroughput: { MaxWriteRequestUnits: 500 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      DeletionProtectionEnabled: true,
    });

    expect(table).toMatchObject({
      TableClassSummary: { TableClass: "STANDARD" },
      OnDemandThroughput: { MaxWriteRequestUnits: 500 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
      DeletionProtectionEnabled: true,
    });
    expect(table.LatestStreamArn).toBe(`${table.TableArn}/stream/${table.LatestStreamLabel}`);
  });

  it("has the ARN of its predecessor and an id of its own", async () => {
    const first = await createTable(dynamoDb.client);
    await dynamoDb.client.send(new DeleteTableCommand({ TableName: ordersTable }));
    const second = await createTable(dynamoDb.client);

    expect(second.TableArn).toBe(ordersArn);
    expect(first.TableArn).toBe(ordersArn);
    expect(second.TableId).not.toBe(first.TableId);
  });

  it("keeps names apart that differ only in case", async () => {
    await createTable(dynamoDb.client, anOrdersTable({ TableName: "Case" }));
    await createTable(dynamoDb.client, anOrdersTable({ TableName: "case" }));

    const { TableNames } = await dynamoDb.client.send(new ListTablesCommand());

    expect(TableNames?.filter((name) => name.toLowerCase() === "case")).toEqual(["Case", "case"]);
  });

  it("is found by its ARN too", async () => {
    await described({});

    const byArn = await dynamoDb.client.send(
      new DescribeTableCommand({ TableName: ordersArn.replace(ordersTable, tableName) }),
    );

    expect(byArn.Table?.TableName).toBe(tableName);
  });
});

describe("a table that AWS would not make", () => {
  const status = { AttributeName: "status", AttributeType: "S" } as const;
  const keys = anOrdersTable().AttributeDefinitions ?? [];

  it.each<[string, Partial<CreateTableCommandInput>, RegExp]>([
    [
      "an attribute that no key uses",
      { AttributeDefinitions: [...keys, status] },
      /Number of attributes in KeySchema does not exactly match/,
    ],
    [
      "an attribute that no index uses",
      {
        AttributeDefinitions: [...keys, status, { AttributeName: "total", AttributeType: "N" }],
        GlobalSecondaryIndexes: [byStatus],
      },
      /Some AttributeDefinitions are not used/,
    ],
    [
      "a key without definition",
      { AttributeDefinitions: keys.slice(0, 1) },
      /Keys: \[customerId, orderId\], AttributeDefinitions: \[customerId\]/,
    ],
    [
      "units on demand",
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      /Neither ReadCapacityUnits nor WriteCapacityUnits can be specified/,
    ],
    [
      "provisioned without units",
      { BillingMode: "PROVISIONED" },
      /ReadCapacityUnits and WriteCapacityUnits must both be specified/,
    ],
    ["no index in a list of indexes", { GlobalSecondaryIndexes: [] }, /is empty/],
    ["a short name", { TableName: "ab" }, /length greater than or equal to 3/],
    ["a name with a space", { TableName: "lab orders" }, /regular expression pattern/],
    [
      "units of zero",
      {
        BillingMode: "PROVISIONED",
        ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 },
      },
      /Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1/,
    ],
    [
      "a tag of AWS",
      { Tags: [{ Key: "aws:owner", Value: "x" }] },
      /Tag Key cannot be prefixed with aws:/,
    ],
    [
      "a key that is not there",
      { SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: "alias/none" } },
      /NotFoundException/,
    ],
  ])("is refused for %s", async (_, input, message) => {
    const attempt = dynamoDb.client.send(
      new CreateTableCommand(anOrdersTable({ TableName: tableName, ...input })),
    );

    await expect(attempt).rejects.toMatchObject({ name: "ValidationException" });
    await expect(attempt).rejects.toThrow(message);
  });

  it("is refused if its name is taken", async () => {
    await described({});

    await expect(described({})).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Table already exists: ${tableName}`,
    });
  });
});

describe("a table that is not there", () => {
  it("is named in the refusal", async () => {
    const attempt = dynamoDb.client.send(new DescribeTableCommand({ TableName: "nowhere" }));

    await expect(attempt).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Requested resource not found: Table: nowhere not found",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("ListTables", () => {
  it("gives a hundred names a page, upper case first", async () => {
    const { client, sandbox } = await aDynamoDbSandbox();
    const names = Array.from({ length: 101 }, (_, number) => `t${String(number).padStart(3, "0")}`);
    for (const TableName of ["Zebra", ...names])
      await createTable(client, anOrdersTable({ TableName }));

    const first = await client.send(new ListTablesCommand());
    const second = await client.send(
      new ListTablesCommand({ ExclusiveStartTableName: first.LastEvaluatedTableName }),
    );

    expect(first.TableNames).toHaveLength(100);
    expect(first.TableNames?.[0]).toBe("Zebra");
    expect(second).toMatchObject({ TableNames: ["t099", "t100"] });
    expect(second.LastEvaluatedTableName).toBeUndefined();
    await sandbox.close();
  });
});
