import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from "@aws-sdk/client-cloudtrail";
import {
  CreateBackupCommand,
  DescribeTableCommand,
  GetItemCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
} from "@aws-sdk/client-dynamodb";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { aKey, clientConfig, learnerAccountId } from "../../testing.ts";
import {
  aDynamoDbSandbox,
  createTable,
  type DynamoDbSandbox,
  ordersTable,
} from "../dynamodb/testing.ts";

const EventRecord = z.object({
  errorCode: z.string().optional(),
  requestParameters: z.record(z.string(), z.unknown()).nullable(),
  userIdentity: z.record(z.string(), z.unknown()),
});

let dynamoDb: DynamoDbSandbox;
let cloudTrail: CloudTrailClient;

beforeEach(async () => {
  dynamoDb = await aDynamoDbSandbox();
  cloudTrail = new CloudTrailClient(clientConfig(dynamoDb.sandbox, "learner-14"));
});
afterEach(() => dynamoDb.sandbox.close());

async function eventsNamed(name: string) {
  const { Events = [] } = await cloudTrail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
    }),
  );
  return Events.map((event) => ({
    ...event,
    record: EventRecord.parse(JSON.parse(event.CloudTrailEvent ?? "null")),
  }));
}

async function backUp(): Promise<string> {
  const { BackupDetails } = await dynamoDb.client.send(
    new CreateBackupCommand({ TableName: ordersTable, BackupName: "first" }),
  );
  return BackupDetails?.BackupArn ?? "";
}

function describeMissing(times: number) {
  return Promise.all(
    Array.from({ length: times }, () =>
      dynamoDb.client
        .send(new DescribeTableCommand({ TableName: "not-there" }))
        .catch((error: unknown) => error),
    ),
  );
}

