import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { LabRubric } from "@lab-grader/core/views/lab-rubric";
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

  it("takes another text of the lab sheet for another content, also to try it out", async () => {
    const before = await publish("--as", "instructor-01", "--dev", "--json");
    await change("README.md", "# ", "# Now: ");

    const dev = await publish("--as", "instructor-01", "--dev", "--json");

    expect(JSON.parse(before.out)).toMatchObject({ status: "unchanged", proof: "stored" });
    expect(JSON.parse(dev.out)).toMatchObject({ status: "published", proof: "stored" });
    expect(JSON.parse(dev.out).version).not.toBe(JSON.parse(before.out).version);
  });

  it("refuses a lab sheet that is no text, before anything is played", async () => {
    const file = join(directory, "first-lab", "README.md");
    const text = await readFile(file, "utf8");
    await writeFile(file, `${text}\u0000`);

    const { exitCode, err } = await publish("--as", "instructor-01");

    await writeFile(file, text);
    expect(exitCode).toBe(2);
    expect(err).toContain("first-lab/README.md can't be published");
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

describe("labgrader lab list, lab show and lab sheet", () => {
  it("list what is published, and show the newest version's rubric with its proof", async () => {
    const list = await typed(["lab", "list", "--as", "instructor-01"], { directory });
    const show = await typed(["lab", "show", "first-lab", "--as", "instructor-01"], { directory });
    const older = await typed(
      ["lab", "show", "first-lab", "0.1.0", "--as", "instructor-01", "--json"],
      { directory },
    );

    expect(list.out).toMatch(/^first-lab .* 0\.2\.0 .* instructor-01 +2, 2 to try out$/m);
    expect(list.out).toContain("dynamodb-introduction");
    expect(show.out).toContain("first-lab 0.2.0");
    expect(show.out).toContain("dynamodb.point-in-time-recovery");
    expect(show.out).toMatch(/\d+ cases prove 100 % red and 100 % green/);
    const { version, passAt, sheet, proof } = LabRubric.parse(JSON.parse(older.out));
    expect({ version, passAt }).toEqual({ version: "0.1.0", passAt: 70 });
    expect(sheet).toContain("first-lab");
    expect(proof?.document.folder).toBeUndefined();
    expect(proof?.document.cases.map(({ kind }) => kind)).toContain("red");
  });

  it("say which labs there are where one is not", async () => {
    const { exitCode, err } = await typed(["lab", "show", "no-lab", "--as", "instructor-01"], {
      directory,
    });

    expect(exitCode).toBe(2);
    expect(err).toContain("There is: dynamodb-");
  });

  it("give a learner the lab sheet of an assignment", async () => {
    const words = ["lab", "sheet", "dynamodb-introduction", "--as", "learner-01"];
    const readme = new URL("../../labs/dynamodb-introduction/README.md", import.meta.url);

    const { exitCode, out } = await typed(words, { directory });
    const asData = await typed([...words, "--json"], { directory });

    expect(exitCode).toBe(0);
    expect(out.trimEnd()).toBe((await readFile(readme, "utf8")).trimEnd());
    expect(AssignmentLab.parse(JSON.parse(asData.out)).stages).toHaveLength(3);
  });
});
