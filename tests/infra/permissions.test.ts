import { tableDefinition } from "@lab-grader/aws/table-definition";
import { apiRoutes } from "@lab-grader/core/contracts/gateway";
import {
  eventBusArn,
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
  rolesOf,
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

/** The local system issues tokens itself, and nobody seals by a clock there. */
const deployedFunctions = [...functionNames, "sealer", "sign-in-token"];

describe.each(stageNames)("the roles of %s", (stage) => {
  const app = synthesized(stage);
  const roles = rolesOf(app);
  const functions = app.all(typeNames.lambdaFunction, LambdaFunction);
  const poolArns = app
    .all("aws:cognito/userPool:UserPool", z.object({ name: z.string() }))
    .map(({ name }) => `arn:aws:cognito:${region}:${accountId}:${name}`);

  it("trust one AWS service each, and no principal of any account", () => {
    const trusted = roles.map(({ name, assumeRolePolicy }) => [
      shortName(app, name).replace(/-[a-z]{8}$/, ""),
      assumeRolePolicy.map(({ Action, Principal }) => ({ Action, Principal })),
    ]);

    const only = (service: string) => [
      { Action: ["sts:AssumeRole"], Principal: { Service: [service] } },
    ];
    expect(Object.fromEntries(trusted)).toEqual({
      ...Object.fromEntries(deployedFunctions.map((name) => [name, only("lambda.amazonaws.com")])),
      ReconciliationRole: only("scheduler.amazonaws.com"),
      SealingRole: only("scheduler.amazonaws.com"),
    });
  });

  it("let the scheduler act for this account only", () => {
    const schedules = roles.filter(({ name }) => /-(Reconciliation|Sealing)Role-/.test(name));

    expect(schedules).toHaveLength(2);
    for (const { assumeRolePolicy } of schedules)
      expect(assumeRolePolicy.map(({ Condition }) => Condition)).toEqual([
        { StringEquals: { "aws:SourceAccount": accountId } },
      ]);
  });

  it("let each schedule call its own function, and do nothing else", () => {
    const allowed = ["Reconciliation", "Sealing"].map((schedule) =>
      permissionsOf(
        roles.find(({ name }) => name.includes(`-${schedule}Role-`))?.inlinePolicies ?? [],
      ),
    );

    const call = (name: string) =>
      `lambda:InvokeFunction arn:aws:lambda:${region}:${accountId}:function:lab-grader-${stage}-${name}`;
    expect(allowed).toEqual([[call("reconciler")], [call("sealer")]]);
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

    const logs = deployedFunctions.map(
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

  it("let the sealer read cohorts, and start jobs", () => {
    const role = roles.find(({ name }) => name === `lab-grader-${stage}-sealer`);

    const allowed = permissionsOf(role?.inlinePolicies ?? [])
      .filter((one) => !one.startsWith("logs:"))
      .map((one) => localWords(app, one));
    const table = `arn:aws:dynamodb:${localRegion}:${graderAccountId}:table/${tableDefinition(resourceNames.table).TableName}`;
    expect(allowed.sort()).toEqual([
      `dynamodb:GetItem ${table}`,
      `dynamodb:PutItem ${table}`,
      `dynamodb:Query ${table}`,
      `sqs:SendMessage ${queueArns.regrade}`,
    ]);
  });

  it("let the sign-in look at users of its own pool, and do nothing else", () => {
    const role = roles.find(({ name }) => name === `lab-grader-${stage}-sign-in-token`);

    const allowed = permissionsOf(role?.inlinePolicies ?? []);
    expect(allowed.filter((one) => !one.startsWith("logs:"))).toEqual(
      poolArns.map((arn) => `cognito-idp:AdminGetUser ${arn}`),
    );
  });

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

  const invocations = app.all(
    "aws:lambda/permission:Permission",
    z.object({ principal: z.string(), function: z.string(), sourceArn: z.string() }),
  );

  it("let Cognito invoke the sign-in's function for this pool only", () => {
    const permissions = invocations.filter(({ principal }) => principal.startsWith("cognito"));

    expect(permissions).toMatchObject([
      {
        principal: "cognito-idp.amazonaws.com",
        function: `arn:aws:lambda:${region}:${accountId}:function:lab-grader-${stage}-sign-in-token`,
        sourceArn: poolArns[0],
      },
    ]);
  });

  it("let API Gateway invoke the API's function for this API only", () => {
    const permissions = invocations.filter(({ principal }) => !principal.startsWith("cognito"));

    expect(permissions).toHaveLength(apiRoutes.length);
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
  const busName = arnOf(typeNames.eventBus, z.object({ name: z.string() }), "Events");
  const tableName = arnOf(typeNames.table, z.object({ name: z.string() }), "Table");
  const localTable = tableDefinition(resourceNames.table).TableName;
  return permission
    .replace(queue("GradingQueue"), queueArns.grading)
    .replace(queue("RegradeQueue"), queueArns.regrade)
    .replace(queue("DeadLettersQueue"), queueArns.deadLetters)
    .replace(`arn:aws:events:${region}:${accountId}:event-bus/${busName}`, eventBusArn)
    .replace(
      `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`,
      `arn:aws:dynamodb:${localRegion}:${graderAccountId}:table/${localTable}`,
    )
    .replace(`LabGraderAccess-${app.stage}`, `LabGraderAccess-${localStage}`);
}
