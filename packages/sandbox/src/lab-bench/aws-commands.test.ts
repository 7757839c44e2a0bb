import type { ResolvedStep } from "@lab-grader/core/lab/resolve-step";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aSandbox } from "../testing.ts";
import { type AwsCommands, createAwsCommands } from "./aws-commands.ts";

let sandbox: Sandbox;
let commands: AwsCommands;

beforeAll(async () => {
  sandbox = await aSandbox();
  commands = createAwsCommands({
    endpoint: sandbox.endpoint,
    credentials: { accessKeyId: "learner-14", secretAccessKey: "local" },
  });
});
afterAll(async () => {
  commands.close();
  await sandbox.close();
});

function aStep(changes: Partial<ResolvedStep>): ResolvedStep {
  return {
    name: "try-it",
    service: "dynamodb",
    command: "list-tables",
    region: "us-east-1",
    parameters: {},
    ...changes,
  };
}

describe("createAwsCommands", () => {
  it("runs a command of any service by its name in the AWS CLI", async () => {
    await expect(commands.run(aStep({}))).resolves.toMatchObject({ TableNames: [] });
    await expect(
      commands.run(aStep({ service: "sts", command: "get-caller-identity" })),
    ).resolves.toMatchObject({ Account: "100000000014" });
    await expect(
      commands.run(
        aStep({
          service: "application-autoscaling",
          command: "describe-scalable-targets",
          parameters: { ServiceNamespace: "dynamodb" },
        }),
      ),
    ).resolves.toMatchObject({ ScalableTargets: [] });
  });

  it("answers times as texts", async () => {
    const key = await commands.run(aStep({ service: "kms", command: "create-key" }));

    expect(key).toMatchObject({
      KeyMetadata: { CreationDate: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
  });

  it("throws AWS's own error", async () => {
    await expect(
      commands.run(aStep({ command: "describe-table", parameters: { TableName: "lab-orders" } })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it.each([
    [{ command: "make-table" }, 'aws dynamodb has no command "make-table".'],
    [{ service: "dynamite" }, 'The service "dynamite" is not known'],
  ])("says that %o is not known", async (changes, message) => {
    await expect(commands.run(aStep(changes))).rejects.toThrow(message);
  });
});
