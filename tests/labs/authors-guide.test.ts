import { readFileSync } from "node:fs";
import { allCommands } from "@lab-grader/cli/commands/all";
import { allChecks } from "@lab-grader/core/checks/registry.generated";
import { loadLabFiles } from "@lab-grader/core/lab/lab-files";
import { loadLab } from "@lab-grader/core/lab/load-lab";
import { describeProblem } from "@lab-grader/core/lab/problem";
import { openLabBench } from "@lab-grader/sandbox/lab-bench/bench";
import { describe, expect, it } from "vitest";

const docs = new URL("../../docs/", import.meta.url);
const guide = readFileSync(new URL("authors.md", docs), "utf8");

const blocks = [...guide.matchAll(/^## (\S+)$|^```yaml\n([\s\S]*?)^```$/gm)];
const excerpts = blocks.flatMap(([, , text]) => text ?? []);

/** The first YAML block below a heading. */
function fileBelow(heading: string): string {
  const at = blocks.findIndex(([, title]) => title === heading);
  return blocks[at + 1]?.[2] ?? "";
}

const texts = {
  lab: fileBelow("lab.yaml"),
  solution: fileBelow("cases/solution.yaml"),
  cases: fileBelow("cases/cases.yaml"),
};

describe("docs/authors.md", () => {
  it("shows a lab that is at 100 %", async () => {
    const loaded = loadLabFiles("docs/authors.md", texts);
    if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join("\n"));
    const bench = openLabBench();

    const test = await bench.test(loaded.value).finally(() => bench.close());

    expect(test.isPassed).toBe(true);
  });

  it("shows criteria that load wherever they are put", () => {
    const files = Object.values(texts);
    const criteria = excerpts.filter((text) => !files.includes(text));
    const indented = criteria.join("").replaceAll(/^/gm, "      ");

    const loaded = loadLab(
      "docs/authors.md",
      texts.lab.replace("  break:\n", `${indented}\n  break:\n`),
    );

    expect(criteria.length).toBeGreaterThan(1);
    expect(loaded).toMatchObject({ ok: true });
  });

  it("shows every command of the bench, and no other", () => {
    const shown = [...guide.matchAll(/^npx labgrader ((?:lab )?[a-z]+)/gm)].map(([, name]) => name);

    const bench = allCommands.map(({ name }) => name).filter((name) => /^(lab |check$)/.test(name));
    expect([...new Set(shown)].sort()).toEqual(bench.toSorted());
  });

  it("links to the page with every check", () => {
    const page = readFileSync(new URL("checks.md", docs), "utf8");
    const headings = [...page.matchAll(/^## (\S+)$/gm)].map(([, kind]) => kind);

    expect(guide).toContain("(checks.md)");
    expect(headings.sort()).toEqual(allChecks.map(({ kind }) => kind).sort());
  });
});
