import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { labOf } from "./compile-stored-lab.ts";
import { examineLab } from "./examine-lab.ts";

function aLabOfTables(count: number) {
  const criteria: Record<string, JsonObject> = {};
  for (let number = 1; number <= count; number += 1) {
    const where = { table: `orders-of-the-shop-number-${number}` };
    criteria[`p${number}`] = { title: "P", points: 1, check: "dynamodb.outside-access", where };
    criteria[`e${number}`] = { title: "E", points: 0.5, check: "dynamodb.encryption", where };
  }
  return labOf({
    digest: "0".repeat(64),
    labId: "many",
    version: "1.0.0",
    source: {
      ...{ id: "many", version: "1.0.0", title: "Many", summary: "Many tables." },
      ...{ minutes: 1, costUsd: 0, passAt: 0, where: { region: "us-east-1" } },
      stages: { build: { title: "Build", criteria } },
    },
  });
}

describe("examineLab", () => {
  it("counts what a stage asks, each fact once", () => {
    expect(examineLab(aLabOfTables(1))).toMatchObject([
      { stage: "build", criteria: 2, points: 1.5, facts: 5, depth: 2, warnings: [] },
    ]);
  });

  it("warns of a session policy that is nearly or wholly too long", () => {
    const texts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14].flatMap((count) =>
      examineLab(aLabOfTables(count)).flatMap(({ warnings }) => warnings),
    );

    expect(texts[0]).toMatch(/^the session policy has 1[67]\d\d of 1800 characters$/);
    expect(texts.at(-1)).toContain("1800 are possible: ask of fewer tables");
  });
});
