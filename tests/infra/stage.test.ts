import { readFile } from "node:fs/promises";
import { tableDefinition } from "@lab-grader/aws/table-definition";
import {
  ApiEnvironment,
  CommonEnvironment,
  FollowUpEnvironment,
  GraderEnvironment,
  readEnvironment,
  SignInEnvironment,
} from "@lab-grader/functions/config";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stageNames } from "./stages.ts";
import { region } from "./synthesize.ts";
import { LambdaFunction, shortName, synthesized, typeNames } from "./synthesized.ts";

const Table = z.object({
  attributes: z.array(z.object({ name: z.string(), type: z.string() })),
  hashKey: z.string(),
  rangeKey: z.string(),
  billingMode: z.string(),
  globalSecondaryIndexes: z.array(
    z.object({
      name: z.string(),
      hashKey: z.string(),
      rangeKey: z.string(),
      projectionType: z.string(),
    }),
  ),
  pointInTimeRecovery: z.object({ enabled: z.boolean() }),
  ttl: z.object({ attributeName: z.string(), enabled: z.boolean() }),
  deletionProtectionEnabled: z.boolean(),
});

/** These have no name in the account, or one inside of something else, or one of the operator's. */
const namedWithin = [
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:apigatewayv2/apiMapping:ApiMapping",
  "aws:apigatewayv2/domainName:DomainName",
  "aws:apigatewayv2/integration:Integration",
  "aws:apigatewayv2/route:Route",
  "aws:apigatewayv2/stage:Stage",
  "aws:cloudfront/distribution:Distribution",
  "aws:cognito/identityProvider:IdentityProvider",
  "aws:cognito/userGroup:UserGroup",
  "aws:cognito/userPoolClient:UserPoolClient",
  "aws:lambda/eventSourceMapping:EventSourceMapping",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:lambda/permission:Permission",
  "aws:route53/record:Record",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "command:local:Command",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "pulumi-nodejs:dynamic:Resource",
  "pulumi:providers:aws",
  "random:index/randomBytes:RandomBytes",
];

const Named = z.looseObject({
  name: z.string().optional(),
  dashboardName: z.string().optional(),
  domain: z.string().optional(),
  bucket: z.string().optional(),
});

/** Set by Lambda itself, good without, or for the local system only. */
const neverSet = ["AWS_REGION", "GRADING_TIMINGS", "AWS_ENDPOINT_URL"];

/** What an entry reads at its start; whatever follows submissions up needs the bus. */
const environments: Readonly<Record<string, z.ZodObject>> = {
  api: ApiEnvironment,
  grader: GraderEnvironment,
  regrader: GraderEnvironment,
  sealer: CommonEnvironment,
  "sign-in-token": SignInEnvironment,
};

describe.each(stageNames)("stage %s", (stage) => {
  const app = synthesized(stage);
  const isProduction = stage === "production";
  const [table] = app.all(typeNames.table, Table);
  const functions = app.all(typeNames.lambdaFunction, LambdaFunction);

  it("has the version of SST that is installed", async () => {
    const installed = new URL("../../node_modules/sst/package.json", import.meta.url);
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(installed, "utf8")));

    expect(app.app.version).toBe(version);
  });

  it("protects and keeps in production, and only there", () => {
    expect(app.app).toMatchObject({
      protect: isProduction,
      removal: isProduction ? "retain" : "remove",
    });
    expect(table?.deletionProtectionEnabled).toBe(isProduction);
    expect(table?.resource.isRetained).toBe(isProduction);
    const [pool] = app.all(
      "aws:cognito/userPool:UserPool",
      z.object({ deletionProtection: z.string().optional() }),
    );
    expect(pool?.deletionProtection).toBe(isProduction ? "ACTIVE" : undefined);
    expect(pool?.resource.isRetained).toBe(isProduction);
  });

  it("has the table that the functions know, with recovery and time to live", () => {
    const definition = tableDefinition("any");
    const [index] = definition.GlobalSecondaryIndexes ?? [];

    expect(table?.attributes).toEqual(
      definition.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
        name: AttributeName,
        type: AttributeType,
      })),
    );
    expect([table?.hashKey, table?.rangeKey]).toEqual(
      definition.KeySchema?.map(({ AttributeName }) => AttributeName),
    );
    expect(table?.billingMode).toBe(definition.BillingMode);
    expect(table?.globalSecondaryIndexes).toEqual([
      {
        name: index?.IndexName,
        hashKey: index?.KeySchema?.[0]?.AttributeName,
        rangeKey: index?.KeySchema?.[1]?.AttributeName,
        projectionType: index?.Projection?.ProjectionType,
      },
    ]);
    expect(table?.pointInTimeRecovery.enabled).toBe(true);
    expect(table?.ttl).toEqual({ attributeName: "deleteAfter", enabled: true });
  });

  it("names everything after the app and the stage", () => {
    const named = app.resources.filter(({ isOurs, type }) => isOurs && !namedWithin.includes(type));

    const names = named.map(({ inputs }) => {
      const { name, dashboardName, domain, bucket } = Named.parse(inputs);
      return name ?? dashboardName ?? domain ?? bucket ?? "";
    });
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) expect(name).toContain(`lab-grader-${stage}-`);
  });

  it("runs every function on arm64 and Node 24, without reserving concurrency", () => {
    expect(functions.map(({ name }) => shortName(app, name)).sort()).toEqual([
      "api",
      "dead-letters",
      "grader",
      "reconciler",
      "regrader",
      "sealer",
      "sign-in-token",
    ]);
    for (const { architectures, runtime, reservedConcurrentExecutions } of functions) {
      expect(architectures).toEqual(["arm64"]);
      expect(runtime).toBe("nodejs24.x");
      expect(reservedConcurrentExecutions).toBeUndefined();
    }
  });

  it("gives every function the environment that it reads, and nothing else", () => {
    for (const { name, environment } of functions) {
      const schema = environments[shortName(app, name)] ?? FollowUpEnvironment;
      const variables = z.record(z.string(), z.string()).parse(environment.variables);

      const wanted = Object.keys(schema.shape).filter((one) => !neverSet.includes(one));
      expect(Object.keys(variables).sort()).toEqual([...wanted, "NODE_OPTIONS"].sort());
      expect(readEnvironment(schema, { ...variables, AWS_REGION: region })).toMatchObject({
        DEPLOYMENT_STAGE: stage,
      });
      expect(variables.NODE_OPTIONS).toBe("--enable-source-maps");
    }
  });

  it("calls the reconciler as often as the timings say, and the sealer every day", () => {
    const schedules = app.all(
      "aws:scheduler/schedule:Schedule",
      z.object({
        scheduleExpression: z.string(),
        state: z.string(),
        target: z.object({ arn: z.string() }),
      }),
    );

    const called = schedules.map(({ scheduleExpression, state, target }) => [
      target.arn.split(`:function:lab-grader-${stage}-`)[1],
      scheduleExpression,
      state,
    ]);
    expect(called.sort()).toEqual([
      ["reconciler", "rate(1 minute)", "ENABLED"],
      ["sealer", "cron(15 4 * * ? *)", "ENABLED"],
    ]);
  });

  it("keeps no log for ever", () => {
    const groups = app.all(
      "aws:cloudwatch/logGroup:LogGroup",
      z.object({ retentionInDays: z.number().max(31) }),
    );

    expect(groups).toHaveLength(functions.length + 1);
  });
});
