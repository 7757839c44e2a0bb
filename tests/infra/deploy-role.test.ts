import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import * as z from "zod";
import { stageNames } from "./stages.ts";
import { synthesized } from "./synthesized.ts";

/** IAM's prefix of what Pulumi calls otherwise. */
const prefixes: Readonly<Record<string, string>> = {
  apigatewayv2: "apigateway",
  cognito: "cognito-idp",
};
const prefixesOfTypes: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventBus:EventBus": "events",
  "aws:cloudwatch/logGroup:LogGroup": "logs",
};

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Statement = z.object({
  Effect: z.enum(["Allow", "Deny"]),
  Action: oneOrMore,
  Resource: oneOrMore.default([]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const Document = z.object({ Statement: z.array(Statement) });
const Template = z.object({
  Resources: z.object({
    Role: z.object({
      Properties: z.object({
        RoleName: z.string(),
        AssumeRolePolicyDocument: Document,
        Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: Document })),
      }),
    }),
  }),
});

const file = new URL("../../infra/deploy-role.yaml", import.meta.url);
const { Role } = Template.parse(withoutTags(readFileSync(file, "utf8"))).Resources;
const { AssumeRolePolicyDocument: trust, Policies, RoleName } = Role.Properties;
const allowed = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).filter(
  ({ Effect }) => Effect === "Allow",
);

/** CloudFormation's short forms (`!Sub "…"`) as plain values. */
function withoutTags(text: string): unknown {
  const scalar = ["!Ref", "!Sub", "!GetAtt"].map((tag) => ({ tag, resolve: (one: string) => one }));
  const list = ["!If", "!Equals"].map((tag) => ({
    tag,
    collection: "seq" as const,
    resolve: (one: unknown) => one,
  }));
  const document = parseDocument(text, { customTags: [...scalar, ...list] });
  expect(document.errors).toEqual([]);
  return document.toJS();
}

describe("the role that deploys", () => {
  it("is taken by one environment of one repository, with a token made for AWS", () => {
    expect(trust.Statement).toHaveLength(1);
    expect(trust.Statement[0]).toMatchObject({
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": "repo:${Repository}:environment:${Stage}",
        },
      },
    });
  });

  it.each(stageNames)("may make every kind of thing that %s has", (stage) => {
    const wanted = synthesized(stage)
      .resources.filter(({ isOurs, type }) => isOurs && type.startsWith("aws:"))
      .map(({ type }) => {
        const service = type.slice("aws:".length).split("/")[0] ?? "";
        return prefixesOfTypes[type] ?? prefixes[service] ?? service;
      });

    expect(new Set(wanted).size).toBeGreaterThan(12);
    const services = new Set(allowed.flatMap(({ Action }) => Action).map(serviceOf));
    expect([...new Set(wanted)].filter((service) => !services.has(service))).toEqual([]);
  });

  it("reaches only roles of its own stage, and not its own", () => {
    const onRoles = allowed.filter(({ Action }) => Action.some((one) => one.startsWith("iam:")));
    const denied = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).filter(
      ({ Effect, Condition }) => Effect === "Deny" && !Condition,
    );

    expect(onRoles.map(({ Action, Resource }) => [...Action, ...Resource])).toEqual([
      ["iam:*", "arn:aws:iam::${AWS::AccountId}:role/lab-grader-${Stage}-*"],
      ["iam:CreateServiceLinkedRole", "arn:aws:iam::${AWS::AccountId}:role/aws-service-role/*"],
    ]);
    expect(RoleName).toBe("lab-grader-deploy-${Stage}");
    expect(denied.flatMap(({ Resource }) => Resource)).toEqual([
      "arn:aws:iam::${AWS::AccountId}:role/lab-grader-deploy-*",
    ]);
  });

  it("may ask what the preflight asks", () => {
    const actions = allowed.flatMap(({ Action }) => Action);

    for (const asked of [
      "s3:GetAccountPublicAccessBlock",
      "servicequotas:GetServiceQuota",
      "ses:GetAccount",
      "ses:GetEmailIdentity",
    ])
      expect(actions).toContain(asked);
  });

  it("may neither take on a learner's role nor everything", () => {
    const actions = allowed.flatMap(({ Action }) => Action);

    expect(actions.filter((one) => one === "*" || one.startsWith("sts:"))).toEqual([]);
  });
});

function serviceOf(action: string): string {
  return action.split(":")[0] ?? "";
}
