import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { foldCell, isCellOf } from "@lab-grader/core/gradebook/fold-cell";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { listAll } from "@lab-grader/core/storage/list-all";
import { SubmissionRecord, submissionPartition } from "@lab-grader/core/submissions/submission";
import { SubmissionView } from "@lab-grader/core/views/submission-view";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

const lab = `
id: reviewing
version: 1.0.0
title: Reviewing
summary: A table that is not there, a question and a text.
minutes: 1
costUsd: 0
passAt: 50
variables: { region: us-east-1, table: lab-orders }
where: { region: $region, table: $table }
stages:
  build:
    title: Build
    criteria:
      table: { title: The table is there, points: 2, check: dynamodb.table }
      guarded: { title: Nobody deletes it, points: 3, check: dynamodb.deletion-protection, requires: [table] }
      units: { title: Units, points: 2, question: How many units?, answer: 4242 }
      reason:
        title: Why
        points: 4
        written: Why so many?
        levels:
          - { points: 0, when: no reason }
          - { points: 2.5, when: a reason }
          - { points: 4, when: a reason with numbers }
        untilMarked: none
`;

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  await mkdir(join(directory, "labs", "reviewing"), { recursive: true });
  await writeFile(join(directory, "labs", "reviewing", "lab.yaml"), lab);
  await writeFile(join(directory, "answers.yaml"), "units: 4242\nreason: Because of noon.\n");
  system = await startLocalSystem({
    learners: 4,
    stateDirectory: directory,
    labsDirectory: join(directory, "labs"),
    labId: "reviewing",
  });
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

const type = (words: readonly string[], stdin?: Readable) =>
  typed(words, { directory, ...(stdin && { stdin }) });
const asStaff = (line: string, ...last: readonly string[]) =>
  type([...line.split(" "), ...last, "--as", "instructor-01"]);

async function submit(login: string): Promise<string> {
  const { out, err } = await type([
    "submit",
    "reviewing",
    "build",
    "--answers",
    "answers.yaml",
    "--json",
    "--as",
    login,
  ]);
  const view = SubmissionView.safeParse(JSON.parse(out));
  if (!view.success) throw new Error(`${out}${err}`);
  return view.data.submissionId;
}

async function shown(submissionId: string, login = "instructor-01"): Promise<SubmissionView> {
  const { out } = await type(["status", submissionId, "--json", "--as", login]);
  return SubmissionView.parse(JSON.parse(out));
}

/** The cells that are not the fold of what they are folded from. */
async function wrongCells(): Promise<string[]> {
  const { table, cohort } = system;
  const { cohortId, assignmentId, learners } = cohort;
  const wrong = await Promise.all(
    learners.map(async ({ learnerId }) => {
      const of = { cohortId, assignmentId, learnerId };
      const [assignment, cell, terms, submissions] = await Promise.all([
        table.get(AssignmentRecord, of),
        table.get(CellRecord, of),
        newestTerms(of, table),
        listAll(table, SubmissionRecord, { pk: submissionPartition(of), prefix: "" }),
      ]);
      if (!assignment || !cell) return submissions.length === 0 ? [] : [learnerId];
      return isCellOf(cell, foldCell({ assignment, learnerId, terms, submissions }))
        ? []
        : [learnerId];
    }),
  );
  return wrong.flat();
}

const points = ({ points, judgedPoints }: SubmissionView) => [points, judgedPoints];

