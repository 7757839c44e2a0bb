import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loaded } from "../lab/testing.ts";
import type { TakenLab } from "./lab-permissions.ts";
import { learnerRoleTemplate } from "./learner-role-template.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

function template(labs: readonly TakenLab[] = [{ lab: loaded().lab }], stage?: string) {
  const made = learnerRoleTemplate(labs, { hash, stage });
  if (!made.fits) throw new Error("The labs of this test fit.");
  return { ...made, value: parse(made.text) };
}

/** As many labs as are asked for, each of a table of its own with a long name. */
function manyLabs(count: number): readonly TakenLab[] {
  const { lab } = loaded();
  return Array.from({ length: count }, (_, at) => ({
    lab,
    variables: { ...lab.variables, table: `lab-orders-with-a-rather-long-name-${at}` },
  }));
}

describe("learnerRoleTemplate", () => {
  it("makes the one role, trusting the grader's role with the learner's ExternalId", () => {
    const { value } = template();

    const { Properties } = value.Resources.GraderAccess;
    expect(Properties.RoleName).toEqual({ "Fn::Sub": "LabGraderAccess-${DeploymentStage}" });
    expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: {
          AWS: {
            "Fn::Sub": [
              "arn:aws:iam::${GraderAccountId}:root",
              {
                GraderAccountId: {
                  "Fn::Select": [4, { "Fn::Split": [":", { Ref: "GraderRoleArn" }] }],
                },
              },
            ],
          },
        },
        Condition: {
          StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } },
          ArnEquals: { "aws:PrincipalArn": { Ref: "GraderRoleArn" } },
        },
      },
    ]);
  });

  it("is for every deployment, unless it is made for one", () => {
    expect(template().value.Parameters.DeploymentStage.Default).toBeUndefined();
    expect(template(undefined, "prod").value.Parameters.DeploymentStage.Default).toBe("prod");
  });

  it.each([
    ["ExternalId", "0123456789abcdef0123456789abcdef", ["", "ABCDEF", "0".repeat(33)]],
    [
      "GraderRoleArn",
      "arn:aws:iam::123456789012:role/lab-grader-production-grader",
      ["arn:aws:iam::123456789012:root", "arn:aws:iam::*:role/a", "*"],
    ],
    ["DeploymentStage", "production", ["Production", "", "a/b"]],
  ])("takes for %s only what one looks like", (parameter, good, bad) => {
    const { AllowedPattern } = template().value.Parameters[parameter];

    const pattern = new RegExp(AllowedPattern);
    expect(pattern.test(good)).toBe(true);
    for (const one of bad) expect(pattern.test(one)).toBe(false);
  });

  it("lets a quick-create link fill in every parameter, and repeats none of them in an output", () => {
    const { value } = template();

    expect(JSON.stringify(value.Parameters)).not.toContain("NoEcho");
    for (const name of Object.keys(value.Parameters))
      expect(JSON.stringify(value.Outputs)).not.toContain(name);
  });

  it("allows only what the labs ask, in the account where the stack is made", () => {
    const { value, documents } = template();

    const [{ PolicyDocument }] = value.Resources.GraderAccess.Properties.Policies;
    const resources = PolicyDocument.Statement.flatMap(
      (one: { Resource: unknown }) => one.Resource,
    );
    expect(resources).toContainEqual({
      "Fn::Sub": "arn:aws:dynamodb:us-east-1:${AWS::AccountId}:table/lab-orders",
    });
    const actions = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
    expect(actions).toContain("dynamodb:DescribeTable");
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
  });

  it("names the same version for the same permissions, and says it in an output", () => {
    const { lab } = loaded();
    const other = { ...lab, variables: { ...lab.variables, table: "lab-orders-of-today" } };

    const [one, two, three] = [
      template(),
      template([{ lab }, { lab }]),
      template([{ lab: other }]),
    ];

    expect(one.value.Outputs.TemplateVersion.Value).toBe(one.version);
    expect(two.version).toBe(one.version);
    expect(three.version).not.toBe(one.version);
  });

  it("spreads what is too long for a role over managed policies, without making it wider", () => {
    const { value, documents } = template(manyLabs(150));

    const { Policies, ManagedPolicyArns } = value.Resources.GraderAccess.Properties;
    expect(Policies).toBeUndefined();
    expect(ManagedPolicyArns.length).toBeGreaterThan(1);
    expect(Object.keys(value.Resources)).toEqual([
      "GraderAccess",
      ...ManagedPolicyArns.map(({ Ref }: { Ref: string }) => Ref),
    ]);
    for (const document of documents)
      expect(JSON.stringify(document).length).toBeLessThanOrEqual(6_144);
    const text = JSON.stringify(documents);
    for (const { variables } of manyLabs(150)) expect(text).toContain(`table/${variables?.table}"`);
    expect(text).not.toMatch(/Describe\*|List\*/);
  });

  it("says how long the policies are that no role takes", () => {
    const made = learnerRoleTemplate(manyLabs(900), { hash });

    expect(made).toMatchObject({ fits: false, limit: 61_440 });
  });
});
