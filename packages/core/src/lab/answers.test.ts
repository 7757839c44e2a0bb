import { describe, expect, it } from "vitest";
import { type Answer, Answers, answerProblems } from "./answers.ts";
import { loadLab } from "./load-lab.ts";

const loaded = loadLab(
  "lab.yaml",
  `
id: questions
version: 1.0.0
title: Questions
summary: For tests.
minutes: 1
costUsd: 0
passAt: 70
where: { region: us-east-1, table: lab-orders }
stages:
  build:
    title: Build
    criteria:
      table: { title: The table, points: 1, check: dynamodb.table }
      one:
        title: One is right
        points: 4
        question: Which?
        choices: [{ text: This one, correct: true }, { text: That one }]
      several:
        title: Two are right
        points: 4
        question: Which two?
        choices: [{ text: A, correct: true }, { text: B, correct: true }, { text: C }]
      number: { title: A number, points: 2, question: How many?, answer: 1000 }
      text:
        title: A text
        points: 3
        written: Say why.
        levels: [{ points: 3, when: All }, { points: 0, when: Nothing }]
        untilMarked: full
`,
);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const [stage] = loaded.value.lab.stages;

function problemsOf(answers: Readonly<Record<string, Answer>>): readonly string[] {
  if (!stage) throw new Error("the lab has a stage");
  return answerProblems(stage, answers).map(({ criterion, message }) => `${criterion}: ${message}`);
}

describe("answerProblems", () => {
  it.each([
    [{ one: " this  ONE", several: ["A", "c"], number: "1000", text: "Because." }],
    [{ number: 1000 }],
    [{ number: 0.000000125 }],
    [{ number: "1.25e-7" }],
    [{ number: "0,125" }],
    [{ number: "", one: "", several: [], text: "  " }],
  ])("takes %j", (answers) => {
    expect(problemsOf(answers)).toEqual([]);
  });

  it.each([
    [{ one: "Another" }, "one: this is not one of the choices"],
    [{ one: ["This one", "That one"] }, "one: one choice, not several"],
    [{ number: "many" }, "number: a number is asked for"],
    [{ number: ["1"] }, "number: a number is asked for"],
    [{ number: "1e999" }, "number: a number is asked for"],
    [{ number: "1,000" }, "number: write the number without commas"],
    [{ text: 42 }, "text: a written part is answered with a text"],
    [
      { table: "there" },
      'table: build asks no question "table"; it asks one, several, number, text',
    ],
    [{ constructor: "x" }, 'constructor: build asks no question "constructor"'],
  ])("refuses %j", (answers, problem) => {
    expect(problemsOf(answers).join()).toContain(problem);
  });
});

describe("Answers", () => {
  it.each([
    ["a number beyond all numbers", '{"number":1e999}'],
    ["nothing", '{"number":null}'],
    ["a list of numbers", '{"several":[1]}'],
    ["a text without end", `{"text":"${"x".repeat(4_001)}"}`],
    ["a huge list", `{"several":[${'"A",'.repeat(12)}"A"]}`],
    ["a key that is no criterion id", '{"Toto":"x"}'],
  ])("refuses %s", (_, json) => {
    expect(Answers.safeParse(JSON.parse(json)).success).toBe(false);
  });

  it("never takes a prototype for an answer", () => {
    const parsed = Answers.safeParse(JSON.parse('{"__proto__":{"one":"This one"}}'));

    expect(parsed.success ? Object.keys(parsed.data) : []).toEqual([]);
    expect(parsed.success && "one" in parsed.data).toBe(false);
  });
});
