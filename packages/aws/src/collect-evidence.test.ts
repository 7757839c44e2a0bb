import { largestEvidenceBytes, largestFactBytes } from "@lab-grader/core/evidence/evidence";
import { backups } from "@lab-grader/core/facts/backups";
import { continuousBackups } from "@lab-grader/core/facts/continuous-backups";
import { encryptionKey } from "@lab-grader/core/facts/encryption-key";
import type { FactCall, FactRef } from "@lab-grader/core/facts/fact";
import { FactReader } from "@lab-grader/core/facts/read-facts";
import { tablePolicy } from "@lab-grader/core/facts/resource-policies";
import { table } from "@lab-grader/core/facts/table";
import { tags } from "@lab-grader/core/facts/tags";
import { describe, expect, it } from "vitest";
import { collectEvidence } from "./collect-evidence.ts";
import type { LearnerSession } from "./learner-session.ts";

const orders = { region: "us-east-1", table: "lab-orders" };

function aSession(send: (call: FactCall) => Promise<object>): LearnerSession {
  return { accountId: "100000000001", way: "role", secrets: ["secret-token"], send };
}

function collect(
  facts: readonly FactRef[],
  send: (call: FactCall) => Promise<object>,
  concurrency = 8,
) {
  return collectEvidence({
    session: aSession(send),
    facts,
    accountId: "100000000001",
    submissionId: "sub_000000000001.000000000001.build.0001",
    claim: 1,
    now: () => "2026-03-01T12:00:00.000Z",
    hash: (text) => String(text.length),
    deadline: new AbortController().signal,
    timings: { callDeadlineSeconds: 5, longestLookSeconds: 1 },
    concurrency,
  });
}

const described = {
  Table: {
    TableName: "lab-orders",
    TableArn: "arn:aws:dynamodb:us-east-1:100000000001:table/lab-orders",
    TableStatus: "ACTIVE",
    CreationDateTime: new Date("2026-03-01T11:00:00Z"),
    KeySchema: [],
    AttributeDefinitions: [],
    SSEDescription: { SSEType: "KMS", KMSMasterKeyArn: "arn:aws:kms:us-east-1:100000000001:key/1" },
  },
  $metadata: { httpStatusCode: 200 },
};

describe("collectEvidence", () => {
  it("asks a fact as soon as those it stands on are answered, not later", async () => {
    const asked: string[] = [];
    const slow = Promise.withResolvers<object>();

    const evidence = collect([encryptionKey(orders), backups(orders)], async ({ operation }) => {
      asked.push(operation);
      if (operation === "ListBackups") return slow.promise;
      // The key is asked while the backups still wait; only then do they come.
      if (operation === "DescribeKey") slow.resolve({ BackupSummaries: [] });
      return operation === "DescribeTable" ? described : { KeyMetadata: { KeyManager: "AWS" } };
    });

    expect(new FactReader(await evidence).read(encryptionKey(orders)).status).toBe("known");
    expect(asked).toEqual(["DescribeTable", "ListBackups", "DescribeKey"]);
  });

  it("asks no more calls at once than it may", async () => {
    let running = 0;
    let most = 0;
    const facts = ["a01", "a02", "a03", "a04", "a05"].map((name) =>
      table({ region: "us-east-1", table: name }),
    );

    await collect(
      facts,
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return described;
      },
      2,
    );

    expect(most).toBe(2);
  });

  it("keeps the pages that fit and says that others are missing", async () => {
    let page = 0;
    const evidence = await collect([tags(orders)], async () => {
      page += 1;
      return { Tags: [{ Key: `page-${page}`, Value: "x".repeat(9_000) }], NextToken: `${page}` };
    });

    const answers = evidence.facts[0]?.answers ?? [];
    expect(answers.map(({ truncated }) => truncated)).toEqual([undefined, undefined, true]);
    expect(page).toBe(4);
    expect(new FactReader(evidence).read(tags(orders))).toMatchObject({
      status: "known",
      isComplete: false,
    });
  });

  it("says that pages are missing when a fact's last page is not AWS's", async () => {
    const evidence = await collect([tags(orders)], async () => ({ Tags: [], NextToken: "more" }));

    expect(evidence.facts[0]?.answers).toHaveLength(10);
    expect(evidence.facts[0]?.answers.at(-1)?.truncated).toBe(true);
  });

  it("keeps the pages before one that AWS refuses, and is unknown", async () => {
    const evidence = await collect([tags(orders)], async ({ input }) => {
      if (input.NextToken)
        throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
      return { Tags: [{ Key: "a", Value: "b" }], NextToken: "more" };
    });

    expect(evidence.facts[0]?.answers).toMatchObject([
      { output: { Tags: [{ Key: "a" }] } },
      { error: { name: "ThrottlingException" }, input: { NextToken: "more" } },
    ]);
    expect(new FactReader(evidence).read(tags(orders))).toMatchObject({
      reason: "platform.throttled",
    });
  });

  it("leaves out an answer that is too large by itself", async () => {
    const evidence = await collect([tablePolicy(orders)], async () => ({
      Policy: "p".repeat(largestFactBytes),
    }));

    expect(evidence.facts[0]?.answers).toMatchObject([{ truncated: true }]);
    expect(evidence.facts[0]?.answers[0]).not.toHaveProperty("output");
    expect(new FactReader(evidence).read(tablePolicy(orders))).toMatchObject({
      fault: "rubric",
      reason: "rubric.truncated",
    });
  });

  it("keeps no more in all than fits into one item", async () => {
    const facts = Array.from({ length: 20 }, (_, index) =>
      tablePolicy({ region: "us-east-1", table: `table-${index}` }),
    );

    const evidence = await collect(facts, async () => ({ Policy: "p".repeat(30_000) }));

    expect(evidence.facts.filter((fact) => fact.answers[0]?.output)).toHaveLength(8);
    expect(Buffer.byteLength(JSON.stringify(evidence.facts))).toBeLessThan(
      largestEvidenceBytes + 12 * 300,
    );
  });

  it("writes times and bytes as texts and drops what is the SDK's own", async () => {
    const evidence = await collect([continuousBackups(orders)], async () => ({
      ContinuousBackupsDescription: {
        at: new Date("2026-03-01T11:00:00Z"),
        bytes: new Uint8Array([1, 2, 3]),
        nothing: undefined,
        list: [true, null, 1.5],
      },
      $metadata: {},
    }));

    expect(evidence.facts[0]?.answers[0]?.output).toEqual({
      ContinuousBackupsDescription: {
        at: "2026-03-01T11:00:00.000Z",
        bytes: "AQID",
        list: [true, null, 1.5],
      },
    });
  });

  it("cuts AWS's words and takes secrets out of them", async () => {
    const evidence = await collect([table(orders)], async () => {
      throw Object.assign(new Error(`no secret-token ${"w".repeat(2000)}`), {
        name: "SomeException",
        $metadata: { httpStatusCode: 400 },
      });
    });

    const error = evidence.facts[0]?.answers[0]?.error;
    expect(error).toMatchObject({ name: "SomeException", status: 400 });
    expect(error?.message).toHaveLength(1000);
    expect(error?.message).toMatch(/^no \[redacted\] w+$/);
  });
});
