import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { synthesized, typeNames } from "./synthesized.ts";

const guide = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");
const app = synthesized("production");

describe("the guide's table of what a deployment makes", () => {
  it.each([
    ["DynamoDB table", [typeNames.table]],
    ["SQS queues", [typeNames.queue]],
    ["Lambda functions", [typeNames.lambdaFunction]],
    ["Cognito user pool", ["aws:cognito/userPool:UserPool"]],
    ["EventBridge bus, schedules", [typeNames.eventBus, "aws:scheduler/schedule:Schedule"]],
    ["CloudWatch alarms, dashboard", [typeNames.alarm, "aws:cloudwatch/dashboard:Dashboard"]],
  ])("counts right: %s", (what, types) => {
    const counts = types.map((type) => app.resources.filter((one) => one.type === type).length);

    expect(guide).toContain(`| ${what} | ${counts.join(", ")} |`);
  });
});
