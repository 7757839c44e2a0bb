import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loaded } from "../lab/testing.ts";
import { learnerRoleTemplate } from "./learner-role-template.ts";

const options = { stage: "prod", hash: (text: string) => `${text.length}`.padEnd(64, "0") };

function template(labs = [{ lab: loaded().lab }]) {
  const made = learnerRoleTemplate(labs, options);
  if (!made.fits) throw new Error("The labs of this test fit.");
  return { ...made, value: parse(made.text) };
}

describe("learnerRoleTemplate", () => {
  it("makes the one role, trusting the grader's role with the learner's ExternalId", () => {
    const { value } = template();

    const { Properties } = value.Resources.GraderAccess;
    expect(Properties.RoleName).toBe("LabGraderAccess-prod");
    expect(Properties.AssumeRolePolicyDocument.Statement).toMatchObject([
      {
        Action: "sts:AssumeRole",
        Principal: {
          AWS: { "Fn::Sub": ["arn:aws:iam::${GraderAccountId}:root", expect.anything()] },
        },
        Condition: {
          StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } },
          ArnEquals: { "aws:PrincipalArn": { Ref: "GraderRoleArn" } },
        },
      },
    ]);
    expect(value.Parameters.ExternalId.NoEcho).toBe(true);
  });

  it("allows only what the labs ask, in the account where the stack is made", () => {
    const { value, document } = template();

    const [{ PolicyDocument }] = value.Resources.GraderAccess.Properties.Policies;
    const resources = PolicyDocument.Statement.flatMap(
      (one: { Resource: unknown }) => one.Resource,
    );
    expect(resources).toContainEqual({
      "Fn::Sub": "arn:aws:dynamodb:us-east-1:${AWS::AccountId}:table/lab-orders",
    });
    expect(document).toContain("dynamodb:DescribeTable");
    expect(document).not.toContain("dynamodb:*");
  });

  it("names the same version for the same permissions, and says it in an output", () => {
    const { lab } = loaded();
    const other = { ...lab, variables: { ...lab.variables, table: "lab-orders-of-today" } };

    const [one, two, three] = [
      template(),
      template([{ lab }, { lab }]),
      template([{ lab: other }]),
    ];

    expect(one.value.Outputs.PolicyVersion.Value).toBe(one.version);
    expect(two.version).toBe(one.version);
    expect(three.version).not.toBe(one.version);
  });
});
