import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({ learners: 1, stateDirectory: directory });
  await typed(["lab", "new", "first-lab"], { directory });
});
afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

const publish = (...words: readonly string[]) =>
  typed(["lab", "publish", "first-lab", ...words], { directory });

async function change(file: string, from: string, to: string): Promise<void> {
  const path = join(directory, "first-lab", file);
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace(from, to));
}

describe("labgrader lab publish", () => {
  it("publishes a lab once, and refuses a change under the same version", async () => {
    const first = await publish("--as", "instructor-01", "--json");
    const again = await publish("--as", "instructor-01", "--json");
    await change("lab.yaml", "passAt: 70", "passAt: 80");
    const changed = await publish("--as", "instructor-01");
    await change("lab.yaml", "version: 0.1.0", "version: 0.2.0");
    const next = await publish("--as", "instructor-01", "--json");

    expect(JSON.parse(first.out)).toMatchObject({ status: "published", version: "0.1.0" });
    expect(JSON.parse(again.out)).toEqual({ ...JSON.parse(first.out), status: "unchanged" });
    expect(changed).toMatchObject({ exitCode: 2, out: "" });
    expect(changed.err).toContain("first-lab 0.1.0 is published as");
    expect(JSON.parse(next.out)).toMatchObject({ status: "published", version: "0.2.0" });
  });

  it("publishes a change under a version of its own to try it out", async () => {
    await change("lab.yaml", "minutes: 15", "minutes: 20");

    const dev = await publish("--as", "instructor-01", "--dev", "--json");

    expect(JSON.parse(dev.out)).toMatchObject({
      status: "published",
      version: expect.stringMatching(/^0\.2\.0-dev\.[0-9a-f]{8}$/),
    });
  });

  it("is for instructors", async () => {
    const { exitCode, err } = await publish("--as", "learner-01");

    expect(exitCode).toBe(2);
    expect(err).toContain("instructor");
  });

  it("does not publish a rubric that its cases do not prove", async () => {
    await change("cases/cases.yaml", "{ not_met: dynamodb.pitr.off }", "met, protected: not_met");

    const { exitCode, out } = await publish("--as", "instructor-01");

    expect(exitCode).toBe(1);
    expect(out).toContain("Not published");
  });
});
