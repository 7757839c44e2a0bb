import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import {
  CreateBackupCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsedYaml } from "./parsed-yaml.ts";
import { typed } from "./typed.ts";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  await typed(["lab", "new", "first-lab"], { directory });
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

/** Records the lab's only stage while `type` does what an author would, then presses Enter. */
async function record(
  type: (client: DynamoDBClient) => Promise<void>,
  { end }: { end: "enter" | "ctrl-c" } = { end: "enter" },
) {
  const stdin = new PassThrough();
  const stop = new AbortController();
  let isTyping = false;
  return await typed(["lab", "record", "first-lab", "--replace", "--port", "0"], {
    directory,
    stdin,
    signal: stop.signal,
    onWrite: ({ err }) => {
      const [, endpoint] = /AWS_ENDPOINT_URL=(\S+)/.exec(err) ?? [];
      if (endpoint === undefined || isTyping) return;
      isTyping = true;
      const credentials = { accessKeyId: "author-01", secretAccessKey: "local" };
      const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
      type(client).finally(() => {
        client.destroy();
        if (end === "enter") stdin.write("\n");
        else stop.abort();
      });
    },
  });
}

const TableName = "first-lab";
async function buildTheTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
      DeletionProtectionEnabled: true,
    }),
  );
  await client.send(new DescribeTableCommand({ TableName }));
  await client.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 14,
      },
    }),
  );
  await client.send(new CreateBackupCommand({ TableName, BackupName: "first" }));
}

async function solution() {
  return parsedYaml(await readFile(join(directory, "first-lab/cases/solution.yaml"), "utf8"));
}

describe("labgrader lab record", () => {
  it.each(["enter", "ctrl-c"] as const)(
    "writes what was changed as steps with the lab's variables, ended by %s",
    async (end) => {
      const { exitCode, out } = await record(buildTheTable, { end });

      expect(exitCode).toBe(0);
      expect(out).toContain("build has 3 steps");
      expect(await solution()).toEqual({
        build: {
          "create-the-table": {
            "dynamodb create-table": expect.objectContaining({ TableName: "$table" }),
          },
          "recovery-on": {
            "dynamodb update-continuous-backups": expect.objectContaining({ TableName: "$table" }),
          },
          "create-backup": {
            "dynamodb create-backup": { TableName: "$table", BackupName: "first" },
          },
        },
      });
      expect(await readdir(join(directory, "first-lab/cases"))).toEqual([
        ...["cases.yaml", "solution.yaml"],
      ]);
    },
  );

  it("records a solution that proves the lab as it did before", async () => {
    await record(buildTheTable);

    expect((await typed(["lab", "test", "first-lab"], { directory })).exitCode).toBe(0);
  });

  it("writes nothing where nothing was changed", async () => {
    const before = await solution();

    const { exitCode, out } = await record(async () => {});

    expect(exitCode).toBe(0);
    expect(out).toContain("nothing was written");
    expect(await solution()).toEqual(before);
  });

  it("does not write over a stage that has steps unless it is told to", async () => {
    const { exitCode, err } = await typed(["lab", "record", "first-lab"], { directory });

    expect(exitCode).toBe(2);
    expect(err).toContain("--replace writes over them");
  });
});
