import { describe, expect, it } from "vitest";
import type { Answer, FactEvidence } from "../evidence/evidence.ts";
import type { JsonObject } from "../json.ts";
import { leftOvers } from "./left-overs.ts";

const params = { region: "us-east-1", table: "lab-orders" };
const keyArn = "arn:aws:kms:us-east-1:100000000014:key/1";
const backupArn = "arn:aws:dynamodb:us-east-1:100000000014:table/lab-orders/backup/01";

function answered(operation: string, reply: Pick<Answer, "output" | "error">): Answer {
  const place = { service: "dynamodb", region: "us-east-1", input: {} };
  return { ...place, operation, observedAt: "2026-03-01T12:00:00.000Z", ...reply };
}

function tableFact(changes: JsonObject = {}): FactEvidence {
  const Table = {
    TableName: "lab-orders",
    TableArn: "arn:aws:dynamodb:us-east-1:100000000014:table/lab-orders",
    TableStatus: "ACTIVE",
    KeySchema: [{ AttributeName: "customerId", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "customerId", AttributeType: "S" }],
    SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: keyArn },
    ...changes,
  };
  return {
    kind: "dynamodb.table",
    params,
    answers: [answered("DescribeTable", { output: { Table } })],
  };
}

function keyFact(KeyMetadata: JsonObject): FactEvidence {
  const output = { KeyMetadata: { Arn: keyArn, KeyState: "Enabled", ...KeyMetadata } };
  return { kind: "kms.table-key", params, answers: [answered("DescribeKey", { output })] };
}

function backupsFact(...types: string[]): FactEvidence {
  const BackupSummaries = types.map((BackupType) => ({
    BackupName: "it's mine",
    BackupArn: BackupType === "USER" ? backupArn : `${backupArn}-${BackupType}`,
    BackupStatus: "AVAILABLE",
    BackupType,
  }));
  const answers = [answered("ListBackups", { output: { BackupSummaries } })];
  return { kind: "dynamodb.backups", params, answers };
}

function leftBehind(...facts: FactEvidence[]) {
  return leftOvers({ access: { status: "open", way: "role" }, facts }).found;
}

describe("leftOvers", () => {
  it("lists tables, then backups, then keys, each with the command that deletes it", () => {
    const found = leftBehind(keyFact({ KeyManager: "CUSTOMER" }), backupsFact("USER"), tableFact());

    expect(found).toEqual([
      {
        what: "table",
        name: "lab-orders",
        region: "us-east-1",
        command: "aws dynamodb delete-table --region us-east-1 --table-name lab-orders",
        cost: "costs",
      },
      {
        what: "backup",
        name: "it's mine",
        region: "us-east-1",
        command: `aws dynamodb delete-backup --region us-east-1 --backup-arn ${backupArn}`,
        cost: "costs",
      },
      {
        what: "KMS key",
        name: "1",
        region: "us-east-1",
        command: `aws kms schedule-key-deletion --region us-east-1 --key-id ${keyArn} --pending-window-in-days 7`,
        cost: "costs",
      },
    ]);
  });

  it("switches deletion protection off before the table is deleted, and waits in between", () => {
    const [table] = leftBehind(tableFact({ DeletionProtectionEnabled: true }));

    expect(table?.command.split(" && ")).toEqual([
      "aws dynamodb update-table --region us-east-1 --table-name lab-orders --no-deletion-protection-enabled",
      "aws dynamodb wait table-exists --region us-east-1 --table-name lab-orders",
      "aws dynamodb delete-table --region us-east-1 --table-name lab-orders",
    ]);
  });

  it("names what two facts saw once", () => {
    expect(leftBehind(tableFact(), tableFact({ TableStatus: "UPDATING" }))).toHaveLength(1);
  });

  it("puts replicas before the table that they were made from, each once", () => {
    const { answers } = tableFact();
    const replica: FactEvidence = {
      kind: "dynamodb.replica-tables",
      params: { ...params, replicas: ["us-west-2"] },
      answers: answers.map((answer) => ({ ...answer, region: "us-west-2" })),
    };
    const nearMiss: FactEvidence = {
      kind: "dynamodb.table-elsewhere",
      params: { ...params, elsewhere: "us-west-2" },
      answers: replica.answers,
    };

    const found = leftBehind(tableFact(), replica, nearMiss);

    expect(found.map(({ what, region }) => `${what} ${region}`)).toEqual([
      "replica us-west-2",
      "table us-east-1",
    ]);
  });

  it("says nothing of what AWS owns and of what is going already", () => {
    expect(leftBehind(tableFact({ TableStatus: "DELETING" }))).toEqual([]);
    expect(leftBehind(backupsFact("SYSTEM", "AWS_BACKUP"))).toEqual([]);
    expect(leftBehind(tableFact(), keyFact({ KeyManager: "AWS" }))).toHaveLength(1);
    expect(
      leftBehind(tableFact(), keyFact({ KeyManager: "CUSTOMER", KeyState: "PendingDeletion" })),
    ).toHaveLength(1);
  });

  it("names what it could not look at", () => {
    const error = { name: "AccessDeniedException", message: "", status: 400 };
    const denied = { ...tableFact(), answers: [answered("DescribeTable", { error })] };

    const { found, notSeen } = leftOvers({
      access: { status: "open", way: "role" },
      facts: [denied, backupsFact()],
    });

    expect(found).toEqual([]);
    expect(notSeen).toEqual([
      "the table's description: keys, capacity, indexes, stream, encryption, protection",
    ]);
  });
});