describe("reviewing", () => {
  it("marks without names what was written, and the submission is graded", async () => {
    const submissionId = await submit("learner-01");
    const before = await shown(submissionId);

    const levels = Readable.from(["7\n", "3\n", "Well counted.\n"]);
    const marking = await type(["mark", "reviewing", "--as", "instructor-01"], levels);

    expect(before).toMatchObject({ state: "needs_review", points: 2, judgedPoints: 7 });
    expect(marking.out).toContain("Because of noon.");
    expect(marking.out).not.toMatch(/learner-01|lrn_|sub_/);
    expect(marking.out).toContain("1 marked.");
    expect(await shown(submissionId)).toMatchObject({
      state: "graded",
      points: 6,
      judgedPoints: 11,
    });
    expect(await wrongCells()).toEqual([]);
  });

  it("overrides a criterion, shows it in the gradebook, and takes it back", async () => {
    const submissionId = await submit("learner-02");
    const before = await shown(submissionId);

    const set = await asStaff(`override ${submissionId} table 1.5 --reason`, "seen in the console");
    const overridden = await type(["status", submissionId, "--as", "learner-02"]);
    const above = await asStaff(`override ${submissionId} table 2.5 --reason`, "more");
    const undone = await asStaff(`override ${submissionId} table --undo --reason`, "a mistake");

    expect(set).toMatchObject({ exitCode: 0 });
    expect(set.out).toContain("2 -> 3.5 of 7 points");
    expect(overridden.out).toMatch(/an instructor: seen in the\s+console/);
    expect(overridden.out).not.toContain("instructor-01");
    expect(above).toMatchObject({ exitCode: 2 });
    expect(above.err).toContain("2.5 are more than the 2 points of table");
    expect(undone.out).toContain("3.5 -> 2 of 7 points");
    const { outcomes } = await shown(submissionId);
    expect(outcomes).toEqual(before.outcomes);
  });

  it("tells the second of two who decided over the same grade, with both grades", async () => {
    const submissionId = await submit("learner-03");
    const { grade } = await shown(submissionId);
    const decide = (value: string) =>
      asStaff(`override ${submissionId} table ${value} --grade ${grade?.gradeId} --reason`, "seen");

    const both = await Promise.all([decide("1"), decide("2")]);

    const [won, lost] = both.toSorted((left, right) => left.exitCode - right.exitCode);
    expect([won?.exitCode, lost?.exitCode]).toEqual([0, 2]);
    expect(lost?.err).toContain(grade?.gradeId);
    expect(lost?.err).toContain((await shown(submissionId)).grade?.gradeId);
    expect(await wrongCells()).toEqual([]);
  });

  it("holds a criterion for past and new submissions, and counts it again", async () => {
    const submissionId = await submit("learner-02");
    const before = await shown(submissionId);

    const held = await asStaff("hold reviewing build.units --reason", "two answers are right");
    await system.settled();
    const under = await shown(submissionId);
    const fresh = await shown(await submit("learner-04"));
    const told = await type(["status", submissionId, "--as", "learner-02"]);
    const again = await asStaff("hold reviewing build.nothing --reason", "no such");
    await asStaff("unhold reviewing build.units");
    await system.settled();
    const after = await shown(submissionId);

    expect(held.out).toContain("build.units   since ");
    expect([before, under, fresh, after].map(points)).toEqual([
      [2, 7],
      [0, 5],
      [0, 5],
      [2, 7],
    ]);
    expect(told.out).toMatch(/on hold: this criterion counts in neither\s+direction/);
    expect(again.err).toContain("no criterion build.nothing");
    expect(after.outcomes).toEqual(before.outcomes);
    expect(await wrongCells()).toEqual([]);
  });

  it("carries a question about a verdict to staff and its answer back", async () => {
    const asked = await type(["inquire", "table", "It is there.", "--as", "learner-04"]);
    const listed = await asStaff("inquiries demo");
    const [inquiryId = ""] = listed.out.match(/inq_\w{12}/) ?? [];
    const early = await asStaff(`answer ${inquiryId} changed`, "Done.");
    const answered = await asStaff(`answer ${inquiryId} kept`, "It is in another region.");
    const own = await type(["inquiries", "--as", "learner-04"]);

    expect(asked.out).toContain(inquiryId);
    expect(listed.out).toContain("learner-04");
    expect(early.err).toContain("The grade has not changed");
    expect(answered.exitCode).toBe(0);
    expect(own.out).toContain("kept, an instructor: It is in another region.");
  });

  it("sets and withholds the result of a learner", async () => {
    await asStaff("result reviewing learner-01 --points 10.5 --reason", "oral exam");
    await asStaff("result reviewing learner-01 --withhold --reason", "not yet");
    const { submissionId } = await newest("learner-01");
    const kept = await type(["status", submissionId, "--as", "learner-01"]);
    const shownAgain = await asStaff("result reviewing learner-01 --show --reason", "now");

    expect(kept.out).toContain("not released yet");
    expect(kept.out).not.toMatch(/\d points/);
    expect(shownAgain.out).toContain("set by hand: 10.5");
    expect(await wrongCells()).toEqual([]);
  });

  it("leaves every chain of grades whole", async () => {
    const { exitCode } = await asStaff("audit verify demo");

    expect(exitCode).toBe(0);
  });
});

async function newest(login: string): Promise<{ submissionId: string }> {
  const { out } = await type(["status", "--as", login]);
  const [submissionId = ""] = out.match(/sub_[\w.-]+/) ?? [];
  return { submissionId };
}
