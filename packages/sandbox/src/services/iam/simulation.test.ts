import {
  type ContextEntry,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId } from "../../testing.ts";

const RoleName = "reader";
const PolicySourceArn = `arn:aws:iam::${learnerAccountId}:role/${RoleName}`;
const orders = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/orders`;
const loans = `arn:aws:dynamodb:us-east-1:${learnerAccountId}:table/loans`;

let sandbox: Sandbox;
let iam: IAMClient;
beforeEach(async () => {
  sandbox = await aSandbox();
  iam = new IAMClient(clientConfig(sandbox, "learner-14"));
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: learnerAccountId }, Action: "sts:AssumeRole" },
    ],
  });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
});
afterEach(async () => {
  iam.destroy();
  await sandbox.close();
});

function policyOf(...Statement: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

async function putPolicy(...statements: object[]): Promise<void> {
  const PolicyDocument = policyOf(...statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "own", PolicyDocument }));
}

async function simulate(
  ActionNames: string[],
  ResourceArns?: string[],
  entries: ContextEntry[] = [],
) {
  return iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn,
      ActionNames,
      ...(ResourceArns && { ResourceArns }),
      ...(entries.length > 0 && { ContextEntries: entries }),
    }),
  );
}

const read = { Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:Query"], Resource: orders };

describe("SimulatePrincipalPolicy", () => {
  it("tells what is allowed, what is denied by name, and what nobody allows", async () => {
    await putPolicy(read, { Effect: "Deny", Action: "dynamodb:Delete*", Resource: "*" });

    const { EvaluationResults = [] } = await simulate(
      ["dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:PutItem"],
      [orders],
    );

    expect(EvaluationResults.map((one) => [one.EvalActionName, one.EvalDecision])).toEqual([
      ["dynamodb:GetItem", "allowed"],
      ["dynamodb:DeleteItem", "explicitDeny"],
      ["dynamodb:PutItem", "implicitDeny"],
    ]);
  });

  it("decides on each resource by itself", async () => {
    await putPolicy(read);

    const { EvaluationResults = [] } = await simulate(["dynamodb:GetItem"], [orders, loans]);

    expect(EvaluationResults[0]?.EvalDecision).toBe("implicitDeny");
    expect(
      EvaluationResults[0]?.ResourceSpecificResults?.map((one) => one.EvalResourceDecision),
    ).toEqual(["allowed", "implicitDeny"]);
  });

  it("names the condition keys that nobody gave, with the resource where one is named", async () => {
    const Condition = { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["mine"] } };
    await putPolicy({ ...read, Resource: "*", Condition });

    const named = await simulate(["dynamodb:GetItem"], [orders]);
    const unnamed = await simulate(["dynamodb:GetItem"]);
    const given = await simulate(
      ["dynamodb:GetItem"],
      [orders],
      [
        {
          ContextKeyName: "dynamodb:LeadingKeys",
          ContextKeyType: "stringList",
          ContextKeyValues: ["yours"],
        },
      ],
    );

    const missing = ["dynamodb:leadingkeys"];
    expect(named.EvaluationResults?.[0]).toMatchObject({
      MissingContextValues: [],
      ResourceSpecificResults: [{ MissingContextValues: missing }],
    });
    expect(unnamed.EvaluationResults?.[0]).toMatchObject({ MissingContextValues: missing });
    expect(given.EvaluationResults?.[0]).toMatchObject({
      EvalDecision: "implicitDeny",
      ResourceSpecificResults: [{ MissingContextValues: [] }],
    });
  });

  it("answers a hundred decisions a page", async () => {
    await putPolicy(read);
    const actions = Array.from({ length: 130 }, (_, index) => `dynamodb:Action${index}`);

    const first = await simulate(actions, [orders]);
    const second = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: actions,
        ResourceArns: [orders],
        Marker: first.Marker,
      }),
    );

    expect(first.EvaluationResults).toHaveLength(100);
    expect(first.IsTruncated).toBe(true);
    expect(second.EvaluationResults).toHaveLength(30);
    expect(second.IsTruncated).toBe(false);
  });

  it("knows no role that is not there, no session, and no resource policy of a role's request", async () => {
    const asked = { ActionNames: ["dynamodb:GetItem"] };
    const send = (input: object) =>
      iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ...asked, ...input }));

    await expect(send({ PolicySourceArn: `${PolicySourceArn}s` })).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
    await expect(
      send({ PolicySourceArn: `arn:aws:sts::${learnerAccountId}:assumed-role/reader/one` }),
    ).rejects.toMatchObject({ name: "InvalidInputException" });
    await expect(send({ ResourcePolicy: policyOf(read) })).rejects.toMatchObject({
      name: "InvalidInputException",
    });
    await expect(send({ ActionNames: ["GetItem"] })).rejects.toMatchObject({
      name: "InvalidInputException",
    });
  });
});

describe("SimulateCustomPolicy", () => {
  it("decides on documents that nobody has", async () => {
    const { EvaluationResults } = await iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [policyOf(read)],
        ActionNames: ["dynamodb:Query"],
        ResourceArns: [orders],
      }),
    );

    expect(EvaluationResults?.[0]?.EvalDecision).toBe("allowed");
  });
});
