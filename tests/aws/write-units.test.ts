import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  CreateBackupCommand,
  CreateTableCommand,
  DynamoDBClient,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
} from "@aws-sdk/client-dynamodb";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { tableDefinition } from "@lab-grader/aws/table-definition";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { idFrom } from "@lab-grader/core/ids";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { Lab } from "@lab-grader/core/lab/lab";
import { loadLab } from "@lab-grader/core/lab/load-lab";
import { acceptSubmission } from "@lab-grader/core/submissions/accept-submission";
import { conclude } from "@lab-grader/core/submissions/conclude";
import { handleDelivery } from "@lab-grader/core/submissions/handle-delivery";
import { aBinding, aLearner, anAssignment } from "@lab-grader/core/testing";
import { clientConfig, learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { aLearnerAccount, type LearnerAccount, sha256 } from "./learner-account.ts";

const newId = (prefix: string) => idFrom(prefix, randomBytes(8));
const now = () => new Date().toISOString();

let account: LearnerAccount;
let platform: DynamoDBClient;
let writeUnits: Map<string, number>;
beforeEach(async () => {
  account = await aLearnerAccount();
  platform = new DynamoDBClient(clientConfig(account.sandbox, "platform"));
  await platform.send(new CreateTableCommand(tableDefinition("lab-grader")));
  writeUnits = new Map();
  countWriteUnits(platform);
});
afterEach(async () => {
  platform.destroy();
  await account.close();
});

const Consumed = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

/** Asks AWS what each write cost. */
function countWriteUnits(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const { commandName = "" } = context;
      if (!/^(Put|Update)Item/.test(commandName)) return await next(args);
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: "TOTAL" },
      });
      const units = Consumed.parse(result.output).ConsumedCapacity.CapacityUnits;
      writeUnits.set(commandName, (writeUnits.get(commandName) ?? 0) + units);
      return result;
    },
    { step: "initialize" },
  );
}

async function introduction(): Promise<Lab> {
  const file = "labs/dynamodb-introduction/lab.yaml";
  const loaded = loadLab(file, await readFile(file, "utf8"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value.lab;
}

/** A table that has something of everything that the lab looks at. */
async function buildOrders(): Promise<void> {
  const learner = new DynamoDBClient(clientConfig(account.sandbox, "learner-14"));
  const TableName = "lab-orders";
  await learner.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [
        { AttributeName: "customerId", KeyType: "HASH" },
        { AttributeName: "orderId", KeyType: "RANGE" },
      ],
      AttributeDefinitions: ["customerId", "orderId", "status", "createdAt"].map((name) => ({
        AttributeName: name,
        AttributeType: "S",
      })),
      BillingMode: "PAY_PER_REQUEST",
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-status",
          KeySchema: [
            { AttributeName: "status", KeyType: "HASH" },
            { AttributeName: "createdAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["total"] },
        },
      ],
      SSESpecification: { Enabled: true, SSEType: "KMS" },
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      DeletionProtectionEnabled: true,
    }),
  );
  await learner.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  await learner.send(new CreateBackupCommand({ TableName, BackupName: "before-the-break" }));
  await learner.send(
    new TagResourceCommand({
      ResourceArn: `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/${TableName}`,
      Tags: [{ Key: "course", Value: "cloud-101" }],
    }),
  );
  learner.destroy();
}

describe("a whole submission in the table", () => {
  it("costs at most 12 write units, from accepting it to its cell", async () => {
    await buildOrders();
    const lab = await introduction();
    const table = dynamoDbTable({ client: platform, tableName: "lab-grader" });
    const [assignmentId, learnerId, cohortId] = [newId("asg"), newId("lrn"), newId("coh")];
    const login = "learner-14@school.example";
    const accountId = learnerAccountId;
    await table.put(
      AssignmentRecord,
      anAssignment({
        assignmentId,
        cohortId,
        labDigest: sha256("lab"),
        closesAt: "9999-01-01T00:00:00.000Z",
      }),
    );
    await table.put(LearnerRecord, aLearner({ learnerId, login, cohorts: [cohortId], accountId }));
    await table.put(
      AccountBindingRecord,
      aBinding({ learnerId, accountId, expiresAt: "9999-01-01T00:00:00.000Z" }),
    );
    writeUnits.clear();

    const deps = {
      table,
      now,
      hash: sha256,
      newId,
      timings: cloudTimings,
      send: async () => {},
      announce: async () => {},
    };
    const acceptance = await acceptSubmission(
      {
        assignmentId,
        learnerId,
        stage: "build",
        idempotencyKey: randomUUID(),
        body: { stage: "build" },
      },
      deps,
    );
    if (acceptance.status !== "accepted") throw new Error(acceptance.status);
    const handled = await handleDelivery(
      {
        submissionId: acceptance.submission.submissionId,
        deadline: new Date(Date.now() + 60_000).toISOString(),
        receiveCount: 1,
      },
      {
        ...deps,
        judge: async (claimed) => {
          const stage = bindStage(lab, "build", {
            learner: { login, accountId },
            graderAccountId: "999999999999",
          });
          const { submissionId, claim } = claimed;
          const evidence = await account.collect(factsOfStage(stage), { submissionId, claim });
          const verdicts = gradeSubmission(stage, evidence, { accountId });
          const concluded = conclude(verdicts, {
            claimed,
            attemptHash: sha256("attempt"),
            lastAttemptHash: undefined,
            now: now(),
            timings: cloudTimings,
          });
          return concluded.status === "judged" ? { ...concluded, evidence } : concluded;
        },
      },
    );

    expect(handled).toMatchObject({ status: "acknowledged", because: "committed" });
    const total = [...writeUnits.values()].reduce((sum, units) => sum + units, 0);
    // 2 + 1 + 1 + 2 for the submission and its place in the index; the rest is evidence, grade, cell.
    expect(total).toBeGreaterThan(6);
    expect(total).toBeLessThanOrEqual(12);
  });
});
