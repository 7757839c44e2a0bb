import { describe, expect, it } from "vitest";
import { expectedOutcomes } from "./expected-outcomes.ts";
import { planCase } from "./plan-case.ts";
import { getCase, loaded } from "./testing.ts";

describe("planCase", () => {
  it("gives the solution of a stage after those of the earlier ones", () => {
    const plan = planCase(loaded().solution, "again");

    expect(plan.stages.map(({ stage }) => stage)).toEqual(["build", "again"]);
    expect(plan.stages.at(-1)).toMatchObject({
      answers: { why: 42 },
      steps: [
        {
          name: "restore-it",
          service: "dynamodb",
          command: "restore-table-from-backup",
          region: "$region",
          parameters: { BackupArn: "${save-it.BackupDetails.BackupArn}" },
        },
      ],
    });
  });

  it("puts steps before and after, leaves steps out, and sets, adds and removes parameters", () => {
    const plan = planCase(loaded().solution, "build", getCase("unsaved"));

    expect(plan.stages.at(-1)?.steps).toMatchObject([
      { name: "look-first", region: "us-west-2" },
      {
        name: "make-it",
        parameters: {
          TableName: "$table",
          TableClass: "STANDARD",
          Tags: [{ Key: "Owner", Value: "$learner.login" }],
        },
      },
      { name: "look-after" },
    ]);
    expect(plan.stages.at(-1)?.steps[1]?.parameters).not.toHaveProperty("KeySchema");
  });

  it("leaves the solution itself as it is", () => {
    const { solution: untouched } = loaded();
    planCase(untouched, "build", getCase("unsaved"));

    expect(untouched).toEqual(loaded().solution);
  });

  it("skips all steps of the case's own stage", () => {
    expect(planCase(loaded().solution, "build", getCase("nothing")).stages.at(-1)?.steps).toEqual(
      [],
    );
  });

  it("changes answers", () => {
    const plan = planCase(loaded().solution, "again", getCase("guessed"));

    expect(plan.stages.at(-1)?.answers).toEqual({ why: 41 });
  });

  it("says what the learner typed in place of a variable", () => {
    expect(planCase(loaded().solution, "build", getCase("elsewhere")).set).toEqual({
      table: "lab-orders-2",
    });
  });
});

describe("expectedOutcomes", () => {
  it("expects everything met of the solution", () => {
    expect([...expectedOutcomes(loaded().lab, "build")]).toEqual([
      ["build.table", { outcome: "met" }],
      ["build.saved", { outcome: "met" }],
    ]);
  });

  it("expects nothing else judged behind a red gate", () => {
    expect([...expectedOutcomes(loaded().lab, "build", getCase("nothing"))]).toEqual([
      ["build.table", { outcome: "not_met", reason: "dynamodb.table.missing" }],
      ["build.saved", { outcome: "not_judged" }],
    ]);
  });

  it("expects the gate in every stage", () => {
    expect([...expectedOutcomes(loaded().lab, "again").keys()]).toEqual([
      "again.table",
      "again.saved",
      "again.why",
    ]);
  });

  it("expects a fault where a case names one", () => {
    const { lab: orders } = loaded();

    expect(expectedOutcomes(orders, "build", getCase("slow")).get("build.saved")).toEqual({
      outcome: "unknown",
      fault: "target",
    });
    expect(getCase("slow").settlingSeconds).toEqual({ backup: 90 });
  });
});