describe("the event history", () => {
  it("names source and target of a restore, and who asked for it", async () => {
    await createTable(dynamoDb.client);
    const BackupArn = await backUp();
    await dynamoDb.client.send(
      new RestoreTableFromBackupCommand({ TargetTableName: "lab-orders-restored", BackupArn }),
    );

    const [event] = await eventsNamed("RestoreTableFromBackup");

    expect(event).toMatchObject({
      EventSource: "dynamodb.amazonaws.com",
      ReadOnly: "false",
      Username: "learner-14",
      Resources: [
        { ResourceType: "AWS::DynamoDB::Table", ResourceName: ordersTable },
        { ResourceType: "AWS::DynamoDB::Table", ResourceName: "lab-orders-restored" },
      ],
    });
    expect(event?.record.requestParameters).toEqual({
      backupArn: BackupArn,
      targetTableName: "lab-orders-restored",
    });
    expect(event?.record).not.toHaveProperty("errorCode");
  });

  it("holds what AWS refused, with the error", async () => {
    await createTable(dynamoDb.client);
    await dynamoDb.client
      .send(
        new RestoreTableToPointInTimeCommand({
          SourceTableName: ordersTable,
          TargetTableName: "lab-orders-restored",
          UseLatestRestorableTime: true,
        }),
      )
      .catch((error: unknown) => error);

    const [event] = await eventsNamed("RestoreTableToPointInTime");

    expect(event?.record).toMatchObject({
      errorCode: "PointInTimeRecoveryUnavailableException",
      requestParameters: { sourceTableName: ordersTable, targetTableName: "lab-orders-restored" },
    });
  });

  it("tells nothing of the parameters of a denied call", async () => {
    dynamoDb.sandbox.accounts.get(learnerAccountId).putRole({
      roleName: "reader",
      trustPolicy: {
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${learnerAccountId}:root` },
          Action: "sts:AssumeRole",
        },
      },
    });
    const sts = new STSClient(clientConfig(dynamoDb.sandbox, "learner-14"));
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${learnerAccountId}:role/reader`,
        RoleSessionName: "session-1",
        ExternalId: "never-to-be-seen",
      }),
    );
    const denied = new CloudTrailClient({
      ...clientConfig(dynamoDb.sandbox, "learner-14"),
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
    const refusal = await denied
      .send(new LookupEventsCommand({ MaxResults: 5 }))
      .catch((error: unknown) => error);

    const [lookup] = await eventsNamed("LookupEvents");
    const [assumed] = await eventsNamed("AssumeRole");

    expect(refusal).toMatchObject({ name: "AccessDeniedException" });
    expect(lookup).toMatchObject({
      Username: "session-1",
      record: { errorCode: "AccessDenied", requestParameters: null },
    });
    expect(lookup?.record.userIdentity).toMatchObject({ type: "AssumedRole" });
    expect(assumed?.CloudTrailEvent).toContain("session-1");
    expect(assumed?.CloudTrailEvent).not.toContain("never-to-be-seen");
    expect(assumed?.CloudTrailEvent).not.toContain(Credentials?.SessionToken);
  });

  it("holds no data events", async () => {
    await createTable(dynamoDb.client);
    await dynamoDb.client.send(
      new GetItemCommand({
        TableName: ordersTable,
        Key: { customerId: { S: "a" }, orderId: { S: "1" } },
      }),
    );

    expect(await eventsNamed("GetItem")).toEqual([]);
    expect(await eventsNamed("CreateTable")).toHaveLength(1);
  });

  it("comes 50 a page, newest first, and ends", async () => {
    await describeMissing(60);
    const attribute = { AttributeKey: "ResourceName", AttributeValue: "not-there" } as const;

    const first = await cloudTrail.send(new LookupEventsCommand({ LookupAttributes: [attribute] }));
    const second = await cloudTrail.send(
      new LookupEventsCommand({ LookupAttributes: [attribute], NextToken: first.NextToken }),
    );

    expect([first.Events?.length, second.Events?.length]).toEqual([50, 10]);
    expect(second).not.toHaveProperty("NextToken");
    expect(first.Events?.[0]?.EventTime?.getTime()).toBeGreaterThanOrEqual(
      second.Events?.[9]?.EventTime?.getTime() ?? 0,
    );
  });

  it("shows a call only when it is delivered, and forgets it after 90 days", async () => {
    const account = dynamoDb.sandbox.accounts.get(learnerAccountId);
    account.changeSwitches({ settling: { events: 300_000 } });
    await createTable(dynamoDb.client);
    const atOnce = await eventsNamed("CreateTable");
    const lookAfter = async (milliseconds: number) => {
      dynamoDb.pass(milliseconds);
      cloudTrail.config.systemClockOffset += milliseconds;
      return eventsNamed("CreateTable");
    };

    const delivered = await lookAfter(301_000);
    const forgotten = await lookAfter(90 * 86_400_000);

    expect(atOnce).toEqual([]);
    expect(delivered).toHaveLength(1);
    expect(forgotten).toEqual([]);
  });

  it("belongs to one region, and refuses what AWS refuses", async () => {
    await createTable(dynamoDb.client);
    const elsewhere = new CloudTrailClient({
      ...clientConfig(dynamoDb.sandbox, "learner-14"),
      region: "eu-west-1",
    });
    const refused = (input: LookupEventsCommandInput) =>
      cloudTrail.send(new LookupEventsCommand(input)).catch((error: Error) => error.name);

    expect((await elsewhere.send(new LookupEventsCommand())).Events).toEqual([]);
    expect(await refused({ MaxResults: 51 })).toBe("InvalidMaxResultsException");
    expect(await refused({ NextToken: "none" })).toBe("InvalidNextTokenException");
    expect(
      await refused({
        LookupAttributes: [
          { AttributeKey: "EventName", AttributeValue: "a" },
          { AttributeKey: "EventName", AttributeValue: "b" },
        ],
      }),
    ).toBe("InvalidLookupAttributesException");
  });
});

describe("a user of the account", () => {
  it("needs permission to look events up", async () => {
    dynamoDb.sandbox.createAccount({
      accountId: "100000000015",
      accessKeys: [aKey("learner-15", {})],
    });
    const client = new CloudTrailClient(clientConfig(dynamoDb.sandbox, "learner-15"));

    await expect(client.send(new LookupEventsCommand())).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });
});
