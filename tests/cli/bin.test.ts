import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../packages/cli/bin/labgrader.mjs", import.meta.url));

function run(...words: readonly string[]) {
  return spawnSync(process.execPath, [program, ...words], { encoding: "utf8" });
}

describe("the program labgrader", () => {
  it("shows its commands", () => {
    const { status, stdout, stderr } = run("--help");

    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("submit <lab> <stage>");
  });

  it("ends with exit code 2 and the nearest command where there is none such", () => {
    const { status, stdout, stderr } = run("gradebok");

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("Did you mean gradebook?");
  });
});
