import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

let from: { directory: string; system: LocalSystem };
let to: { directory: string; system: LocalSystem };

async function aSystem(cohortName: string) {
  const directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  const system = await startLocalSystem({ learners: 2, cohortName, stateDirectory: directory });
  return { directory, system };
}

beforeAll(async () => {
  [from, to] = await Promise.all([aSystem("first"), aSystem("second")]);
  const { directory } = from;
  await typed(["submit", "dynamodb-introduction", "build", "--as", "learner-01"], { directory });
  await from.system.settled();
});
afterAll(async () => {
  for (const { directory, system } of [from, to]) {
    await system.close();
    await rm(directory, { recursive: true });
  }
});

const archive = () => join(from.directory, "first.jsonl");
const type = (at: { directory: string }, line: string) =>
  typed(line.split(" "), { directory: at.directory });

describe("labgrader cohort archive and restore", () => {
  it("brings a cohort into another deployment, where its audit chains are whole", async () => {
    const { cohortId } = from.system.cohort;
    const written = await type(from, "cohort archive first first.jsonl --json --as instructor-01");

    // Logins of the second system's own roster would be taken; the lab sheet names one as well.
    const archived = (await readFile(archive(), "utf8")).replaceAll(
      /"learner-0(\d)"/g,
      '"pupil-0$1"',
    );
    await writeFile(archive(), archived);
    const restored = await type(to, `cohort restore ${archive()} --json --as admin-01`);
    const again = await type(to, `cohort restore ${archive()} --json --as admin-01`);
    const shown = await type(to, `cohort show ${cohortId} --as instructor-01`);
    const audit = await type(to, `audit verify ${cohortId} --as instructor-01`);

    expect((await stat(archive())).mode & 0o777).toBe(0o600);
    const { records } = JSON.parse(written.out);
    expect(JSON.parse(written.out)).toMatchObject({ cohortId, leftOut: [] });
    expect(JSON.parse(restored.out)).toMatchObject({
      name: "first",
      written: records - 2,
      same: 2,
    });
    expect(JSON.parse(again.out)).toMatchObject({ written: 0, same: records });
    expect(shown.out).toContain(cohortId);
    expect(audit).toMatchObject({ exitCode: 0 });
  });

  it("does not restore a file that is cut", async () => {
    const lines = (await readFile(archive(), "utf8")).split("\n");
    await writeFile(archive(), lines.slice(0, -3).join("\n"));

    const { exitCode, err } = await type(to, `cohort restore ${archive()} --as admin-01`);

    expect(exitCode).toBe(2);
    expect(err).toContain("is not whole");
  });

  it("is not for instructors to restore", async () => {
    await type(from, "cohort archive first again.jsonl --as instructor-01");

    const { exitCode, err } = await type(from, "cohort restore again.jsonl --as instructor-01");

    expect(exitCode).toBe(2);
    expect(err).toContain("admin");
  });
});

describe("labgrader learner erase", () => {
  it("is for administrators, asks for the login too, and leaves the grades", async () => {
    const [learner] = from.system.cohort.learners;
    const erase = (login: string, as: string) =>
      type(from, `learner erase ${learner?.learnerId} ${login} --reason asked --as ${as}`);

    const refused = await erase("learner-01", "instructor-01");
    const mistyped = await erase("learner-02", "admin-01");
    const erased = await erase("learner-01", "admin-01");
    const listed = await type(from, "cohort learners first --as instructor-01");
    const audit = await type(from, "audit verify first --as instructor-01");

    expect(refused.exitCode).toBe(2);
    expect(mistyped.err).toContain("Nothing was erased");
    expect(erased.out).toContain("answers and evidence of 1 submission are gone");
    expect(listed.out).not.toContain("learner-01");
    expect(listed.out).toMatch(/erased-[0-9a-z]{12}/);
    expect(audit).toMatchObject({ exitCode: 0 });
    expect((await type(from, "status --as learner-01")).out).toBe("Nothing was handed in yet.\n");
  });
});
