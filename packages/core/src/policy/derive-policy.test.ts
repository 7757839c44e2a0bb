import { describe, expect, it } from "vitest";
import * as z from "zod";
import { backups } from "../facts/backups.ts";
import { continuousBackups } from "../facts/continuous-backups.ts";
import { encryptionKey } from "../facts/encryption-key.ts";
import { table } from "../facts/table.ts";
import { policyOf, rolePolicyOf, sessionPolicyOf } from "./derive-policy.ts";

const PolicyText = z.object({ Statement: z.array(z.object({ Action: z.array(z.string()) })) });

const place = { region: "us-east-1", table: "lab-orders" };
const tableArn = "arn:aws:dynamodb:us-east-1:111111111111:table/lab-orders";

describe("sessionPolicyOf", () => {
  it("merges actions by resource and fills in the account, without Sid", () => {
    const policy = sessionPolicyOf(
      [table(place), continuousBackups(place), backups(place)],
      "111111111111",
    );

    expect(policy.fits && JSON.parse(policy.document)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["dynamodb:DescribeContinuousBackups", "dynamodb:DescribeTable"],
          Resource: [tableArn],
        },
        { Effect: "Allow", Action: ["dynamodb:ListBackups"], Resource: ["*"] },
      ],
    });
  });

  it("allows the parents of a fact too", () => {
    const policy = sessionPolicyOf([encryptionKey(place)], "111111111111");

    expect(policy.fits && policy.document).toContain("dynamodb:DescribeTable");
  });

  it("is the same whatever the order of the facts", () => {
    const facts = [table(place), continuousBackups(place), encryptionKey(place), backups(place)];

    expect(sessionPolicyOf(facts.toReversed(), "111111111111")).toEqual(
      sessionPolicyOf(facts, "111111111111"),
    );
  });

  it("shortens read-only verbs only when it must, and never data reads", () => {
    const facts = Array.from({ length: 21 }, (_, number) => {
      const one = { region: "us-east-1", table: `lab-orders-with-a-long-name-${number}` };
      return number % 2 === 0 ? table(one) : continuousBackups(one);
    });

    const policy = sessionPolicyOf(facts, "111111111111");

    expect(policy.fits && policy.document).toContain("dynamodb:Describe*");
    expect(policy.fits && policy.document).not.toMatch(/Get\*|Query\*|Scan\*|"dynamodb:\*"/);
  });

  it("widens nothing but what is many: one action keeps its name, and so do those with a condition", () => {
    const arn = (number: number) => `arn:aws:dynamodb:us-east-1:$account:table/t${number}`;
    const describe = ["DescribeTable", "DescribeTimeToLive"].map((name) => `dynamodb:${name}`);
    const permissions = [
      ...describe.map((action) => ({ action, resource: arn(1) })),
      { action: "ec2:DescribeVpcEndpoints", resource: "*" },
      ...describe.map((action) => ({
        ...{ action, resource: arn(2) },
        condition: { StringLike: { "dynamodb:LeadingKeys": ["grader#*"] } },
      })),
    ];
    const exact = policyOf(permissions, "111111111111", 10_000).characters;

    const policy = policyOf(permissions, "111111111111", exact - 1);

    const actions = policy.fits
      ? PolicyText.parse(JSON.parse(policy.document)).Statement.flatMap(({ Action }) => Action)
      : [];
    expect(actions.sort()).toEqual(["dynamodb:Describe*", ...describe, "ec2:DescribeVpcEndpoints"]);
  });

  it("says how long a policy is that does not fit", () => {
    const many = Array.from({ length: 40 }, (_, number) =>
      table({ region: "us-east-1", table: `lab-orders-with-a-long-name-${number}` }),
    );

    const policy = sessionPolicyOf(many, "111111111111");

    expect(policy).toMatchObject({ fits: false, limit: 1800 });
    expect(rolePolicyOf(many, "111111111111").fits).toBe(true);
  });
});
