import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { failoverProbe } from "@lab-grader/core/facts/failover-probe";
import { FactReader } from "@lab-grader/core/facts/read-facts";
import { replicaKeys } from "@lab-grader/core/facts/replica-keys";
import { replicaTables } from "@lab-grader/core/facts/replica-tables";
import { table } from "@lab-grader/core/facts/table";
import { permissionsOf, sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { clientConfig, learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aLearnerAccount, type LearnerAccount, submissionId } from "./learner-account.ts";

const tickets = { region: "us-east-1", table: "lab-tickets" };
const replicas = ["us-west-2"];
const probe = failoverProbe({ ...tickets, replica: "us-west-2", reserved: {} });

let account: LearnerAccount;
let east: DynamoDBClient;
let west: DynamoDBClient;
beforeEach(async () => {
  account = await aLearnerAccount();
  const config = clientConfig(account.sandbox, "learner-14");
  east = new DynamoDBClient(config);
  west = new DynamoDBClient({ ...config, region: "us-west-2" });
  await east.send(
    new CreateTableCommand({
      TableName: tickets.table,
      KeySchema: [
        { AttributeName: "eventId", KeyType: "HASH" },
        { AttributeName: "seat", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "eventId", AttributeType: "S" },
        { AttributeName: "seat", AttributeType: "S" },
      ],
      BillingMode: "PAY_PER_REQUEST",
      SSESpecification: { Enabled: true, SSEType: "KMS" },
    }),
  );
});
afterEach(async () => {
  east.destroy();
  west.destroy();
  await account.close();
});

function addReplica(RegionName = "us-west-2") {
  return east.send(
    new UpdateTableCommand({
      TableName: tickets.table,
      ReplicaUpdates: [{ Create: { RegionName } }],
    }),
  );
}

function settle(settling: { readonly replication?: number; readonly replica?: number }) {
  account.sandbox.accounts.get(learnerAccountId).changeSwitches({ settling });
}

/** Asks with exactly the permissions that the facts declare. */
async function collect(...facts: readonly FactRef[]): Promise<Evidence> {
  const policy = sessionPolicyOf(facts, learnerAccountId);
  if (!policy.fits) throw new Error("The session policy is too long.");
  const session = await account.session({ sessionPolicy: policy.document });
  return account.collect(facts, { session });
}

async function answerTo<Value>(ref: FactRef<Value>): Promise<unknown> {
  const reading = new FactReader(await collect(ref)).read(ref);
  return reading.status === "known" ? reading.value : reading;
}

async function itemsIn(client: DynamoDBClient): Promise<unknown[]> {
  return (await client.send(new ScanCommand({ TableName: tickets.table }))).Items ?? [];
}

describe("a table with replicas", () => {
  it("lists the other regions, and says nothing of them when it is alone", async () => {
    const alone = await answerTo(table(tickets));
    await addReplica();

    expect(alone).toMatchObject({ table: { replicas: [], consistency: "EVENTUAL" } });
    expect(await answerTo(table(tickets))).toMatchObject({
      table: {
        replicas: [
          {
            region: "us-west-2",
            status: "ACTIVE",
            keyId: expect.stringContaining("arn:aws:kms:us-west-2:"),
          },
        ],
      },
    });
  });

  it("is described by each region itself, and its keys by the KMS there", async () => {
    await addReplica();
    const regions = { ...tickets, replicas: ["us-west-2", "eu-west-1"] };

    expect(await answerTo(replicaTables(regions))).toMatchObject([
      { region: "us-west-2", exists: true, replicas: [{ region: "us-east-1", status: "ACTIVE" }] },
      { region: "eu-west-1", exists: false, isRefused: false },
    ]);
    expect(await answerTo(replicaKeys(regions))).toMatchObject([
      { exists: true, manager: "AWS", state: "Enabled" },
    ]);
  });

  it("is a refusal of the region where the region is switched off", async () => {
    await addReplica();
    const switches = account.sandbox.accounts.get(learnerAccountId);

    switches.changeSwitches({ disabledRegions: ["us-west-2"] });

    expect(await answerTo(replicaTables({ ...tickets, replicas }))).toEqual([
      { region: "us-west-2", exists: false, isRefused: true },
    ]);
  });

  it("is asked for with permissions on the regions that are named, and no other", () => {
    const facts = [table(tickets), replicaTables({ ...tickets, replicas }), probe];

    const resources = permissionsOf([...facts, replicaKeys({ ...tickets, replicas })]).map(
      ({ action, resource }) => `${action} ${resource.split(":")[3]}`,
    );

    expect(new Set(resources)).toEqual(
      new Set([
        ...["us-east-1", "us-west-2"].flatMap((region) =>
          ["DeleteItem", "DescribeTable", "GetItem", "PutItem"].map(
            (operation) => `dynamodb:${operation} ${region}`,
          ),
        ),
        "kms:DescribeKey us-west-2",
      ]),
    );
  });
});

describe("the failover probe", () => {
  it("writes in each region, reads in the other, and leaves nothing behind", async () => {
    await addReplica();
    settle({ replication: 300 });

    const seen = await answerTo(probe);

    expect(seen).toEqual({
      there: { isWritten: true, isSeen: true },
      back: { isWritten: true, isSeen: true },
    });
    await expect.poll(() => itemsIn(east)).toEqual([]);
    await expect.poll(() => itemsIn(west)).toEqual([]);
  });

  it("does not take an earlier try's item in the other region for its own", async () => {
    await addReplica();
    for (const way of ["there", "back"]) {
      const text = { S: `grader#${submissionId}#${way}` };
      const Item = { eventId: text, seat: text };
      await east.send(new PutItemCommand({ TableName: tickets.table, Item }));
    }
    settle({ replication: 1_000 });

    const evidence = await collect(probe);

    const asked = evidence.facts.find(({ kind }) => kind === "dynamodb.failover-probe")?.answers;
    const times = (asked ?? [])
      .filter(({ operation }) => operation !== "DeleteItem")
      .map(({ observedAt }) => Date.parse(observedAt));
    const [putThere = 0, seenThere = 0, putBack = 0, seenBack = 0] = times;
    expect(Math.min(seenThere - putThere, seenBack - putBack)).toBeGreaterThanOrEqual(900);
  });

  it("keeps no value in the evidence, and little else", async () => {
    await addReplica();

    const evidence = await collect(probe);

    const own = evidence.facts.find(({ kind }) => kind === "dynamodb.failover-probe");
    expect(JSON.stringify(own).length).toBeLessThan(6_000);
    expect(own?.answers.map(({ operation, region }) => `${operation} ${region}`)).toEqual([
      "DeleteItem us-east-1",
      "DeleteItem us-east-1",
      "DeleteItem us-west-2",
      "DeleteItem us-west-2",
      "PutItem us-east-1",
      "GetItem us-west-2",
      "PutItem us-west-2",
      "GetItem us-east-1",
      "DeleteItem us-east-1",
      "DeleteItem us-west-2",
    ]);
  });

  it("touches no item while the other region is no replica that is ready", async () => {
    const alone = await answerTo(probe);
    settle({ replica: 60_000 });
    await addReplica();

    expect(alone).toEqual({ status: "notApplicable" });
    expect(await answerTo(probe)).toEqual({ status: "notApplicable" });
  });
});
