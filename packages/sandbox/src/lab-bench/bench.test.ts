import { type AuthoredLab, loadLabFiles } from "@lab-grader/core/lab/lab-files";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LabBench, openLabBench } from "./bench.ts";

const lab = `id: orders
version: 1.0.0
title: Orders
summary: A table.
minutes: 10
costUsd: 0
passAt: 70
variables: { region: us-east-1, table: lab-orders }
where: { region: $region, table: $table }
gate: table
stages:
  build:
    title: Build
    criteria:
      table: { title: It is there, points: 2, check: dynamodb.table }
      protected: { title: Kept, points: 4, check: dynamodb.deletion-protection }
`;
const solution = `build:
  make-it:
    dynamodb create-table:
      TableName: $table
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      BillingMode: PAY_PER_REQUEST
      DeletionProtectionEnabled: true
`;
const cases = `red:
  nothing: { skip: all, expect: { table: { not_met: dynamodb.table.missing } } }
  open:
    change: { make-it.DeletionProtectionEnabled: false }
    expect: { protected: { not_met: dynamodb.deletion_protection.off } }
green:
  tagged: { change: { make-it.Tags: [{ Key: owner, Value: me }] } }
`;

function aLab(texts: { lab?: string; solution?: string; cases?: string } = {}): AuthoredLab {
  const loaded = loadLabFiles("orders", { lab, solution, cases, ...texts });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value;
}

let bench: LabBench;
beforeEach(() => {
  bench = openLabBench();
});
afterEach(async () => {
  await bench.close();
});

async function playedNames(authored: AuthoredLab): Promise<string[]> {
  const played: string[] = [];
  await bench.test(authored, ({ name }) => played.push(name));
  return played.sort();
}

describe("openLabBench", () => {
  it("plays the solution of each stage, then the cases, and scores them", async () => {
    const { cases: results, scores, isPassed } = await bench.test(aLab());

    expect(results.map(({ name }) => name)).toEqual(["solution", "nothing", "open", "tagged"]);
    expect(scores.red.missing).toEqual([]);
    expect(isPassed).toBe(true);
  });

  it.each([
    ["nothing that decides", { lab: lab.replace("It is there", "There it is") }, []],
    ["one case", { cases: cases.replace("Value: me", "Value: you") }, ["tagged"]],
    [
      "what a case expects",
      { cases: cases.replace("{ not_met: dynamodb.deletion_protection.off }", "not_met") },
      ["open"],
    ],
    [
      "a step",
      {
        solution: solution.replace(
          "PAY_PER_REQUEST",
          "PAY_PER_REQUEST\n      TableClass: STANDARD",
        ),
      },
      ["open", "solution", "tagged"],
    ],
    [
      "a criterion",
      { lab: lab.replace("points: 4", "points: 5") },
      ["nothing", "open", "solution", "tagged"],
    ],
  ])("plays again what hangs on a change of %s", async (_what, texts, names) => {
    await bench.test(aLab());

    expect(await playedNames(aLab(texts))).toEqual(names);
  });

  it("tests several labs at the same time, each with its own result", async () => {
    const other = aLab({ lab: lab.replace("id: orders", "id: loans"), cases: "{}" });

    const [first, second] = await Promise.all([bench.test(aLab()), bench.test(other)]);

    expect(first.isPassed).toBe(true);
    expect(second.scores.red.missing).toEqual(["build.table", "build.protected"]);
  });
});
