import { describe, expect, it } from "vitest";
import { checksPage } from "./check-page.ts";
import { describeCheck } from "./describe-check.ts";
import { getCheck } from "./find-check.ts";
import { allChecks } from "./registry.generated.ts";

describe("describeCheck", () => {
  it("says what a check takes, asks and answers", () => {
    const pitr = describeCheck(getCheck("dynamodb.point-in-time-recovery"));

    expect(pitr.where.map(({ name, isRequired }) => [name, isRequired])).toContainEqual([
      ...["table", true],
    ]);
    expect(pitr.expect).toContainEqual(
      expect.objectContaining({ name: "windowDays", type: "integer", takesBounds: true }),
    );
    expect(pitr.facts).toContainEqual(
      expect.objectContaining({
        kind: "dynamodb.continuous-backups",
        use: "required",
        operations: ["dynamodb DescribeContinuousBackups"],
        actions: ["dynamodb:DescribeContinuousBackups"],
      }),
    );
    expect(pitr.facts).toContainEqual(
      expect.objectContaining({ kind: "dynamodb.table-names", use: "ifApplicable" }),
    );
    expect(pitr.reasons.map(({ code }) => code)).toContain("dynamodb.pitr.off");
    expect(pitr.read).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });

  it.each(allChecks.map((check) => [check.kind, check] as const))(
    "finds a sentence for every key of %s, and facts that it asks",
    (_kind, check) => {
      const { where, expect: lines, otherLines, facts, summary } = describeCheck(check);

      const keys = otherLines ? [...where, ...lines, otherLines] : [...where, ...lines];
      expect(keys.filter(({ description }) => description === "")).toEqual([]);
      expect(summary).toMatch(/\.$/);
      expect(facts.length).toBeGreaterThan(0);
    },
  );
});

describe("checksPage", () => {
  it("keeps a bar in a value from ending its cell", () => {
    const page = checksPage([describeCheck(getCheck("dynamodb.capacity"))]);

    expect(page).toContain("PAY_PER_REQUEST \\| PROVISIONED");
  });
});
