import { describe, expect, it } from "vitest";
import { factId } from "../facts/fact.ts";
import { bindStage, factsOfStage } from "./bind-stage.ts";
import { loadLab } from "./load-lab.ts";
import { criteriaOfFacts, visibleToLearners } from "./visible-facts.ts";

function stageWith(hidden: string) {
  const loaded = loadLab(
    "lab.yaml",
    `id: orders
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
      recoverable: { title: Recoverable, points: 4, check: dynamodb.point-in-time-recovery${hidden} }
`,
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return bindStage(loaded.value.lab, "build", {
    learner: { login: "learner-01", accountId: "100000000001" },
    graderAccountId: "200000000000",
  });
}

const kindsOf = (stage: ReturnType<typeof stageWith>) => {
  const isVisible = visibleToLearners(stage);
  return factsOfStage(stage)
    .filter((fact) => isVisible(factId(fact)))
    .map(({ kind }) => kind);
};

describe("visibleToLearners", () => {
  it("shows every fact where nothing is hidden", () => {
    const stage = stageWith("");

    expect(kindsOf(stage)).toEqual(factsOfStage(stage).map(({ kind }) => kind));
  });

  it("keeps back what only a hidden criterion asks, and shows what others ask too", () => {
    const kinds = kindsOf(stageWith(", hidden: true"));

    expect(kinds).toContain("dynamodb.table");
    expect(kinds).not.toContain("dynamodb.continuous-backups");
  });
});

describe("criteriaOfFacts", () => {
  it("names every criterion that a fact decides", () => {
    const stage = stageWith("");
    const criteria = criteriaOfFacts(stage);

    const byKind = new Map(
      factsOfStage(stage).map((fact) => [fact.kind, criteria.get(factId(fact))]),
    );
    expect(byKind.get("dynamodb.continuous-backups")).toEqual(["recoverable"]);
    expect(byKind.get("dynamodb.table")).toContain("table");
  });
});
