import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliCommand, cliService } from "./cli-names.ts";
import { createAwsCommands } from "./lab-bench/aws-commands.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { operationShapes } from "./sdk-shapes/operation-shapes.ts";
import { requiredInput } from "./sdk-shapes/required-input.ts";
import { aKey, aSandbox } from "./testing.ts";

/** Prefixes of actions that are not the service's name in signatures. */
const prefixes: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/**
 * Operations whose action has another name, and those that need none:
 * docs.aws.amazon.com/service-authorization/latest/reference
 */
const otherActions: Readonly<Record<string, string | undefined>> = {
  "budgets:CreateBudget": "budgets:ModifyBudget",
  "budgets:CreateNotification": "budgets:ModifyBudget",
  "budgets:CreateSubscriber": "budgets:ModifyBudget",
  "budgets:DeleteBudget": "budgets:ModifyBudget",
  "budgets:DescribeBudget": "budgets:ViewBudget",
  "budgets:DescribeBudgets": "budgets:ViewBudget",
  "budgets:DescribeNotificationsForBudget": "budgets:ViewBudget",
  "budgets:DescribeSubscribersForNotification": "budgets:ViewBudget",
  "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
  "sqs:SendMessageBatch": "sqs:SendMessage",
};
const withoutPermission = new Set(["sts:GetCallerIdentity"]);

/** Members that are looked at before the permission is, or without which there is nothing to ask for. */
const given = {
  PolicyArn: "arn:aws:iam::100000000015:policy/orders",
  PolicySourceArn: "arn:aws:iam::100000000015:role/orders",
  PermissionsBoundary: "arn:aws:iam::100000000015:policy/orders",
  RoleArn: "arn:aws:iam::100000000015:role/orders",
  VersionId: "v1",
};

const refusalCodes = new Set(["AccessDeniedException", "AccessDenied", "UnauthorizedOperation"]);

let sandbox: Sandbox;
let commands: ReturnType<typeof createAwsCommands>;

beforeAll(async () => {
  sandbox = await aSandbox();
  const key = aKey("nobody", {});
  sandbox.createAccount({ accountId: "100000000015", accessKeys: [key] });
  commands = createAwsCommands({ endpoint: sandbox.endpoint, credentials: key });
});
afterAll(async () => {
  commands.close();
  await sandbox.close();
});

const operations = await allOperations();

async function allOperations() {
  const listed = await startSandbox();
  await listed.close();
  return [...listed.services.values()].flatMap(({ signingName, operations }) =>
    Object.keys(operations).map((operation) => ({
      signingName,
      operation,
      action: `${prefixes[signingName] ?? signingName}:${operation}`,
    })),
  );
}

describe("somebody without any permission", () => {
  it.each(operations.filter(({ action }) => !withoutPermission.has(action)))(
    "is refused $action",
    async ({ signingName, operation, action }) => {
      const shapes = operationShapes(signingName, operation);
      const parameters = shapes ? requiredInput(shapes.input, given) : {};
      const run = commands.run({
        name: operation,
        service: cliService(signingName),
        command: cliCommand(operation),
        region: "us-east-1",
        parameters,
      });

      const error = await run.then(
        () => undefined,
        (refused: unknown) => refused,
      );

      const { name, message } = error instanceof Error ? error : new Error("was answered");
      expect({ message, isRefusal: refusalCodes.has(name) }).toEqual({
        message: expect.stringContaining(`perform: ${otherActions[action] ?? action} on resource:`),
        isRefusal: true,
      });
    },
  );

  it("can ask who they are", async () => {
    const answer = await commands.run({
      ...{ name: "who", service: "sts", command: "get-caller-identity" },
      ...{ region: "us-east-1", parameters: {} },
    });

    expect(answer).toMatchObject({ Account: "100000000015" });
  });
});
