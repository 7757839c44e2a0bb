import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import type { AwsServiceFactory, JsonObject } from "../service.ts";
import { aSandbox, clientConfig } from "../testing.ts";

/** DynamoDB with two operations, both of which give this answer. */
function answering(answer: JsonObject): AwsServiceFactory {
  const operation = {
    iam: () => undefined,
    answer: () => answer,
  };
  return () => ({
    signingName: "dynamodb",
    protocol: "json-1.0",
    errorNamespace: "com.amazonaws.dynamodb.v20120810",
    operations: { ListTables: operation, DescribeTable: operation },
  });
}

async function listTables(answer: JsonObject): Promise<unknown> {
  return withDynamoDb(answer, (client) => client.send(new ListTablesCommand({})));
}

async function describeTable(answer: JsonObject): Promise<unknown> {
  return withDynamoDb(answer, (client) =>
    client.send(new DescribeTableCommand({ TableName: "orders" })),
  );
}

async function withDynamoDb(
  answer: JsonObject,
  ask: (client: DynamoDBClient) => Promise<unknown>,
): Promise<unknown> {
  const sandbox = await aSandbox({ services: [answering(answer)] });
  const client = new DynamoDBClient(clientConfig(sandbox, "learner-14"));
  try {
    return await ask(client);
  } finally {
    client.destroy();
    await sandbox.close();
  }
}

describe("a sandbox of the tests", () => {
  it("gives an answer of AWS's shape", async () => {
    expect(await listTables({ TableNames: ["orders"] })).toMatchObject({ TableNames: ["orders"] });
  });

  it("refuses to give one with a member that AWS doesn't have, however deep", async () => {
    await expect(listTables({ TableNames: [], Tables: [] })).rejects.toThrow("Tables is no member");
    await expect(
      describeTable({
        Table: { KeySchema: [{ AttributeName: "id", KeyType: "HASH", Type: "S" }] },
      }),
    ).rejects.toThrow("Table.KeySchema.0.Type is no member");
  });

  it("refuses to give one of another type", async () => {
    await expect(listTables({ TableNames: "orders" })).rejects.toThrow("TableNames is not a list");
    await expect(describeTable({ Table: { ItemCount: "1" } })).rejects.toThrow(
      "Table.ItemCount is a string, and not a number",
    );
    await expect(
      describeTable({ Table: { CreationDateTime: "2026-01-01T00:00:00Z" } }),
    ).rejects.toThrow("Table.CreationDateTime is a string, and not a time");
  });

  it("refuses to give one without a member that AWS always answers", async () => {
    await expect(
      describeTable({ Table: { KeySchema: [{ AttributeName: "id" }] } }),
    ).rejects.toThrow("Table.KeySchema.0.KeyType is missing");
  });
});
