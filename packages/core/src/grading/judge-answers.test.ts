import { describe, expect, it } from "vitest";
import type { GradedEvidence } from "../facts/read-facts.ts";
import type { Answers } from "../lab/answers.ts";
import { bindStage } from "../lab/bind-stage.ts";
import { loadLab } from "../lab/load-lab.ts";
import { explain } from "../reasons/catalogue.ts";
import { gradeSubmission, type Judgement } from "./grade-submission.ts";
import { pointsOfOutcome } from "./outcome.ts";

const lab = `
id: questions
version: 1.0.0
title: Questions
summary: For tests.
minutes: 1
costUsd: 0
passAt: 70
stages:
  build:
    title: Build
    criteria:
      one:
        title: One is right
        points: 4
        question: Which?
        choices:
          - { text: This one, correct: true }
          - { text: That one, because: it is the other }
      several:
        title: Two are right
        points: 4
        question: Which two?
        choices:
          - { text: First, correct: true }
          - { text: Second, correct: true }
          - { text: Third }
      number:
        title: A number
        points: 2
        question: How many?
        answer: 2.5
        tolerance: 0.1
      tenth:
        title: A number at the edge
        points: 2
        question: How many?
        answer: 2
        tolerance: 0.1
      tiny:
        title: A small number
        points: 2
        question: How much?
        answer: 0.000000125
      constructor:
        title: A name that every object has
        points: 1
        question: Who made it?
        answer: That
      word:
        title: A word
        points: 1
        question: What is it called?
        answer: Point-in-time recovery
      text:
        title: A text
        points: 3
        written: Say why.
        levels: [{ points: 3, when: All }, { points: 0, when: Nothing }]
        untilMarked: FULL_OR_NONE
`;

function graded(answers: Answers | undefined, untilMarked = "full"): Judgement {
  const loaded = loadLab("lab.yaml", lab.replace("FULL_OR_NONE", untilMarked));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const bound = bindStage(loaded.value.lab, "build", {
    learner: { login: "learner-01", accountId: "111111111111" },
    graderAccountId: "222222222222",
  });
  const collectedAt = "2026-03-01T12:00:00.000Z";
  const evidence: GradedEvidence = {
    access: { status: "open", way: "role" },
    facts: [],
    collectedAt,
  };
  return gradeSubmission(bound, evidence, { accountId: "111111111111", answers });
}

function outcomeOf(id: string, answers: Answers) {
  const outcome = graded(answers).outcomes.find(({ criterion }) => criterion === `build.${id}`);
  if (!outcome) throw new Error(`no outcome of ${id}`);
  return { outcome: outcome.outcome, reason: outcome.reason, points: pointsOfOutcome(outcome) };
}

describe("a question", () => {
  it.each([
    ["one", "This one", "met", "4"],
    ["one", "  this   ONE ", "met", "4"],
    ["one", "That one", "not_met", "0"],
    ["one", "", "not_met", "0"],
    ["several", ["First", "Second"], "met", "4"],
    ["several", ["First"], "partly", "2"],
    ["several", ["First", "Third"], "not_met", "0"],
    ["several", ["First", "Second", "Third"], "partly", "2"],
    ["number", 2.5, "met", "2"],
    ["number", "2,55", "met", "2"],
    ["number", 2.7, "not_met", "0"],
    ["number", " 2.6 ", "met", "2"],
    ["number", "+2.5e0", "met", "2"],
    ["tenth", 2.1, "met", "2"],
    ["tenth", 2.2, "not_met", "0"],
    ["tiny", 1.25e-7, "met", "2"],
    ["several", [], "not_met", "0"],
    ["constructor", "That", "met", "1"],
    ["number", "many", "not_met", "0"],
    ["word", "point-in-time  recovery", "met", "1"],
    ["word", "backup", "not_met", "0"],
  ])("%s answered with %j is %s", (id, answer, outcome, points) => {
    expect(outcomeOf(id, { [id]: answer })).toMatchObject({ outcome, points });
  });

  it("tells what speaks against the chosen answer, and never which one is right", () => {
    const [one] = graded({ one: "That one" }).outcomes;
    const text = one && JSON.stringify({ ...explain(one), params: one.params });

    expect(text).toContain("it is the other");
    expect(text).not.toContain("This one");
  });

  it("that is left out is not answered, and costs only its own points", () => {
    for (const id of ["number", "constructor"]) {
      expect(outcomeOf(id, { one: "This one" })).toMatchObject({
        outcome: "not_met",
        reason: "question.not_answered",
      });
    }
  });

  it.each([
    ["a list of texts without text", [" ", ""]],
    ["white space", "  "],
  ])("that is %s is not answered", (_, answer) => {
    for (const id of ["number", "several", "word"]) {
      expect(outcomeOf(id, { [id]: answer })).toMatchObject({ reason: "question.not_answered" });
    }
  });

  it("is not judged where nobody asks it", () => {
    const { outcomes, judgedPoints } = graded(undefined);

    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["not_judged"]));
    expect(judgedPoints).toBe("0");
  });
});

describe("a written part", () => {
  it("counts in full until it is marked, where the author says so", () => {
    expect(outcomeOf("text", { text: "Because." })).toMatchObject({ outcome: "met", points: "3" });
  });

  it("waits for an instructor otherwise, and is no zero until then", () => {
    const judgement = graded({ text: "Because." }, "none");
    const text = judgement.outcomes.at(-1);

    expect(text).toMatchObject({ outcome: "not_judged", reason: "written.waits_for_marking" });
    expect(judgement).toMatchObject({ conclusion: "needs_review", judgedPoints: "16" });
  });

  it("without a text is not met, and needs no instructor", () => {
    const judgement = graded({ text: " \n " }, "none");

    expect(judgement.outcomes.at(-1)).toMatchObject({ reason: "written.empty", points: "0" });
    expect(judgement.conclusion).toBe("graded");
  });
});
