import { readFileSync } from "node:fs";
import { allCommands } from "@lab-grader/cli/commands/all";
import { allChecks } from "@lab-grader/core/checks/registry.generated";
import { loadLab } from "@lab-grader/core/lab/load-lab";
import { describe, expect, it } from "vitest";

const docs = new URL("../../docs/", import.meta.url);
const guide = readFileSync(new URL("authors.md", docs), "utf8");

describe("docs/authors.md", () => {
  it("shows a lab that loads", () => {
    const [, lab = ""] = /## lab\.yaml\n\n```yaml\n([\s\S]*?)```/.exec(guide) ?? [];

    const loaded = loadLab("docs/authors.md", lab);

    expect(loaded).toMatchObject({ ok: true, value: { lab: { id: "my-lab" } } });
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
