import {
  CreateBackupCommand,
  CreateTableCommand,
  DynamoDBClient,
  TagResourceCommand,
} from "@aws-sdk/client-dynamodb";
import type { Evidence, FactEvidence } from "@lab-grader/core/evidence/evidence";
import { Evidence as EvidenceSchema } from "@lab-grader/core/evidence/evidence";
import { backups } from "@lab-grader/core/facts/backups";
import { continuousBackups } from "@lab-grader/core/facts/continuous-backups";
import { encryptionKey } from "@lab-grader/core/facts/encryption-key";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { FactReader } from "@lab-grader/core/facts/read-facts";
import { streamPolicy, tablePolicy } from "@lab-grader/core/facts/resource-policies";
import { table } from "@lab-grader/core/facts/table";
import { tableElsewhere } from "@lab-grader/core/facts/table-elsewhere";
import { tableNames } from "@lab-grader/core/facts/table-names";
import { tags } from "@lab-grader/core/facts/tags";
import { timeToLive } from "@lab-grader/core/facts/time-to-live";
import { canonicalJson } from "@lab-grader/core/json";
import { clientConfig, learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aLearnerAccount, externalId, type LearnerAccount, sha256 } from "./learner-account.ts";

const orders = { region: "us-east-1", table: "lab-orders" };
const ordersArn = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/lab-orders`;
const allOfOrders: readonly FactRef[] = [
  encryptionKey(orders),
  streamPolicy(orders),
  tableNames(orders),
  tableElsewhere({ ...orders, elsewhere: "eu-west-1" }),
  tablePolicy(orders),
  backups(orders),
  tags(orders),
  timeToLive(orders),
  continuousBackups(orders),
];

let account: LearnerAccount;
let learner: DynamoDBClient;
beforeEach(async () => {
  account = await aLearnerAccount();
  learner = new DynamoDBClient(clientConfig(account.sandbox, "learner-14"));
});
afterEach(async () => {
  learner.destroy();
  await account.close();
});

async function createOrders(): Promise<void> {
  await learner.send(
    new CreateTableCommand({
      TableName: orders.table,
      KeySchema: [{ AttributeName: "orderId", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "orderId", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
      SSESpecification: { Enabled: true, SSEType: "KMS" },
    }),
  );
}

function switches() {
  return account.sandbox.accounts.get(learnerAccountId);
}

/** The calls of the grader, AssumeRole left out. */
function callsMade(): string[] {
  return account.sandbox.calls
    .list({ accountId: learnerAccountId })
    .filter((call) => call.sessionName !== undefined)
    .map((call) => call.operation);
}

function factIn(evidence: Evidence, kind: string): FactEvidence | undefined {
  return evidence.facts.find((fact) => fact.kind === kind);
}

describe("collectEvidence", () => {
  it("asks everything there is to ask, the facts behind others too", async () => {
    await createOrders();

    const evidence = await account.collect(allOfOrders);
    const reader = new FactReader(evidence);

    expect(EvidenceSchema.parse(evidence)).toEqual(evidence);
    expect(reader.read(table(orders))).toMatchObject({
      status: "known",
      isComplete: true,
      value: { exists: true, table: { arn: ordersArn, createdAt: expect.stringMatching(/Z$/) } },
    });
    expect(reader.read(encryptionKey(orders))).toMatchObject({ value: { manager: "AWS" } });
    expect(reader.read(tablePolicy(orders))).toMatchObject({ value: { exists: false } });
    expect(reader.read(timeToLive(orders))).toMatchObject({ value: { status: "DISABLED" } });
    expect(callsMade().sort()).toEqual([
      "DescribeContinuousBackups",
      "DescribeKey",
      "DescribeTable",
      "DescribeTimeToLive",
      "GetResourcePolicy",
      "ListBackups",
      "ListTagsOfResource",
    ]);
  });

  it("has an entry without answers where there was nothing to ask", async () => {
    await createOrders();

    const evidence = await account.collect(allOfOrders);

    expect(factIn(evidence, "dynamodb.stream-policy")?.answers).toEqual([]);
    expect(factIn(evidence, "dynamodb.table-names")?.answers).toEqual([]);
    expect(new FactReader(evidence).read(tableNames(orders)).status).toBe("notApplicable");
  });

  it("looks for near misses, in other regions too, when the table is not there", async () => {
    const evidence = await account.collect(allOfOrders);
    const reader = new FactReader(evidence);

    expect(reader.read(table(orders))).toMatchObject({ value: { exists: false } });
    expect(reader.read(tableNames(orders))).toMatchObject({ status: "known", value: [] });
    expect(factIn(evidence, "dynamodb.table-elsewhere")?.answers).toMatchObject([
      { region: "eu-west-1", error: { name: "ResourceNotFoundException", status: 400 } },
    ]);
  });

  it("keeps only the fields that the fact names", async () => {
    await createOrders();

    const evidence = await account.collect([encryptionKey(orders)]);

    expect(factIn(evidence, "kms.table-key")?.answers[0]?.output).toEqual({
      KeyMetadata: {
        Arn: expect.stringMatching(/^arn:aws:kms:/),
        KeyManager: "AWS",
        KeyState: "Enabled",
      },
    });
  });

  it("makes the same call once, although two facts ask it", async () => {
    const sameRegion = tableElsewhere({ ...orders, elsewhere: orders.region });

    const evidence = await account.collect([table(orders), sameRegion, table(orders)]);

    expect(callsMade()).toEqual(["DescribeTable"]);
    expect(evidence.facts.map((fact) => fact.answers.length)).toEqual([1, 1]);
  });

  it("reads all pages", async () => {
    await createOrders();
    const Tags = Array.from({ length: 25 }, (_, tag) => ({ Key: `key-${tag}`, Value: "value" }));
    await learner.send(new TagResourceCommand({ ResourceArn: ordersArn, Tags }));

    const evidence = await account.collect([tags(orders)]);
    const reading = new FactReader(evidence).read(tags(orders));

    expect(factIn(evidence, "dynamodb.tags")?.answers).toHaveLength(3);
    expect(reading).toMatchObject({ status: "known", isComplete: true });
    expect(Object.keys(Object(reading.status === "known" && reading.value).tags)).toHaveLength(25);
  });

  it("names the learner's account where a fact can't know it", async () => {
    const evidence = await account.collect([tags(orders)]);

    expect(factIn(evidence, "dynamodb.tags")?.answers[0]?.input).toEqual({
      ResourceArn: ordersArn,
    });
  });

  it("takes a denied call for an answer, and asks nothing behind it", async () => {
    await createOrders();
    switches().changeSwitches({ denyActions: ["dynamodb:DescribeTable"] });

    const evidence = await account.collect(allOfOrders);
    const reader = new FactReader(evidence);

    expect(factIn(evidence, "kms.table-key")).toBeUndefined();
    expect(reader.read(encryptionKey(orders))).toMatchObject({
      status: "unknown",
      fault: "access",
      reason: "access.denied",
    });
    expect(reader.read(tags(orders)).status).toBe("known");
  });

  it("tries again when AWS throttles", async () => {
    await createOrders();
    switches().changeSwitches({ throttle: [{ operation: "dynamodb:DescribeTable", first: 1 }] });

    const evidence = await account.collect([table(orders)]);

    expect(new FactReader(evidence).read(table(orders)).status).toBe("known");
    expect(callsMade()).toEqual(["DescribeTable", "DescribeTable"]);
  });

  it("tells that AWS throttled every try, within the time of a call", async () => {
    switches().changeSwitches({ throttle: [{ operation: "dynamodb:*", every: 1 }] });

    const evidence = await account.collect([table(orders)], {
      session: await account.session({ timings: { callDeadlineSeconds: 0.5 } }),
      timings: { callDeadlineSeconds: 2, longestLookSeconds: 1 },
    });

    expect(new FactReader(evidence).read(table(orders))).toMatchObject({
      fault: "platform",
      reason: "platform.throttled",
    });
    expect(callsMade()).toHaveLength(4);
  });

  it("tells that AWS answered 500 every time", async () => {
    switches().changeSwitches({ serverErrors: ["dynamodb:*"] });

    const evidence = await account.collect([table(orders)]);

    expect(new FactReader(evidence).read(table(orders))).toMatchObject({
      fault: "platform",
      reason: "platform.service_error",
      params: { status: 500 },
    });
  });

  it("tells that a call took too long", async () => {
    const session = await account.session();
    switches().changeSwitches({ latencyMs: 5_000 });

    const evidence = await account.collect([table(orders), tags(orders)], {
      session,
      timings: { callDeadlineSeconds: 0.05, longestLookSeconds: 1 },
    });

    const reader = new FactReader(evidence);
    for (const ref of [table(orders), tags(orders)]) {
      expect(reader.read(ref)).toMatchObject({ fault: "platform", reason: "platform.timeout" });
    }
  });

  it("ends with the submission's time, whatever is still to be asked", async () => {
    const session = await account.session();

    const evidence = await account.collect(allOfOrders, { session, deadline: AbortSignal.abort() });

    expect(callsMade()).toEqual([]);
    expect(new FactReader(evidence).read(table(orders))).toMatchObject({
      fault: "platform",
      reason: "platform.timeout",
    });
  });

  it("tells that the session ended too early", async () => {
    const session = await account.session();
    switches().changeSwitches({ expireSessions: true });

    const evidence = await account.collect([table(orders)], { session });

    expect(new FactReader(evidence).read(table(orders))).toMatchObject({
      fault: "platform",
      reason: "platform.session_expired",
    });
  });

  it("stores no secret, even if the learner writes it into the account", async () => {
    await createOrders();
    const session = await account.session();
    await learner.send(
      new TagResourceCommand({
        ResourceArn: ordersArn,
        Tags: [{ Key: "external", Value: `my ${externalId}` }],
      }),
    );

    const evidence = await account.collect([tags(orders)], { session });

    expect(new FactReader(evidence).read(tags(orders))).toMatchObject({
      value: { tags: { external: "my [redacted]" } },
    });
    for (const secret of session.secrets) expect(JSON.stringify(evidence)).not.toContain(secret);
  });

  it("hashes what it saw", async () => {
    await createOrders();
    await learner.send(
      new CreateBackupCommand({ TableName: orders.table, BackupName: "before-the-break" }),
    );

    const evidence = await account.collect([backups(orders)]);

    expect(evidence.hash).toBe(sha256(canonicalJson(evidence.facts)));
    expect(new FactReader(evidence).read(backups(orders))).toMatchObject({
      value: [{ name: "before-the-break" }],
    });
  });
});
