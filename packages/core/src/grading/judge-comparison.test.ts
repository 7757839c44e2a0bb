import { describe, expect, it } from "vitest";
import type { Answer, FactEvidence } from "../evidence/evidence.ts";
import type { GradedEvidence } from "../facts/read-facts.ts";
import { bindStage } from "../lab/bind-stage.ts";
import { loadLab } from "../lab/load-lab.ts";
import { gradeSubmission } from "./grade-submission.ts";

const lab = `
id: small-lab
version: 1.0.0
title: Small lab
summary: For tests.
minutes: 1
costUsd: 0
passAt: 70
where: { region: us-east-1, table: lab-orders }
stages:
  build:
    title: Build
    criteria:
      protected: { title: Protected, points: 1, aspect: safety, check: dynamodb.deletion-protection }
      class:
        title: The cheap class
        points: 1
        aspect: cost
        check: dynamodb.table-class
        expect: { class: STANDARD_INFREQUENT_ACCESS }
  correct:
    title: Correct
    again: { protected: 1, class: 1 }
    criteria:
      better:
        title: Better
        points: 4
        compare: { with: build, aspects: [safety, cost] }
`;

interface Table {
  readonly isProtected: boolean;
  readonly isCheap: boolean;
}
const worst: Table = { isProtected: false, isCheap: false };
const best: Table = { isProtected: true, isCheap: true };

function evidenceOf(table: Table | "denied"): GradedEvidence {
  const call: Answer = {
    service: "dynamodb",
    operation: "DescribeTable",
    region: "us-east-1",
    input: { TableName: "lab-orders" },
    observedAt: "2026-03-01T12:00:00.000Z",
  };
  const answer: Answer =
    table === "denied"
      ? { ...call, error: { name: "AccessDeniedException", message: "no", status: 400 } }
      : {
          ...call,
          output: {
            Table: {
              TableName: "lab-orders",
              TableArn: "arn:aws:dynamodb:us-east-1:111111111111:table/lab-orders",
              TableStatus: "ACTIVE",
              KeySchema: [{ AttributeName: "customerId", KeyType: "HASH" }],
              AttributeDefinitions: [{ AttributeName: "customerId", AttributeType: "S" }],
              DeletionProtectionEnabled: table.isProtected,
              ...(table.isCheap && {
                TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
              }),
            },
          },
        };
  const params = { region: "us-east-1", table: "lab-orders" };
  const facts: FactEvidence[] = [
    { kind: "dynamodb.table", params, answers: [answer] },
    { kind: "dynamodb.table-names", params, answers: [] },
  ];
  const collectedAt = "2026-03-01T12:00:01.000Z";
  return { access: { status: "open", way: "role" }, facts, collectedAt };
}

const recoverableSinceMidnight: FactEvidence = {
  kind: "dynamodb.continuous-backups",
  params: { region: "us-east-1", table: "lab-orders" },
  answers: [
    {
      service: "dynamodb",
      operation: "DescribeContinuousBackups",
      region: "us-east-1",
      input: { TableName: "lab-orders" },
      observedAt: "2026-03-01T12:00:00.000Z",
      output: {
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: "ENABLED",
          PointInTimeRecoveryDescription: {
            PointInTimeRecoveryStatus: "ENABLED",
            RecoveryPeriodInDays: 35,
            EarliestRestorableDateTime: "2026-03-01T00:00:00.000Z",
            LatestRestorableDateTime: "2026-03-01T11:55:00.000Z",
          },
        },
      },
    },
  ],
};

function compared(
  then: Table | "denied" | "lost" | undefined,
  now: Table | "denied",
  options: { text?: string; variables?: Record<string, string> } = {},
) {
  const earlier = then && (then === "lost" ? {} : { build: evidenceOf(then) });
  return comparedEvidence(earlier, evidenceOf(now), options);
}

function comparedEvidence(
  earlier: Record<string, GradedEvidence> | undefined,
  now: GradedEvidence,
  { text = lab, variables }: { text?: string; variables?: Record<string, string> },
) {
  const loaded = loadLab("lab.yaml", text);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const bound = bindStage(loaded.value.lab, "correct", {
    learner: { login: "learner-01", accountId: "111111111111" },
    graderAccountId: "222222222222",
    variables,
  });
  const { outcomes } = gradeSubmission(bound, now, { accountId: "111111111111", earlier });
  return outcomes.find(({ criterion }) => criterion === "correct.better");
}

