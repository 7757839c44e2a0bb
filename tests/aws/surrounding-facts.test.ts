import {
  CreateTableCommand,
  DynamoDBClient,
  EnableKinesisStreamingDestinationCommand,
} from "@aws-sdk/client-dynamodb";
import { CreateVpcCommand, CreateVpcEndpointCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateStreamCommand, DeleteStreamCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import {
  BatchImportFindingsCommand,
  EnableSecurityHubCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { PutTraceSegmentsCommand, XRayClient } from "@aws-sdk/client-xray";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { kinesisDestination } from "@lab-grader/core/facts/kinesis-destination";
import { kinesisStreams } from "@lab-grader/core/facts/kinesis-streams";
import { limits } from "@lab-grader/core/facts/limits";
import { FactReader } from "@lab-grader/core/facts/read-facts";
import { securityFindings } from "@lab-grader/core/facts/security-findings";
import { tablePresence } from "@lab-grader/core/facts/table-presence";
import { traces } from "@lab-grader/core/facts/traces";
import { vpcEndpoints } from "@lab-grader/core/facts/vpc-endpoints";
import { sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { clientConfig, learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aLearnerAccount, type LearnerAccount } from "./learner-account.ts";

const orders = { region: "us-east-1", table: "lab-orders" };
const StreamArn = `arn:aws:kinesis:us-east-1:${learnerAccountId}:stream/orders`;
const tableArn = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/lab-orders`;

let account: LearnerAccount;
beforeEach(async () => {
  account = await aLearnerAccount();
});
afterEach(() => account.close());

function config() {
  return { ...clientConfig(account.sandbox, "learner-14"), requestHandler: account.http };
}

/** Asks with exactly the permissions that the fact declares. */
async function answerTo<Value>(ref: FactRef<Value>, denyActions: string[] = []): Promise<unknown> {
  const policy = sessionPolicyOf([ref], learnerAccountId);
  if (!policy.fits) throw new Error("The session policy is too long.");
  account.sandbox.accounts.get(learnerAccountId).changeSwitches({ denyActions });
  const session = await account.session({ sessionPolicy: policy.document });
  const reading = new FactReader(await account.collect([ref], { session })).read(ref);
  return reading.status === "known" ? reading.value : reading;
}

async function anOrdersTable(): Promise<DynamoDBClient> {
  const client = new DynamoDBClient(config());
  await client.send(
    new CreateTableCommand({
      TableName: "lab-orders",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  return client;
}

describe("facts round a table, asked in an account", () => {
  it("find the VPC endpoints for DynamoDB", async () => {
    const ec2 = new EC2Client(config());
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    for (const service of ["dynamodb", "s3"]) {
      const ServiceName = `com.amazonaws.us-east-1.${service}`;
      await ec2.send(new CreateVpcEndpointCommand({ VpcId: Vpc?.VpcId, ServiceName }));
    }

    expect(await answerTo(vpcEndpoints({ region: "us-east-1" }))).toMatchObject([
      { type: "Gateway", state: "available", routeTableIds: [], policy: [{ Action: ["*"] }] },
    ]);
    expect(
      await answerTo(vpcEndpoints({ region: "us-east-1" }), ["ec2:DescribeVpcEndpoints"]),
    ).toMatchObject({ status: "unknown", fault: "access", reason: "access.denied" });
  });

  it("find the Kinesis stream of the table, and that it was deleted", async () => {
    const dynamoDb = await anOrdersTable();
    const kinesis = new KinesisClient(config());
    await kinesis.send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
    const toOrders = { TableName: "lab-orders", StreamArn };
    await dynamoDb.send(new EnableKinesisStreamingDestinationCommand(toOrders));

    const before = await answerTo(kinesisStreams(orders));
    await kinesis.send(new DeleteStreamCommand({ StreamName: "orders" }));

    expect(before).toMatchObject({ exists: true, streams: [{ name: "orders" }] });
    expect(await answerTo(kinesisDestination(orders))).toMatchObject({
      destinations: [{ streamArn: StreamArn, status: "ACTIVE" }],
    });
    expect(await answerTo(kinesisStreams(orders))).toEqual({
      exists: false,
      streams: [{ arn: StreamArn, exists: false }],
    });
  });

  it("read the quotas", async () => {
    expect(await answerTo(limits({ region: "us-east-1" }))).toMatchObject({
      accountReadUnits: 80_000,
      tableReadUnits: 40_000,
    });
  });

  it("tell a Security Hub that is not enabled from its findings", async () => {
    const hub = new SecurityHubClient(config());
    const before = await answerTo(securityFindings(orders));
    await hub.send(new EnableSecurityHubCommand({}));
    const finding = {
      SchemaVersion: "2018-10-08",
      Id: "first",
      ProductArn: "arn:aws:securityhub:us-east-1::product/aws/securityhub",
      GeneratorId: "security-control/DynamoDB.2",
      AwsAccountId: learnerAccountId,
      CreatedAt: "2026-03-01T12:00:00.000Z",
      UpdatedAt: "2026-03-01T12:00:00.000Z",
      Title: "Recovery is off",
      Description: "Recovery is off",
      Severity: { Label: "MEDIUM" as const },
      Resources: [{ Type: "AwsDynamoDbTable", Id: tableArn }],
    };
    await hub.send(new BatchImportFindingsCommand({ Findings: [finding] }));

    expect(before).toEqual({ exists: false });
    expect(await answerTo(securityFindings(orders))).toMatchObject({
      exists: true,
      findings: [{ id: "first", severity: "MEDIUM", workflow: "NEW" }],
    });
  });

  it("find the traces of the last hours that called the table", async () => {
    const now = Date.now() / 1000;
    const segment = (table_name: string, trace_id: string) =>
      JSON.stringify({
        ...{ id: "70de5b6f19ff9a0a", trace_id, name: "shop" },
        ...{ start_time: now - 60, end_time: now - 59 },
        subsegments: [{ name: "DynamoDB", namespace: "aws", aws: { table_name } }],
      });
    const TraceSegmentDocuments = [
      segment("lab-orders", "1-581cf771-a006649127e371903a2de979"),
      segment("other", "1-581cf772-a006649127e371903a2de979"),
    ];
    await new XRayClient(config()).send(new PutTraceSegmentsCommand({ TraceSegmentDocuments }));

    expect(await answerTo(traces(orders))).toMatchObject({
      traces: [{ id: "1-581cf771-a006649127e371903a2de979", services: ["shop", "lab-orders"] }],
    });
  });

  it("take no refusal for a table that is gone", async () => {
    const gone = await answerTo(tablePresence(orders));
    const withoutWitness = await answerTo(tablePresence(orders), ["dynamodb:ListTables"]);
    await anOrdersTable();
    const hidden = await answerTo(tablePresence(orders), ["dynamodb:DescribeTable"]);

    expect(gone).toEqual({ exists: false, isListed: false });
    expect(withoutWitness).toMatchObject({ status: "unknown", fault: "access" });
    expect(hidden).toMatchObject({ status: "unknown", fault: "access" });
    expect(await answerTo(tablePresence(orders))).toMatchObject({ exists: true, status: "ACTIVE" });
  });
});
