import {
  type AttributeValue,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import type { Evidence } from "@lab-grader/core/evidence/evidence";
import type { FactRef } from "@lab-grader/core/facts/fact";
import { item, itemTypes, similarItem } from "@lab-grader/core/facts/item";
import { itemCount } from "@lab-grader/core/facts/item-count";
import { latencyProbe } from "@lab-grader/core/facts/latency-probe";
import { queryProbe } from "@lab-grader/core/facts/query-probe";
import { FactReader } from "@lab-grader/core/facts/read-facts";
import { sampleItems } from "@lab-grader/core/facts/sample-items";
import { writeProbe } from "@lab-grader/core/facts/write-probe";
import { sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { clientConfig, learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aLearnerAccount, type LearnerAccount } from "./learner-account.ts";

const loans = { region: "us-east-1", table: "lab-loans" };
const key = { readerId: "r-1", loanId: "0001" };

let account: LearnerAccount;
let learner: DynamoDBClient;
beforeEach(async () => {
  account = await aLearnerAccount();
  learner = new DynamoDBClient(clientConfig(account.sandbox, "learner-14"));
  await createLoans();
});
afterEach(async () => {
  learner.destroy();
  await account.close();
});

async function createLoans(): Promise<void> {
  await learner.send(
    new CreateTableCommand({
      TableName: loans.table,
      KeySchema: [
        { AttributeName: "readerId", KeyType: "HASH" },
        { AttributeName: "loanId", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "readerId", AttributeType: "S" },
        { AttributeName: "loanId", AttributeType: "S" },
        { AttributeName: "status", AttributeType: "S" },
        { AttributeName: "due", AttributeType: "S" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-status",
          KeySchema: [
            { AttributeName: "status", KeyType: "HASH" },
            { AttributeName: "due", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["title"] },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
}

async function putLoan(changes: Record<string, AttributeValue> = {}): Promise<void> {
  const Item = {
    readerId: { S: "r-1" },
    loanId: { S: "0001" },
    status: { S: "out" },
    due: { S: "2026-03-02" },
    title: { S: "Emma" },
    fine: { N: "42" },
    ...changes,
  };
  await learner.send(new PutItemCommand({ TableName: loans.table, Item }));
}

/** Asks with exactly the permissions that the facts declare. */
async function collect(...facts: readonly FactRef[]): Promise<Evidence> {
  const policy = sessionPolicyOf(facts, learnerAccountId);
  if (!policy.fits) throw new Error("The session policy is too long.");
  const session = await account.session({ sessionPolicy: policy.document });
  return account.collect(facts, { session });
}

async function learned<Value>(ref: FactRef<Value>): Promise<unknown> {
  const reading = new FactReader(await collect(ref)).read(ref);
  return reading.status === "known" ? reading.value : reading;
}

function callsMade(operation: string): number {
  return account.sandbox.calls
    .list({ accountId: learnerAccountId })
    .filter((call) => call.sessionName !== undefined && call.operation === operation).length;
}

describe("one item", () => {
  it("is read in both ways, with the named attributes only", async () => {
    await putLoan();
    const strong = item({ ...loans, key, attributes: ["fine"], isConsistent: true });
    const eventual = item({ ...loans, key, attributes: [], isConsistent: false });

    expect(await learned(strong)).toEqual({
      isTableFound: true,
      item: { readerId: { S: "r-1" }, loanId: { S: "0001" }, fine: { N: "42" } },
      units: 1,
    });
    expect(await learned(eventual)).toMatchObject({ units: 0.5 });
  });

  it("shows its shape, and leaves no value in the evidence", async () => {
    await putLoan({ title: { S: "a secret title" } });

    const evidence = await collect(itemTypes({ ...loans, key }));

    expect(new FactReader(evidence).read(itemTypes({ ...loans, key }))).toMatchObject({
      value: { item: { readerId: "S", title: "S", fine: "N" } },
    });
    expect(JSON.stringify(evidence)).not.toContain("a secret title");
  });

  it("is looked for in other spellings only where there is none of the key", async () => {
    await putLoan({ readerId: { S: "R-1" } });

    expect(await learned(similarItem({ ...loans, key }))).toEqual({
      key: { readerId: { S: "R-1" }, loanId: { S: "0001" } },
    });
    await putLoan();
    expect(await learned(similarItem({ ...loans, key }))).toMatchObject({
      status: "notApplicable",
    });
  });

  it("is not asked for by a key that the table can't have", async () => {
    const other = item({
      ...loans,
      key: { readerId: 1, loanId: "0001" },
      attributes: [],
      isConsistent: true,
    });

    expect(await learned(other)).toMatchObject({ status: "notApplicable" });
    expect(callsMade("GetItem")).toBe(0);
  });
});

describe("items", () => {
  it("are counted until there are enough", async () => {
    for (const loanId of ["0001", "0002", "0003", "0004", "0005"]) {
      await putLoan({ loanId: { S: loanId } });
    }

    const evidence = await collect(itemCount({ ...loans, enough: 2 }));

    expect(new FactReader(evidence).read(itemCount({ ...loans, enough: 2 }))).toMatchObject({
      status: "known",
      isComplete: true,
      value: { count: 2 },
    });
    expect(callsMade("Scan")).toBe(1);
    expect(await learned(itemCount({ ...loans, enough: 6 }))).toEqual({ count: 5 });
  });

  it("show names and types in a sample", async () => {
    await putLoan();

    expect(await learned(sampleItems({ ...loans, limit: 5 }))).toEqual({
      types: [{ readerId: "S", loanId: "S", status: "S", due: "S", title: "S", fine: "N" }],
    });
  });
});

describe("a question", () => {
  const question = {
    ...loans,
    equals: { status: "out" },
    between: {},
    isConsistent: false,
    limit: 25,
  };

  it("is put to the index that has its key, and shows what that costs and carries", async () => {
    await putLoan();
    await putLoan({ loanId: { S: "0002" }, status: { S: "back" } });

    expect(await learned(queryProbe(question))).toEqual([
      {
        index: "by-status",
        isConsistent: false,
        count: 1,
        scannedCount: 1,
        units: 0.5,
        items: [{ readerId: "S", loanId: "S", status: "S", due: "S", title: "S" }],
      },
    ]);
  });

  it("is filtered where no key helps, and a range goes to the sort key", async () => {
    await putLoan();
    await putLoan({ loanId: { S: "0002" }, due: { S: "2026-04-01" } });
    const march = { due: ["2026-03-01", "2026-03-31"] } satisfies Record<string, [string, string]>;

    expect(await learned(queryProbe({ ...question, between: march }))).toMatchObject([
      { index: "by-status", count: 1, scannedCount: 1 },
    ]);
    expect(
      await learned(queryProbe({ ...question, equals: { readerId: "r-1" }, between: march })),
    ).toMatchObject([{ index: undefined, count: 1, scannedCount: 2 }]);
  });

  it("is not asked where nothing has its key", async () => {
    const byTitle = queryProbe({ ...question, equals: { title: "Emma" } });

    expect(await learned(byTitle)).toMatchObject({ status: "notApplicable" });
  });
});

describe("an item of the grader's own", () => {
  it("is written, read in both ways, seen in the index, and gone again", async () => {
    const probe = writeProbe({ ...loans, reserved: {} });

    expect(await learned(probe)).toEqual({
      isWritten: true,
      writeUnits: 2,
      indexUnits: { "by-status": 1 },
      strong: { isFound: true, units: 1 },
      eventual: { isFound: true, units: 0.5 },
      shownBy: { "by-status": true },
    });
    const { Count } = await learner.send(new ScanCommand({ TableName: loans.table }));
    expect(Count).toBe(0);
  });

  it("takes away what an earlier try has left, and touches no other key", async () => {
    const probe = writeProbe({ ...loans, reserved: {} });
    await putLoan();
    const left = { S: "grader#sub_000000000001.000000000001.build.0001" };
    await putLoan({ readerId: left, loanId: left });

    expect(await learned(probe)).toMatchObject({ isWritten: true });
    const { Items } = await learner.send(new ScanCommand({ TableName: loans.table }));
    expect(Items).toMatchObject([{ readerId: { S: "r-1" } }]);
  });

  it("may not be any other item: the policy holds the grader to its own keys", async () => {
    await putLoan();
    const policy = sessionPolicyOf([writeProbe({ ...loans, reserved: {} })], learnerAccountId);
    if (!policy.fits) throw new Error("The session policy is too long.");
    const session = await account.session({ sessionPolicy: policy.document });

    const evidence = await account.collect(
      [item({ ...loans, key, attributes: [], isConsistent: true })],
      { session },
    );

    expect(
      new FactReader(evidence).read(item({ ...loans, key, attributes: [], isConsistent: true })),
    ).toMatchObject({ status: "unknown", params: { operation: "GetItem" } });
  });
});

describe("the time of a read", () => {
  it("is measured twenty times, one read after the other, and kept in the evidence", async () => {
    await putLoan();

    const evidence = await collect(latencyProbe({ ...loans, key }));
    const reading = new FactReader(evidence).read(latencyProbe({ ...loans, key }));
    const durations = reading.status === "known" ? Object(reading.value).durationsMs : [];

    expect(callsMade("GetItem")).toBe(21);
    expect(durations).toHaveLength(20);
    for (const duration of durations) expect(duration).toBeGreaterThan(0);
  });
});
