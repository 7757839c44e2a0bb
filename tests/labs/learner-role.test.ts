import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { factPlan } from "@lab-grader/core/facts/fact-plan";
import type { GradedEvidence } from "@lab-grader/core/facts/read-facts";
import { type BoundStage, bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { permissionsOf, sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import { collectFromSandbox } from "@lab-grader/sandbox/lab-bench/collect-from-sandbox";
import { playCase } from "@lab-grader/sandbox/lab-bench/play-case";
import { type Sandbox, startSandbox } from "@lab-grader/sandbox/sandbox";
import { aKey, learnerAccountId } from "@lab-grader/sandbox/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { allLabs } from "./all-labs.ts";
import { deniedIn } from "./denied-facts.ts";
import { learnerRoleOf, learnerRoleText, makeLearnerRole } from "./learner-role-stack.ts";

const labs = await allLabs();
const stages = labs.flatMap((authored) =>
  authored.lab.stages.map(({ id }) => ({ lab: authored.lab.id, stage: id, authored })),
);

const PolicyDocument = z.object({
  Statement: z.array(
    z.object({
      Action: z.array(z.string()),
      Resource: z.array(z.string()),
      Condition: z.json().optional(),
    }),
  ),
});
type Statement = z.infer<typeof PolicyDocument>["Statement"][number];

const graderAccountId = "999999999999";
const graderRoleName = "lab-grader-test-grader";
const externalId = "0123456789abcdef0123456789abcdef";
const parameters = {
  ExternalId: externalId,
  GraderRoleArn: `arn:aws:iam::${graderAccountId}:role/${graderRoleName}`,
  DeploymentStage: "test",
};

let sandbox: Sandbox;
let accounts = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.createAccount({ accountId: graderAccountId, accessKeys: [aKey("operator")] });
  sandbox.createAccount({ accountId: "888888888888", accessKeys: [aKey("stranger")] });
  sandbox.createAccount({ accountId: learnerAccountId });
  makeGraderRole(graderRoleName);
  makeGraderRole("lab-grader-test-api");
  makeLearnerRole(sandbox, learnerAccountId, parameters);
});
afterAll(() => sandbox.close());

/** A role of the grader's account that may assume whatever lets it in. */
function makeGraderRole(roleName: string): void {
  sandbox.accounts.get(graderAccountId).putRole({
    roleName,
    trustPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    },
    policies: {
      assume: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
      },
    },
  });
}

function sessionOf(roleName: string) {
  const role = sandbox.accounts.get(graderAccountId).roles.get(roleName);
  if (!role) throw new Error(`the grader's account has no role ${roleName}`);
  return sandbox.accounts.issueSession({ role, sessionName: "test", durationSeconds: 900 });
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

async function open(
  credentials: Credentials,
  asked: { ExternalId?: string; Policy?: string; accountId?: string },
) {
  const { accountId = learnerAccountId, ...rest } = asked;
  const sts = new STSClient({
    endpoint: sandbox.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials,
  });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/${learnerRoleName("test")}`,
      RoleSessionName: "test",
      DurationSeconds: 900,
      ...rest,
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken ?? "",
  };
}

const refused = { name: "AccessDenied" };

describe("the learner's role", () => {
  it("lets the grader in with the learner's ExternalId", async () => {
    await expect(
      open(sessionOf(graderRoleName), { ExternalId: externalId }),
    ).resolves.toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
  });

  it.each([
    ["no ExternalId", {}],
    ["another learner's ExternalId", { ExternalId: "f".repeat(32) }],
    ["the ExternalId in capitals", { ExternalId: externalId.toUpperCase() }],
  ])("refuses the grader with %s", async (_, asked) => {
    await expect(open(sessionOf(graderRoleName), asked)).rejects.toMatchObject(refused);
  });

  it("refuses everybody else who knows the ExternalId, in the grader's account and elsewhere", async () => {
    const key = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: "local" });
    const others = [sessionOf("lab-grader-test-api"), key("operator"), key("stranger")];

    for (const credentials of others)
      await expect(open(credentials, { ExternalId: externalId })).rejects.toMatchObject(refused);
  });

  it("names neither an account nor an ExternalId in its text", () => {
    expect(learnerRoleText).not.toMatch(/\d{12}|[0-9a-f]{32}/);
  });
});

describe("the learner's role of all labs", () => {
  it("allows every permission of every stage, and none that no stage asks", () => {
    const { policies } = learnerRoleOf(learnerAccountId, parameters);
    const pairs = (statements: readonly Statement[]) =>
      statements.flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) =>
          Resource.map((resource) => `${action} ${resource} ${JSON.stringify(Condition)}`),
        ),
      );

    const allowed = pairs(
      Object.values(policies).flatMap((policy) => PolicyDocument.parse(policy).Statement),
    );
    const asked = stages.flatMap(({ authored: { lab }, stage }) => {
      const bound = bindStage(lab, stage, {
        learner: { login: "learner-01", accountId: learnerAccountId },
        graderAccountId,
      });
      return permissionsOf(factsOfStage(bound)).map(
        ({ action, resource, condition }) =>
          `${action} ${resource.replaceAll("$account", learnerAccountId)} ${JSON.stringify(condition)}`,
      );
    });
    expect(allowed.toSorted()).toEqual([...new Set(asked)].toSorted());
  });
});

describe.each(stages)("the learner's role in $lab, $stage", ({ authored, stage }) => {
  it("allows all that the session policy allows and the stage asks", async () => {
    accounts += 1;
    const accountId = String(100_000_000_100 + accounts);
    const collector = collectFromSandbox(sandbox, sessionOf(graderRoleName));
    let last: { bound: BoundStage; evidence: GradedEvidence } | undefined;
    const result = await playCase(
      authored,
      { stage },
      {
        ...{ sandbox, accountId, graderAccountId },
        collect: async (bound) => {
          makeLearnerRole(sandbox, accountId, parameters);
          const policy = sessionPolicyOf(factsOfStage(bound), accountId);
          if (!policy.fits) throw new Error("the session policy is too long");
          const credentials = await open(sessionOf(graderRoleName), {
            ...{ accountId, ExternalId: externalId, Policy: policy.document },
          });
          const evidence = await collector.collect(bound, { accountId, credentials });
          last = { bound, evidence };
          return evidence;
        },
      },
    );
    collector.close();
    if (!last) throw new Error(JSON.stringify(result.refused));

    expect(deniedIn(last.evidence, factPlan(factsOfStage(last.bound)).flat())).toEqual([]);
    expect(result.isAsExpected).toBe(true);
  });
});
