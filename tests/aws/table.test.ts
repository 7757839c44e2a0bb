import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { tableDefinition } from "@lab-grader/aws/table-definition";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { Table } from "@lab-grader/core/storage/table";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aLearner, aSubmission } from "@lab-grader/core/testing";
import type { Sandbox } from "@lab-grader/sandbox/sandbox";
import { aSandbox, clientConfig, platformAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let sandbox: Sandbox;
let client: DynamoDBClient;
let table: Table;
let sent: { commandName: string | undefined; input: Readonly<Record<string, unknown>> }[];
beforeEach(async () => {
  sandbox = await aSandbox();
  client = new DynamoDBClient(clientConfig(sandbox, "platform"));
  await client.send(new CreateTableCommand(tableDefinition("lab-grader")));
  sent = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push({ commandName: context.commandName, input: { ...args.input } });
      return next(args);
    },
    { step: "initialize" },
  );
  table = dynamoDbTable({ client, tableName: "lab-grader" });
});
afterEach(async () => {
  client.destroy();
  await sandbox.close();
});

describe("dynamoDbTable", () => {
  it("reads consistently, except what is due, which comes from the index", async () => {
    await table.get(LearnerRecord, aLearner());
    await table.list(SubmissionRecord, { pk: "asg#lrn", prefix: "build#" });
    await table.listDue({ dueBefore: "2026-01-01T00:00:00.000Z", limit: 25 });

    expect(sent).toMatchObject([
      { commandName: "GetItemCommand", input: { ConsistentRead: true } },
      { commandName: "QueryCommand", input: { ConsistentRead: true } },
      { commandName: "QueryCommand", input: { IndexName: "open" } },
    ]);
    expect(sent[2]?.input).not.toHaveProperty("ConsistentRead");
  });

  it("throws when DynamoDB throttles: that is no refused condition", async () => {
    sandbox.accounts
      .get(platformAccountId)
      .changeSwitches({ throttle: [{ operation: "dynamodb:*", every: 1 }] });

    const submission = aSubmission();
    await expect(
      table.put(SubmissionRecord, submission, { itemIsAbsent: true }),
    ).rejects.toMatchObject({ name: "ThrottlingException" });
    await expect(
      table.update(SubmissionRecord, submission, { claim: 1 }, { field: "claim", equals: 0 }),
    ).rejects.toMatchObject({ name: "ThrottlingException" });
  });

  it("puts into the index what is due, and takes it out again", async () => {
    const dueAt = "2026-03-01T12:02:00.000Z";
    const submission = aSubmission({ dueAt });
    await table.put(SubmissionRecord, submission);
    const due = () => table.listDue({ dueBefore: dueAt, limit: 25 });

    expect((await due()).items).toEqual([SubmissionRecord.key(submission)]);
    await table.put(SubmissionRecord, aSubmission());
    expect((await due()).items).toEqual([]);
  });
});
