import { describe, expect, it } from "vitest";
import type { LabProblem } from "./problem.ts";
import { longestFileCharacters, parseYaml } from "./yaml-source.ts";

function problemsOf(text: string): readonly LabProblem[] {
  const parsed = parseYaml("lab.yaml", text);
  return parsed.ok ? [] : parsed.problems;
}

describe("parseYaml", () => {
  it("reads YAML 1.2 as data", () => {
    const parsed = parseYaml("lab.yaml", 'a: yes\nb: [1, "2", null, true]\nc: { d: x }\n');

    expect(parsed.ok && parsed.value.value).toEqual({
      a: "yes",
      b: [1, "2", null, true],
      c: { d: "x" },
    });
  });

  it.each([
    ["a key that stands twice", "a: 1\nb: 2\na: 3", 3, 1, "Map keys must be unique"],
    ["an anchor", "a: 1\nb: &m 10", 2, 7, "anchors and aliases"],
    ["a tab", "a:\n\tb: 1", 2, 1, "Tabs are not allowed"],
    ["a tag", "a: 1\nb: !!binary aGVsbG8=", 2, 13, "a value is a text"],
    ["a number that is none", "a: 1\nb: .nan", 2, 4, "a finite number"],
    ["a key that is a list", "a: 1\n? [b, c]\n: 2", 2, 3, "a key is a text"],
    ["a second document", "a: 1\n---\nb: 2", 2, 1, "more than one document"],
    ["another YAML", "%YAML 1.1\n---\na: yes", 1, 1, "not YAML 1.2"],
    ["an open list", "a: [1, 2", 1, 9, "Flow sequence"],
  ])("names the place of %s", (_what, text, line, column, message) => {
    expect(problemsOf(text)).toContainEqual({
      file: "lab.yaml",
      line,
      column,
      path: "",
      message: expect.stringContaining(message),
    });
  });

  it("refuses a file that names gigabytes in a few lines, before it reads them", () => {
    const bomb = ["l0: &l0 [x, x]"];
    for (let level = 1; level < 30; level += 1) {
      const below = `*l${level - 1}`;
      bomb.push(`l${level}: &l${level} [${Array.from({ length: 9 }, () => below).join(", ")}]`);
    }

    expect(problemsOf(bomb.join("\n"))[0]).toMatchObject({ line: 1, column: 9 });
  });

  it.each([
    ["lists", `a: ${"[".repeat(50_000)}${"]".repeat(50_000)}`],
    ["maps", Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("refuses %s that lie too deep", (_what, text) => {
    expect(problemsOf(text)).toContainEqual(
      expect.objectContaining({ message: "nested too deeply; at most 64 levels are read" }),
    );
  });

  it("refuses a file that is too long unread", () => {
    expect(problemsOf("#".repeat(longestFileCharacters + 1))[0]?.message).toContain(
      "at most 262144",
    );
  });

  it("names the first problems only of what is no YAML at all", () => {
    expect(problemsOf("[".repeat(10_000)).length).toBeLessThanOrEqual(20);
  });
});
