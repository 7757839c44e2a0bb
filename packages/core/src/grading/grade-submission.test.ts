import { describe, expect, it } from "vitest";
import type { Answer, FactEvidence } from "../evidence/evidence.ts";
import type { GradedEvidence } from "../facts/read-facts.ts";
import type { JsonObject } from "../json.ts";
import { bindStage, factsOfStage } from "../lab/bind-stage.ts";
import { loadLab } from "../lab/load-lab.ts";
import { gradeSubmission, type Judgement } from "./grade-submission.ts";

const header = `
id: small-lab
version: 1.0.0
title: Small lab
summary: For tests.
minutes: 1
costUsd: 0
passAt: 70
where: { region: us-east-1, table: lab-orders }
`;
const place = { region: "us-east-1", table: "lab-orders" };

function anAnswer(overrides: Partial<Answer>): Answer {
  return {
    service: "dynamodb",
    operation: "DescribeTable",
    region: "us-east-1",
    input: { TableName: "lab-orders" },
    observedAt: "2026-01-31T12:00:00.000Z",
    ...overrides,
  };
}

function aTable(overrides: JsonObject = {}): FactEvidence {
  const output = {
    Table: {
      TableName: "lab-orders",
      TableArn: "arn:aws:dynamodb:us-east-1:111111111111:table/lab-orders",
      TableStatus: "ACTIVE",
      KeySchema: [{ AttributeName: "customerId", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "customerId", AttributeType: "S" }],
      ...overrides,
    },
  };
  return { kind: "dynamodb.table", params: place, answers: [anAnswer({ output })] };
}

function refused(kind: string, operation: string, name: string, message = "no"): FactEvidence {
  const answer = anAnswer({ operation, error: { name, message, status: 400 } });
  return { kind, params: place, answers: [answer] };
}

const noNames: FactEvidence = { kind: "dynamodb.table-names", params: place, answers: [] };
const emptyList: FactEvidence = {
  ...noNames,
  answers: [anAnswer({ operation: "ListTables", input: {}, output: { TableNames: [] } })],
};
const missingTable = [
  refused("dynamodb.table", "DescribeTable", "ResourceNotFoundException"),
  emptyList,
];

function graded(
  yaml: string,
  facts: readonly FactEvidence[],
  stage = "build",
  holds: ReadonlySet<string> = new Set(),
): Judgement {
  const loaded = loadLab("lab.yaml", `${header}${yaml}`);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const bound = bindStage(loaded.value.lab, stage, {
    learner: { login: "learner-01", accountId: "111111111111" },
    graderAccountId: "222222222222",
  });
  const evidence: GradedEvidence = {
    access: { status: "open", way: "role" },
    facts: [...facts],
    collectedAt: "2026-03-01T12:00:00.000Z",
  };
  return gradeSubmission(bound, evidence, { accountId: "111111111111", holds });
}

function outcomesOf(judgement: Judgement): Record<string, string> {
  return Object.fromEntries(
    judgement.outcomes.map((outcome) => [
      outcome.criterion,
      outcome.outcome === "unknown" ? `unknown.${outcome.fault}` : outcome.outcome,
    ]),
  );
}

const build = `
gate: table
stages:
  build:
    title: Build
    criteria:
      table: { title: There, points: 2, check: dynamodb.table }
      protected: { title: Protected, points: 3, check: dynamodb.deletion-protection }
      keys:
        title: Keys
        points: 4
        check: dynamodb.keys
        expect: { partition: { customerId: S }, sort: { orderId: S } }
`;

