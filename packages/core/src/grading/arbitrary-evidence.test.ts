import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allChecks } from "../checks/registry.generated.ts";
import type { Answer, FactEvidence } from "../evidence/evidence.ts";
import { probeKinds } from "../facts/fact.ts";
import { factPlan } from "../facts/fact-plan.ts";
import type { GradedEvidence } from "../facts/read-facts.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { bindStage, factsOfStage } from "../lab/bind-stage.ts";
import { labOf } from "../lab/compile-stored-lab.ts";
import { explain } from "../reasons/catalogue.ts";
import { gradeSubmission } from "./grade-submission.ts";
import { comparePoints, pointsOf } from "./points.ts";

const accountId = "100000000014";
const collectedAt = "2026-03-01T12:00:00.000Z";
const lab = labOf({
  digest: "0".repeat(64),
  labId: "everything",
  version: "1.0.0",
  source: {
    ...{ id: "everything", version: "1.0.0", title: "Everything", summary: "Every check once." },
    ...{ minutes: 1, costUsd: 0, passAt: 50, where: { region: "us-east-1", table: "lab-orders" } },
    probes: [...probeKinds],
    regions: ["us-west-2"],
    stages: {
      build: {
        title: "Build",
        criteria: Object.fromEntries(
          allChecks.map(({ kind, example }, index) => [
            `c${index}`,
            {
              ...{ title: kind, points: 1.75, check: kind, ...example },
              ...(index > 0 && { requires: ["c0"] }),
            },
          ]),
        ),
      },
    },
  },
});
const bound = bindStage(lab, "build", {
  learner: { login: "learner-14", accountId },
  graderAccountId: "999999999999",
});
const facts = factPlan(factsOfStage(bound)).flat();

const table: JsonObject = {
  TableName: "lab-orders",
  TableArn: `arn:aws:dynamodb:us-east-1:${accountId}:table/lab-orders`,
  TableId: "id",
  TableStatus: "ACTIVE",
  KeySchema: [{ AttributeName: "customerId", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "customerId", AttributeType: "S" }],
};
const json = fc.jsonValue({ maxDepth: 3 }).map((value): JsonObject => {
  const parsed: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(parsed) ? parsed : {};
});
const output = fc.oneof(
  json,
  json.map((other): JsonObject => ({ Table: { ...table, ...other } })),
  fc.constantFrom<JsonObject>({ Table: table }, { Policy: "{}" }, { TableNames: ["lab-orders"] }),
);
const error = fc.record(
  {
    name: fc.oneof(
      fc.constantFrom("ResourceNotFoundException", "AccessDeniedException", "ThrottlingException"),
      fc.string(),
    ),
    message: fc.string(),
    status: fc.constantFrom(400, 403, 500, 503),
  },
  { requiredKeys: ["name", "message"] },
);
const answer = fc
  .tuple(
    fc.constantFrom("DescribeTable", "ListTables", "GetResourcePolicy", "Nothing"),
    fc.oneof(output, error),
    fc.nat(3),
  )
  .map(([operation, given, kind]): Answer => {
    const base = {
      ...{
        service: "dynamodb",
        operation,
        region: "us-east-1",
        input: { TableName: "lab-orders" },
      },
      observedAt: collectedAt,
    };
    if ("name" in given && "message" in given) {
      const { name, message } = given;
      return { ...base, error: { name: String(name), message: String(message), status: 400 } };
    }
    if (kind === 0) return { ...base, truncated: true };
    return kind === 1 ? { ...base, output: given, truncated: true } : { ...base, output: given };
  });
const evidence = fc
  .tuple(fc.subarray([...facts]), fc.infiniteStream(fc.array(answer, { maxLength: 2 })))
  .map(([asked, answers]): GradedEvidence => {
    const collected = asked.map((ref): FactEvidence => {
      const given = answers.next().value ?? [];
      return { kind: ref.kind, params: ref.params, answers: given };
    });
    return { access: { status: "open", way: "role" }, facts: collected, collectedAt };
  });

describe("gradeSubmission", () => {
  it("judges whatever AWS may have answered, within the points that there are", () => {
    fc.assert(
      fc.property(evidence, (collected) => {
        const judgement = gradeSubmission(bound, collected, { accountId });

        expect(judgement.outcomes).toHaveLength(allChecks.length);
        for (const outcome of judgement.outcomes) {
          explain(outcome);
          if (!("points" in outcome)) continue;
          expect(comparePoints(outcome.points, "0")).toBeGreaterThanOrEqual(0);
          expect(comparePoints(outcome.points, pointsOf(outcome.maxPoints))).toBeLessThanOrEqual(0);
        }
        const { points, judgedPoints, maxPoints } = judgement;
        expect(comparePoints(points, judgedPoints)).toBeLessThanOrEqual(0);
        expect(comparePoints(judgedPoints, maxPoints)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it("takes no point for what could not be looked at", () => {
    const refused: GradedEvidence = {
      access: {
        ...{ status: "refused", way: "role", reason: "access.role_not_assumable" },
        ...{ fault: "access", at: "2026-03-01T12:00:00.000Z", region: "us-east-1" },
      },
      facts: [],
      collectedAt,
    };
    const judgement = gradeSubmission(bound, refused, { accountId });

    expect(new Set(judgement.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["unknown"]));
    expect(judgement).toMatchObject({ points: "0", judgedPoints: "0", conclusion: "blocked" });
  });
});
