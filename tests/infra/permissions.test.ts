import { tableDefinition } from "@lab-grader/aws/table-definition";
import {
  functionNames,
  functionRoleName,
  graderAccount,
  graderAccountId,
  localRegion,
  localStage,
  queueArns,
  resourceNames,
} from "@lab-grader/sandbox/local-system/grader-account";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stageNames } from "./stages.ts";
import { accountId, region } from "./synthesize.ts";
import {
  LambdaFunction,
  PolicyText,
  Queue,
  Role,
  type Synthesized,
  shortName,
  synthesized,
  typeNames,
} from "./synthesized.ts";

/** What may be asked of everything, and why. */
const anyResource = [
  // It judges a policy that is sent along; there is no resource to name.
  // docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamaccessanalyzer.html
  "access-analyzer:CheckNoPublicAccess",
];

describe.each(stageNames)("the roles of %s", (stage) => {
  const app = synthesized(stage);
  const roles = app.all(typeNames.role, Role);
  const functions = app.all(typeNames.lambdaFunction, LambdaFunction);

  it("trust one AWS service each, and no principal of any account", () => {
    const trusted = roles.map(({ name, assumeRolePolicy }) => [
      shortName(app, name).replace(/-[a-z]{8}$/, ""),
      assumeRolePolicy.map(({ Action, Principal }) => ({ Action, Principal })),
    ]);

    const only = (service: string) => [
      { Action: ["sts:AssumeRole"], Principal: { Service: [service] } },
    ];
    expect(Object.fromEntries(trusted)).toEqual({
      ...Object.fromEntries(functionNames.map((name) => [name, only("lambda.amazonaws.com")])),
      ReconciliationRole: only("scheduler.amazonaws.com"),
    });
  });

  it("let the scheduler act for this account only", () => {
    const trust = roles.find(({ name }) => name.includes("ReconciliationRole"))?.assumeRolePolicy;

    expect(trust?.[0]?.Condition).toEqual({ StringEquals: { "aws:SourceAccount": accountId } });
  });

  it("are those of one function each, under its own name", () => {
    expect(functions.map(({ role }) => role)).toEqual(
      functions.map(({ name }) => `arn:aws:iam::${accountId}:role/${name}`),
    );
  });

  it("allow no action by pattern, and everything of a kind only where it is written why", () => {
    const statements = roles.flatMap(({ inlinePolicies }) => inlinePolicies);
    expect(statements.length).toBeGreaterThan(10);

    expect(statements.flatMap(({ Action }) => Action).filter((one) => one.includes("*"))).toEqual(
      [],
    );
    for (const { Action, Resource } of statements) {
      if (Resource.includes("*")) expect(anyResource).toEqual(expect.arrayContaining(Action));
    }
  });

  it("name whole resources, but for the learners' accounts and the streams of a log", () => {
    const byPattern = roles
      .flatMap(({ inlinePolicies }) => inlinePolicies)
      .flatMap(({ Resource }) => Resource)
      .filter((resource) => resource !== "*" && resource.includes("*"));

    const logs = functionNames.map(
      (name) =>
        `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/lab-grader-${stage}-${name}:*`,
    );
    expect(new Set(byPattern)).toEqual(
      new Set([...logs, `arn:aws:iam::*:role/LabGraderAccess-${stage}`]),
    );
  });

  it("take no policy of AWS's", () => {
    expect(roles.flatMap(({ managedPolicyArns }) => managedPolicyArns)).toEqual([]);
  });

  it("let the grader alone into accounts, by one role name", () => {
    const assuming = roles.flatMap(({ name, inlinePolicies }) =>
      inlinePolicies
        .filter(({ Action }) => Action.some((one) => one.startsWith("sts:")))
        .map(({ Action, Resource }) => ({ name, Action, Resource })),
    );

    expect(assuming).toEqual([
      {
        name: `lab-grader-${stage}-grader`,
        Action: ["sts:AssumeRole"],
        Resource: [`arn:aws:iam::*:role/LabGraderAccess-${stage}`],
      },
    ]);
  });

  it.each(functionNames)(
    "allow %s what the same code is allowed in the local system, where the tests run it",
    (name) => {
      const deployed = roles.find((role) => role.name === `lab-grader-${stage}-${name}`);

      const allowed = permissionsOf(deployed?.inlinePolicies ?? []).filter(
        (one) => !one.startsWith("logs:"),
      );
      expect(allowed.map((one) => localWords(app, one)).sort()).toEqual(localPermissionsOf(name));
    },
  );

  it("leave the topic of alarms to two services, for this account", () => {
    const policies = app.all("aws:sns/topicPolicy:TopicPolicy", z.object({ policy: PolicyText }));

    expect(policies.flatMap(({ policy }) => policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] },
        Action: ["sns:Publish"],
        Resource: [`arn:aws:sns:${region}:${accountId}:lab-grader-${stage}-alarms`],
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ]);
  });

  it("let API Gateway invoke the API's function for this API only", () => {
    const permissions = app.all(
      "aws:lambda/permission:Permission",
      z.object({ principal: z.string(), function: z.string(), sourceArn: z.string() }),
    );

    expect(permissions).toHaveLength(2);
    for (const permission of permissions) {
      expect(permission.principal).toBe("apigateway.amazonaws.com");
      expect(permission.function).toContain(`:function:lab-grader-${stage}-api`);
      expect(permission.sourceArn).toContain(`:${accountId}:lab-grader-${stage}-ApiApi`);
    }
  });
});

type Statements = z.infer<typeof PolicyText>;

/** `sqs:SendMessage arn:…`, one for each action and resource. */
function permissionsOf(statements: Statements): readonly string[] {
  return statements.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)),
  );
}

function localPermissionsOf(name: (typeof functionNames)[number]): readonly string[] {
  const roleName = functionRoleName(name);
  const role = graderAccount().roles?.find((one) => one.roleName === roleName);
  return Object.values(role?.policies ?? {})
    .flatMap((policy) => permissionsOf(PolicyText.parse(JSON.stringify(policy))))
    .toSorted();
}

/** The same permission in the names of the local system. */
function localWords(app: Synthesized, permission: string): string {
  const arnOf = (type: string, schema: z.ZodType<{ name: string }>, part: string) =>
    app.all(type, schema).find(({ name }) => name.includes(part))?.name ?? "";
  const queue = (part: string) =>
    `arn:aws:sqs:${region}:${accountId}:${arnOf(typeNames.queue, Queue, part)}`;
  const tableName = arnOf(typeNames.table, z.object({ name: z.string() }), "Table");
  const localTable = tableDefinition(resourceNames.table).TableName;
  return permission
    .replace(queue("GradingQueue"), queueArns.grading)
    .replace(queue("DeadLettersQueue"), queueArns.deadLetters)
    .replace(
      `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`,
      `arn:aws:dynamodb:${localRegion}:${graderAccountId}:table/${localTable}`,
    )
    .replace(`LabGraderAccess-${app.stage}`, `LabGraderAccess-${localStage}`);
}
