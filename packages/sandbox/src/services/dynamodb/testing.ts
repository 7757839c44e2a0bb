import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, LEARNER_ACCOUNT_ID } from "../../testing.ts";
import { createKmsService } from "../kms.ts";
import { createDynamoDbService } from "./service.ts";

export const ORDERS = "lab-orders";
export const ORDERS_ARN = `arn:aws:dynamodb:us-east-1:${LEARNER_ACCOUNT_ID}:table/${ORDERS}`;

/** A sandbox whose clock a test moves, with a client of the learner in it. */
export interface DynamoDbSandbox {
  readonly sandbox: Sandbox;
  readonly client: DynamoDBClient;
  clientOf(accessKeyId: string): DynamoDBClient;
  /** Lets this many milliseconds pass. */
  pass(milliseconds: number): void;
}

export async function aDynamoDbSandbox(): Promise<DynamoDbSandbox> {
  let passed = 0;
  const sandbox = await aSandbox({
    clock: () => Date.now() + passed,
    services: [createDynamoDbService, createKmsService],
  });
  const clients = new Set<DynamoDBClient>();
  const clientOf = (accessKeyId: string): DynamoDBClient => {
    const client = new DynamoDBClient(clientConfig(sandbox, accessKeyId));
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
    TableName: ORDERS,
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

/** The orders table with the index `by-status` over `status` and `orderId`. */
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
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-status",
        KeySchema: [
          { AttributeName: "status", KeyType: "HASH" },
          { AttributeName: "orderId", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["total"] },
      },
    ],
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
