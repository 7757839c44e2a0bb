import type { QuestionView } from "@lab-grader/core/views/question-view";
import { describe, expect, it } from "vitest";
import { answersOf, draftOf, draftProblem } from "./answer-draft.ts";

function aQuestion(criterion: string, answer: QuestionView["answer"]): QuestionView {
  return { criterion, title: criterion, points: 2, text: "?", answer };
}
const one = aQuestion("one", { kind: "choice", choices: ["a", "b"], several: false });
const some = aQuestion("some", { kind: "choice", choices: ["a", "b"], several: true });
const number = aQuestion("number", { kind: "number" });
const essay = aQuestion("essay", { kind: "written", levels: [] });

describe("draftProblem", () => {
  it("takes 4,000 characters, and says how many are too many", () => {
    expect(draftProblem(essay, "x".repeat(4_000))).toBeUndefined();
    expect(draftProblem(essay, "x".repeat(20_000))).toContain("16,000 characters longer");
  });

  it.each(["12", " 0,5 ", "1e3", "-1.25"])("reads %j as a number", (typed) => {
    expect(draftProblem(number, typed)).toBeUndefined();
  });

  it.each(["1,000", "twelve", "12 units"])("asks for a number instead of %j", (typed) => {
    expect(draftProblem(number, typed)).toMatch(/number/);
  });

  it("tells a choice that is not offered any more", () => {
    expect(draftProblem(one, "c")).toContain("no longer offered");
    expect(draftProblem(some, ["a", "c"])).toContain("no longer offered");
    expect(draftProblem(some, ["a", "b"])).toBeUndefined();
  });

  it("has nothing against an empty field", () => {
    expect([undefined, "", "  ", []].map((value) => draftProblem(number, value))).toEqual(
      Array.from({ length: 4 }),
    );
  });
});

describe("answersOf", () => {
  it("sends what is asked and answered, in the form that is asked for", () => {
    const draft = { one: ["a"], some: "b", number: "2", essay: " \n", gone: "x" };

    expect(answersOf([one, some, number, essay], draft)).toEqual({
      one: "a",
      some: ["b"],
      number: "2",
    });
  });
});

describe("draftOf", () => {
  it("makes of earlier answers what would be typed", () => {
    const outcomes = [
      { criterion: "some", answer: ["a", "b"] },
      { criterion: "number", answer: 2 },
      { criterion: "essay", answer: "  " },
      { criterion: "table" },
      { criterion: "gone", answer: "x" },
    ];

    expect(draftOf([some, number, essay], outcomes)).toEqual({ some: ["a", "b"], number: "2" });
  });
});
