import { describe, expect, it } from "vitest";
import { bindStage } from "./bind-stage.ts";
import { loadLab } from "./load-lab.ts";
import { lab, problemsOf, solution } from "./testing.ts";

const foreign = "arn:aws:dynamodb:us-east-1:123456789012:table/lab-orders";
const owned = "saved: { title: Saved, points: 4, check: dynamodb.tags, expect: { of: $what } }";
const tagged = lab
  .replace("saved: { title: Saved, points: 4, check: dynamodb.backup }", owned)
  .replace("table: lab-orders }", "table: lab-orders, what: me }");

function boundTag(what: string) {
  const loaded = loadLab("lab.yaml", tagged);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { criteria } = bindStage(loaded.value.lab, "build", {
    learner: { login: "learner-01", accountId: "100000000001" },
    graderAccountId: "999999999999",
    variables: { what },
  });
  return criteria.find(({ criterion }) => criterion.id === "saved");
}

describe("what no rubric may ask", () => {
  it("is another learner's resource, also where an assignment sets the variable", () => {
    expect(boundTag(foreign)).toMatchObject({
      kind: "invalid",
      problem: expect.stringContaining("is not of the learner's account"),
    });
  });

  it("is not the learner's own resource, nor the grader's", () => {
    const own = foreign.replace("123456789012", "100000000001");
    const grader = foreign.replace("123456789012", "999999999999");

    expect([own, grader, "me"].map((what) => boundTag(what)?.kind)).toEqual([
      ...["check", "check", "check"],
    ]);
  });

  it("is a region of a right answer that the lab does not declare", () => {
    const elsewhere = solution.replace("    in: $region", "    in: eu-west-3");

    expect(problemsOf({ solution: elsewhere })).toMatchObject([
      {
        file: "orders/cases/solution.yaml",
        line: 14,
        column: 9,
        message: expect.stringContaining("the region eu-west-3 is not declared"),
      },
    ]);
    const declared = lab.replace("where:", "regions: [eu-west-3]\nwhere:");
    expect(problemsOf({ solution: elsewhere, lab: declared })).toEqual([]);
  });
});
