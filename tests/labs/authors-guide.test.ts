import { readFileSync } from "node:fs";
import { allChecks } from "@lab-grader/core/checks/registry.generated";
import { loadLab } from "@lab-grader/core/lab/load-lab";
import { describe, expect, it } from "vitest";

const guide = readFileSync(new URL("../../docs/authors.md", import.meta.url), "utf8");

describe("docs/authors.md", () => {
  it("shows a lab that loads", () => {
    const [, lab = ""] = /## lab\.yaml\n\n```yaml\n([\s\S]*?)```/.exec(guide) ?? [];

    const loaded = loadLab("docs/authors.md", lab);

    expect(loaded).toMatchObject({ ok: true, value: { lab: { id: "my-lab" } } });
  });

  it("names every check", () => {
    const rows = guide.split("\n").filter((line) => line.startsWith("| `dynamodb."));

    expect(rows.map((row) => row.split("`")[1]).sort()).toEqual(
      allChecks.map(({ kind }) => kind).sort(),
    );
  });
});