describe("a comparison with an earlier stage", () => {
  it("is met when every aspect went from red to met", () => {
    expect(compared(worst, best)).toMatchObject({ outcome: "met", points: "4" });
  });

  it("gives each aspect its share, and names the others", () => {
    expect(compared(worst, { ...worst, isProtected: true })).toMatchObject({
      outcome: "partly",
      points: "2",
      reason: "compare.not_better",
      params: { aspects: "cost" },
    });
  });

  it.each([
    ["nothing changed", worst, worst],
    ["all was well before", best, best],
    ["it is worse now", best, worst],
  ])("is not met when %s", (_, then, now) => {
    expect(compared(then, now)).toMatchObject({ outcome: "not_met", points: "0" });
  });

  it("shows the same checks then and now", () => {
    expect(compared(worst, best)?.compared?.[0]).toEqual({
      aspect: "safety",
      isBetter: true,
      before: [
        expect.objectContaining({ id: "protected", reason: "dynamodb.deletion_protection.off" }),
      ],
      now: [expect.objectContaining({ id: "protected", isMet: true })],
    });
  });

  it("is as unknown as what can't be read now", () => {
    expect(compared(worst, "denied")).toMatchObject({ outcome: "unknown", fault: "access" });
  });

  it.each(["denied", "lost"] as const)(
    "never asks the learner to mend evidence of then that is %s",
    (then) => {
      expect(compared(then, best)).toMatchObject({
        outcome: "unknown",
        fault: "evidence",
        reason: "evidence.missing",
      });
    },
  );

  it("is no verdict where the values of an assignment make no sense", () => {
    const text = lab
      .replace("where:", "variables: { class: STANDARD_INFREQUENT_ACCESS }\nwhere:")
      .replace("expect: { class: STANDARD_INFREQUENT_ACCESS }", "expect: { class: $class }");

    const outcome = compared(worst, best, { text, variables: { class: "CHEAPEST" } });

    expect(outcome).toMatchObject({ outcome: "unknown", fault: "rubric" });
  });

  it("says nothing of criteria that are hidden", () => {
    const text = lab
      .replace("{ title: Protected, points: 1,", "{ title: Protected, points: 1, hidden: true,")
      .replace("[safety, cost]", "[cost]");
    const both = text.replace("aspect: safety", "aspect: cost");

    expect(compared(worst, best, { text: both })?.compared).toMatchObject([
      { aspect: "cost", now: [{ id: "class" }] },
    ]);
  });

  it("measures ages of then against the time of then", () => {
    const text = lab
      .replaceAll("dynamodb.deletion-protection", "dynamodb.point-in-time-recovery")
      .replace("-recovery }", "-recovery, expect: { coversHours: 24 } }")
      .replace("[safety, cost]", "[safety]");
    const on = (collectedAt: string): GradedEvidence => {
      const evidence = evidenceOf(worst);
      return { ...evidence, collectedAt, facts: [...evidence.facts, recoverableSinceMidnight] };
    };

    const then = on("2026-03-01T12:00:00.000Z");
    const outcome = comparedEvidence({ build: then }, on("2026-03-02T12:00:00.000Z"), { text });

    expect(outcome).toMatchObject({ outcome: "met", compared: [{ before: [{ isMet: false }] }] });
  });

  it("is refused where the earlier stage has asked something else under the same name", () => {
    const other = "check: dynamodb.point-in-time-recovery }";
    const text = lab
      .replace("  correct:\n", "  correct:\n    after: build\n")
      .replace("again: { protected: 1, class: 1 }\n    criteria:\n", (found) =>
        found
          .replace("protected: 1, ", "")
          .concat(`      protected: { title: Protected, points: 1, aspect: safety, ${other}\n`),
      );

    const loaded = loadLab("lab.yaml", text);

    expect(loaded.ok ? [] : loaded.problems.map(({ message }) => message)).toEqual([
      "build does not ask dynamodb.continuous-backups, which protected needs; so there is nothing to compare with",
    ]);
  });

  it("is not judged where nothing was handed in before", () => {
    expect(compared(undefined, best)).toMatchObject({ outcome: "not_judged" });
  });
});
