import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId } from "../../testing.ts";

export const ordersTable = "lab-orders";
export const ordersArn = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/${ordersTable}`;

/** A sandbox whose clock a test moves, with a client of the learner in it. */
export interface DynamoDbSandbox {
  readonly sandbox: Sandbox;
  readonly client: DynamoDBClient;
  /** Default region: us-east-1. */
  clientOf(accessKeyId: string, region?: string): DynamoDBClient;
  /** Lets this many milliseconds pass. */
  pass(milliseconds: number): void;
}

export async function aDynamoDbSandbox(): Promise<DynamoDbSandbox> {
  let passed = 0;
  const sandbox = await aSandbox({ clock: () => Date.now() + passed });
  const clients = new Set<DynamoDBClient>();
  const clientOf = (accessKeyId: string, region = "us-east-1"): DynamoDBClient => {
    const client = new DynamoDBClient({ ...clientConfig(sandbox, accessKeyId), region });
    client.config.systemClockOffset = passed;
    clients.add(client);
    return client;
  };
  return {
    sandbox,
    client: clientOf("learner-14"),
    clientOf,
    pass(milliseconds) {
      passed += milliseconds;
      for (const client of clients) client.config.systemClockOffset = passed;
    },
  };
}

/** Orders of customers, on-demand, without indexes. */
export function anOrdersTable(
  changes: Partial<CreateTableCommandInput> = {},
): CreateTableCommandInput {
  return {
    TableName: ordersTable,
    KeySchema: [
      { AttributeName: "customerId", KeyType: "HASH" },
      { AttributeName: "orderId", KeyType: "RANGE" },
    ],
    AttributeDefinitions: [
      { AttributeName: "customerId", AttributeType: "S" },
      { AttributeName: "orderId", AttributeType: "S" },
    ],
    BillingMode: "PAY_PER_REQUEST",
    ...changes,
  };
}

/** What the packing desk asks: orders by `status` and `orderId`, with their total. */
export const byStatus = {
  IndexName: "by-status",
  KeySchema: [
    { AttributeName: "status", KeyType: "HASH" },
    { AttributeName: "orderId", KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["total"] },
} satisfies GlobalSecondaryIndex;

/** The orders table with the index `by-status`. */
export function anIndexedTable(
  changes: Partial<CreateTableCommandInput> = {},
): CreateTableCommandInput {
  const table = anOrdersTable();
  return {
    ...table,
    AttributeDefinitions: [
      ...(table.AttributeDefinitions ?? []),
      { AttributeName: "status", AttributeType: "S" },
    ],
    GlobalSecondaryIndexes: [byStatus],
    ...changes,
  };
}

export async function createTable(
  client: DynamoDBClient,
  input: CreateTableCommandInput = anOrdersTable(),
): Promise<TableDescription> {
  const { TableDescription } = await client.send(new CreateTableCommand(input));
  if (TableDescription === undefined) throw new Error("CreateTable answered no description");
  return TableDescription;
}
