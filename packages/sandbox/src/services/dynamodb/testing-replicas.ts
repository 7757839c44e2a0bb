import {
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type ReplicationGroupUpdate,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import { anOrdersTable, createTable, ordersTable } from "./testing.ts";

/** The order that {@link put} writes. */
export const order = { customerId: { S: "c1" }, orderId: { S: "o1" } };

/** The orders table in the client's region, with a replica in us-west-2. */
export async function aGlobalTable(
  client: DynamoDBClient,
  changes: Partial<CreateTableCommandInput> = {},
): Promise<void> {
  await createTable(client, anOrdersTable(changes));
  await replicate(client);
}

export async function described(client: DynamoDBClient) {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: ordersTable }));
  return Table;
}

/** Of the table itself, and of its replicas by region. */
export async function statuses(client: DynamoDBClient) {
  const table = await described(client);
  return {
    table: table?.TableStatus,
    replicas: Object.fromEntries(
      (table?.Replicas ?? []).map((replica) => [replica.RegionName, replica.ReplicaStatus]),
    ),
  };
}

export function update(client: DynamoDBClient, changes: Partial<UpdateTableCommandInput>) {
  return client.send(new UpdateTableCommand({ TableName: ordersTable, ...changes }));
}

export function replicate(
  client: DynamoDBClient,
  RegionName = "us-west-2",
  settings: Partial<ReplicationGroupUpdate["Create"]> = {},
) {
  return update(client, { ReplicaUpdates: [{ Create: { RegionName, ...settings } }] });
}

export function withdraw(client: DynamoDBClient, RegionName = "us-west-2") {
  return update(client, { ReplicaUpdates: [{ Delete: { RegionName } }] });
}

export function put(client: DynamoDBClient, total: string) {
  const Item = { ...order, status: { S: "open" }, total: { N: total } };
  return client.send(new PutItemCommand({ TableName: ordersTable, Item }));
}

export async function totalIn(client: DynamoDBClient): Promise<string | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: ordersTable, Key: order }));
  return Item?.total?.N;
}
