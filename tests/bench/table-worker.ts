// A thread of its own for a table, so that what a reader costs is measured alone.
import { parentPort } from "node:worker_threads";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { tableDefinition } from "@lab-grader/aws/table-definition";
import { startSandbox } from "@lab-grader/sandbox/sandbox";

const accountId = "999999999999";
const credentials = { accessKeyId: "platform", secretAccessKey: "local" };
const tableName = "lab-grader";

const sandbox = await startSandbox();
sandbox.createAccount({ accountId, accessKeys: [credentials] });
const { endpoint } = sandbox;
const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
await client.send(new CreateTableCommand(tableDefinition(tableName)));
client.destroy();

parentPort?.postMessage({ endpoint, region: "us-east-1", credentials, tableName });