describe("gradeSubmission", () => {
  it("shares the points of a criterion between the lines of expect", () => {
    const judgement = graded(build, [aTable({ DeletionProtectionEnabled: true }), noNames]);

    expect(outcomesOf(judgement)).toEqual({
      "build.table": "met",
      "build.protected": "met",
      "build.keys": "partly",
    });
    expect(judgement).toMatchObject({
      points: "7",
      judgedPoints: "9",
      maxPoints: "9",
      conclusion: "graded",
    });
  });

  it("judges nothing behind a red gate", () => {
    const judgement = graded(build, missingTable);

    expect(outcomesOf(judgement)).toEqual({
      "build.table": "not_met",
      "build.protected": "not_judged",
      "build.keys": "not_judged",
    });
    expect(judgement).toMatchObject({ points: "0", judgedPoints: "2", isGateRed: true });
  });

  it("judges everything while the gate is on hold, and counts the gate in neither direction", () => {
    const unprotected = [aTable({ DeletionProtectionEnabled: false }), noNames];
    const holds = new Set(["build.table"]);

    const missing = graded(build, missingTable, "build", holds);
    const there = graded(build, unprotected, "build", holds);

    expect(missing).toMatchObject({ points: "0", judgedPoints: "7", isGateRed: false });
    expect(missing.outcomes.map(({ held }) => held)).toEqual([true, undefined, undefined]);
    expect(there).toMatchObject({ points: "2", judgedPoints: "7", maxPoints: "9" });
  });

  it("judges what stands on a held criterion by itself", () => {
    const yaml = build.replace("check: dynamodb.deletion-protection", "$&, requires: [keys]");
    const facts = [aTable({ DeletionProtectionEnabled: true }), noNames];

    const usual = graded(yaml, facts);
    const held = graded(yaml, facts, "build", new Set(["build.keys"]));

    expect(outcomesOf(usual)).toMatchObject({ "build.protected": "not_met" });
    expect(outcomesOf(held)).toMatchObject({ "build.protected": "met", "build.keys": "partly" });
    expect(held).toMatchObject({ points: "5", judgedPoints: "5", conclusion: "graded" });
  });

  it("gives no verdict and no points where AWS denied the call", () => {
    const denied = refused(
      "dynamodb.table",
      "DescribeTable",
      "AccessDeniedException",
      "User: x is not authorized to perform: dynamodb:DescribeTable on resource: y because no identity-based policy allows the dynamodb:DescribeTable action",
    );

    const judgement = graded(build, [denied]);

    expect(new Set(Object.values(outcomesOf(judgement)))).toEqual(new Set(["unknown.access"]));
    expect(judgement).toMatchObject({ points: "0", judgedPoints: "0", conclusion: "blocked" });
    expect(judgement.outcomes[0]?.params).toEqual({
      action: "dynamodb:DescribeTable",
      cause: "no identity-based policy allows",
    });
  });

  it("does not let a denied near miss change an outcome", () => {
    const yaml = build
      .replace("gate: table\n", "regions: [us-west-2]\ngate: table\n")
      .replace(
        "check: dynamodb.table }",
        "check: dynamodb.table, where: { nearby: [us-west-2] } }",
      );
    const elsewhere = {
      ...refused("dynamodb.table-elsewhere", "DescribeTable", "AccessDeniedException"),
      params: { ...place, elsewhere: "us-west-2" },
    };

    const judgement = graded(yaml, [...missingTable, elsewhere]);

    expect(judgement.outcomes[0]).toMatchObject({
      outcome: "not_met",
      reason: "dynamodb.table.missing",
    });
  });

  it("waits where the list of tables has what DescribeTable does not find", () => {
    const listed = {
      ...emptyList,
      answers: [
        anAnswer({ operation: "ListTables", input: {}, output: { TableNames: ["lab-orders"] } }),
      ],
    };
    const missing = refused("dynamodb.table", "DescribeTable", "ResourceNotFoundException");

    expect(graded(build, [missing, listed]).conclusion).toBe("waiting");
  });

  it("makes what requires a red criterion not met, and names it", () => {
    const yaml = build
      .replace("check: dynamodb.table }", "check: dynamodb.table }")
      .replace("title: Keys", "title: Keys\n        requires: [protected]");

    const judgement = graded(yaml, [aTable(), noNames]);

    expect(judgement.outcomes[2]).toMatchObject({
      outcome: "not_met",
      reason: "requires.not_met",
      params: { id: "protected" },
      points: "0",
    });
  });

  it("takes the best of several expectations", () => {
    const yaml = `
stages:
  build:
    title: Build
    criteria:
      capacity:
        title: Capacity
        points: 4
        check: dynamodb.capacity
        expect:
          anyOf:
            - { mode: PAY_PER_REQUEST, maxWriteUnits: { atMost: 500 } }
            - { mode: PROVISIONED }
`;

    expect(outcomesOf(graded(yaml, [aTable(), noNames]))).toEqual({ "build.capacity": "met" });
  });

  it("asks the gate in every stage, without points outside its own", () => {
    const yaml = `${build}
  break:
    title: Break
    after: build
    fails: { protected: 5 }
`;

    const judgement = graded(yaml, [aTable(), noNames], "break");

    expect(outcomesOf(judgement)).toEqual({ "break.table": "met", "break.protected": "met" });
    expect(judgement).toMatchObject({ points: "5", maxPoints: "5" });
  });

  it("counts a failure only when it is seen: whole is not broken, and gone is not broken", () => {
    const yaml = `${build.replace("gate: table\n", "")}
  break:
    title: Break
    fails: { protected: 5 }
`;
    const whole = graded(yaml, [aTable({ DeletionProtectionEnabled: true }), noNames], "break");
    const gone = graded(yaml, missingTable, "break");

    expect(whole.outcomes[0]).toMatchObject({ outcome: "not_met", reason: "failure.not_shown" });
    expect(gone.outcomes[0]).toMatchObject({
      outcome: "not_met",
      reason: "failure.nothing_to_show",
    });
  });

  it("takes an all-or-nothing criterion for broken as soon as one line of it is", () => {
    const lines = "expect: { mode: PAY_PER_REQUEST, maxWriteUnits: { atMost: 500 } }";
    const shown = (partial: string) => {
      const yaml = `
stages:
  build:
    title: Build
    criteria:
      capacity: { title: Capacity, points: 4, check: dynamodb.capacity, partial: ${partial}, ${lines} }
  break:
    title: Break
    fails: { capacity: 3 }
`;
      const table = aTable({ BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" } });
      return graded(yaml, [table, noNames], "break").outcomes[0];
    };

    expect(shown("none")).toMatchObject({ outcome: "met", points: "3" });
    expect(shown("lines")).toMatchObject({ outcome: "partly", points: "3/2" });
  });

  it("does not let an incomplete near miss change an outcome", () => {
    const yaml = build
      .replace("gate: table\n", "regions: [us-west-2]\ngate: table\n")
      .replace(
        "check: dynamodb.table }",
        "check: dynamodb.table, where: { nearby: [us-west-2] } }",
      );
    const elsewhere: FactEvidence = {
      kind: "dynamodb.table-elsewhere",
      params: { ...place, elsewhere: "us-west-2" },
      answers: [
        {
          service: "dynamodb",
          operation: "DescribeTable",
          region: "us-west-2",
          input: { TableName: place.table },
          observedAt: "2026-03-01T12:00:00.000Z",
          output: { Table: { TableStatus: "ACTIVE" } },
          truncated: true,
        },
      ],
    };

    const judgement = graded(yaml, [...missingTable, elsewhere]);

    expect(judgement.outcomes[0]).toMatchObject({ outcome: "not_met" });
  });

  it("says that evidence is missing instead of guessing", () => {
    expect(graded(build, []).conclusion).toBe("needs_review");
  });

  it("asks every fact of a stage once", () => {
    const loaded = loadLab("lab.yaml", `${header}${build}`);
    if (!loaded.ok) throw new Error("the lab must load");
    const stage = bindStage(loaded.value.lab, "build", {
      learner: { login: "learner-01", accountId: "111111111111" },
      graderAccountId: "222222222222",
    });

    expect(factsOfStage(stage).map(({ kind }) => kind)).toEqual([
      "dynamodb.table",
      "dynamodb.table-names",
    ]);
  });
});
