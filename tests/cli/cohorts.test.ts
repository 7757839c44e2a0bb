import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({ learners: 2, stateDirectory: directory });
});
afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

const type = (line: string, ...last: readonly string[]) =>
  typed([...line.split(" "), ...last], { directory });
const asInstructor = (line: string) => type(line, "--as", "instructor-01");

async function aRoster(content: string | Uint8Array): Promise<void> {
  await writeFile(join(directory, "roster.csv"), content);
}

describe("labgrader cohort", () => {
  it("makes a cohort, changes it and shows who runs it", async () => {
    const made = await asInstructor(
      "cohort create autumn --starts 2026-09-01T00:00+02:00 --ends 2099-01-31T23:59Z --json",
    );
    await asInstructor("cohort change autumn --name spring --late-tokens 2");
    await asInstructor("cohort staff spring --add assistant-01");
    const last = await asInstructor("cohort staff spring --remove instructor-01");
    const shown = await asInstructor("cohort show spring");

    expect(JSON.parse(made.out)).toMatchObject({ startsAt: "2026-08-31T22:00:00.000Z" });
    expect(last).toMatchObject({ exitCode: 2, out: "" });
    expect(last.err).toContain("Nobody of this staff is an instructor");
    expect(shown.out).toMatch(/^spring {3}coh_/);
    expect(shown.out).toContain("2 late tokens for each learner");
    expect(shown.out).toMatch(/assistant-01 +assistant/);
  });

  it("refuses a time without a zone before anything is asked", async () => {
    const { exitCode, err } = await asInstructor(
      "cohort create late --starts 2026-09-01T00:00 --ends 2099-01-31T23:59Z",
    );

    expect(exitCode).toBe(2);
    expect(err).toContain("--starts: a time with its zone, such as 2026-09-01T23:59:00+02:00");
  });

  it("says what a roster would change, changes that, and then has nothing to do", async () => {
    await aRoster("\uFEFFlogin;name;section\r\nlearner-01;Given Family;A\r\nlearner-31;;B\r\n");

    const dry = await asInstructor("cohort roster demo roster.csv --dry-run");
    const applied = await asInstructor("cohort roster demo roster.csv");
    const again = await asInstructor("cohort roster demo roster.csv --json");
    const listed = await asInstructor("cohort learners demo");

    expect(dry.out).toContain("1 to enrol: learner-31");
    expect(dry.out).toContain("1 enrolled, and not in the file: learner-02");
    expect(applied.out).toContain("1 learner enrolled, 0 brought back, 1 updated");
    expect(applied.out).toContain("--drop-missing");
    expect(JSON.parse(again.out)).toMatchObject({
      applied: { enrolled: 0, updated: 0 },
      unchanged: 2,
    });
    expect(listed.out).toMatch(/learner-01 +Given Family +A +enrolled/);
  });

  it("lists every problem of a roster with line and column, and changes nothing", async () => {
    await aRoster("login,email\nlearner-40,forty\nlearner-41,x@example.edu\nlearner-41,");

    const { exitCode, out } = await asInstructor("cohort roster demo roster.csv");
    const listed = await asInstructor("cohort learners demo");

    expect(exitCode).toBe(1);
    expect(out.split("\n").slice(0, 3)).toEqual([
      "roster.csv:2, email: Expected an e-mail address.",
      "roster.csv:4: The login learner-41 stands in line 3 too. Each learner has one of their own.",
      "2 problems; nothing was changed.",
    ]);
    expect(listed.out).not.toContain("learner-4");
  });

  it.each([
    ["UTF-16", Buffer.from("\uFEFFlogin\nlearner-50", "utf16le"), "UTF-16"],
    ["Latin-1", Buffer.from("login,name\nlearner-50,Fran\xe7oise", "latin1"), "Latin-1"],
    ["2 MB and more", Buffer.alloc(2 * 1024 * 1024 + 1, "a"), "at most 2097152 are read"],
  ])("refuses a roster of %s and says what to do", async (_what, bytes, said) => {
    await aRoster(bytes);

    const { exitCode, err, out } = await asInstructor("cohort roster demo roster.csv");

    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  it("drops a learner, who then sees nothing, and brings them back", async () => {
    const assignmentsOf = async () => (await type("status --json --as learner-02")).out;
    const before = await assignmentsOf();

    await asInstructor("cohort drop demo learner-02");
    const dropped = await assignmentsOf();
    await asInstructor("cohort enrol demo learner-02");

    expect(JSON.parse(before).assignments).toHaveLength(1);
    expect(JSON.parse(dropped).assignments).toEqual([]);
    expect(await assignmentsOf()).toBe(before);
  });

  it("lets learners in with a join link, and not with one that was replaced", async () => {
    const link = async () => {
      const { out } = await asInstructor(
        "cohort join-link spring --ends 2099-01-01T00:00Z --uses 5 --json",
      );
      return String(JSON.parse(out).token);
    };
    const first = await link();
    const second = await link();

    const late = await type(`join ${first} --as learner-01`);
    const joined = await type(`join ${second} --as learner-01`);

    expect(late).toMatchObject({ exitCode: 2, out: "" });
    expect(late.err).toContain("another has taken its place");
    expect(joined.out).toBe("You are in the cohort spring.\n");
  });

  it("is for instructors of the cohort", async () => {
    const { exitCode, err } = await type("cohort learners demo --as learner-01");

    expect(exitCode).toBe(2);
    expect(err).toContain("instructor");
  });
});
