import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Grade, GradeRecord } from "@lab-grader/core/grading/grade";
import { submissionIdOf } from "@lab-grader/core/ids";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { buildSolution } from "../bench/build-solution.ts";
import { publishOtherVersion } from "../bench/other-version.ts";
import { typed } from "./typed.ts";

const lab = "dynamodb-introduction";

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({ learners: 1, stateDirectory: directory });
  for (const learner of system.cohort.learners) await buildSolution(system.sandboxUrl, learner);
  await typed(["submit", lab, "build", "--as", "learner-01"], { directory });
  await system.idle();
});
afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

const type = (...words: readonly string[]) =>
  typed([...words, "--as", "instructor-01"], { directory });

function firstSubmission() {
  const { assignmentId, learners } = system.cohort;
  const key = { assignmentId, learnerId: learners[0]?.learnerId ?? "", stage: "build", number: 1 };
  return { ...key, submissionId: submissionIdOf(key) };
}

async function effectiveGrade(): Promise<Grade> {
  const key = firstSubmission();
  const gradeId = (await system.table.get(SubmissionRecord, key))?.effectiveGrade ?? "";
  const grade = await system.table.get(GradeRecord, { ...key, gradeId });
  if (!grade) throw new Error("there is no grade");
  return grade;
}

const jobIn = (text: string): string => {
  const { job } = z.object({ job: z.object({ jobId: z.string() }) }).parse(JSON.parse(text));
  return job.jobId;
};

describe("labgrader regrade", () => {
  it("plans with a histogram, applies with a reason, and shows both again", async () => {
    await publishOtherVersion(system, "9.0.0");

    const plan = await type("regrade", "plan", lab, "--lab", "9.0.0");
    const again = await type("regrade", "plan", lab, "--lab", "9.0.0", "--json");
    const jobId = jobIn(again.out);
    const shown = await type("regrade", "show", lab, jobId);
    const unreasoned = await type("regrade", "apply", lab, jobId);
    const applied = await type("regrade", "apply", lab, jobId, "--reason", "one more", "--notify");

    expect(plan).toMatchObject({ exitCode: 0 });
    expect(plan.out).toContain("1 submission: 1 up, 0 down");
    expect(plan.out).toMatch(/\+1 points . █+ 1/);
    expect(plan.out).toContain(`labgrader regrade apply ${lab} job_`);
    expect(shown.out).toMatch(/learner-01 +build 1 +40 +41 +table/);
    expect(unreasoned).toMatchObject({ exitCode: 2, out: "" });
    expect(unreasoned.err).toContain("--reason");
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.out).toContain("1 grade written");
    expect(await effectiveGrade()).toMatchObject({ cause: "regraded", points: "41", jobId });
  });

  it("can't cancel what has ended, and names the state", async () => {
    const { jobs } = z
      .object({ jobs: z.array(z.object({ jobId: z.string(), kind: z.string() })) })
      .parse(JSON.parse((await type("jobs", "--json")).out));
    const [newest] = jobs;

    const canceled = await type("regrade", "cancel", newest?.jobId ?? "");
    const watched = await type("job", newest?.jobId ?? "", "--watch");

    expect(jobs.map(({ kind }) => kind)).toContain("regrade");
    expect(canceled).toMatchObject({ exitCode: 2 });
    expect(canceled.err).toContain("is done already");
    expect(watched).toMatchObject({ exitCode: 0 });
    expect(watched.out).toContain("regrade  done, 1 of 1 parts");
  });
});

describe("labgrader drift", () => {
  it("finds nothing where this code judges as the one before, and says what differs where not", async () => {
    const still = await type("drift", lab);
    const grade = await effectiveGrade();
    const [first, ...others] = grade.outcomes;
    if (!first) throw new Error("nothing was judged");
    const { criterion, maxPoints } = first;
    const base = { criterion, maxPoints, params: {}, lookedAt: [] };
    const wrong = { ...base, outcome: "not_met", reason: "requires.not_met", points: "0" } as const;
    await system.table.put(GradeRecord, {
      ...grade,
      graderVersion: "0.0.9",
      outcomes: [wrong, ...others],
    });

    const drifted = await type("drift", lab);

    expect(still).toMatchObject({ exitCode: 0 });
    expect(still.out).toContain("No outcome would change");
    expect(drifted).toMatchObject({ exitCode: 1 });
    expect(drifted.out).toContain(`${criterion}: not met -> met, 1 submission`);
    expect(drifted.out).toContain("Judged by grader 0.0.9.");
  });
});
