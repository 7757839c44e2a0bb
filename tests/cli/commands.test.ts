import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allCommands } from "@lab-grader/cli/commands/all";
import { runCommandLine } from "@lab-grader/cli/run-command-line";
import { aStream } from "@lab-grader/cli/testing";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import {
  CohortAssignmentRecord,
  cohortAssignmentOf,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { stateFile } from "@lab-grader/sandbox/local-system/state-file";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({ learners: 3, stateDirectory: directory });
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

async function type(
  line: string,
  options: {
    environment?: Record<string, string>;
    directory?: string;
    signal?: AbortSignal;
    onOutput?: () => void;
  } = {},
) {
  const stdout = aStream();
  const stderr = aStream();
  const exitCode = await runCommandLine(line.split(" "), {
    commands: allCommands,
    stdout: {
      write: (text) => {
        stdout.write(text);
        options.onOutput?.();
      },
    },
    stderr,
    environment: options.environment ?? {},
    directory: options.directory ?? directory,
    signal: options.signal ?? new AbortController().signal,
  });
  return { exitCode, out: stdout.text(), err: stderr.text() };
}

describe("labgrader against a running local system", () => {
  it("submits, mends the account step by step, submits again and sees the points change", async () => {
    const lab = "dynamodb-introduction build --as learner-01";

    const first = await type(`submit ${lab}`);
    expect(first.exitCode).toBe(1);
    expect(first.out).toContain("this attempt is still yours");
    expect(first.err).toContain("grading");

    for (const step of ["create-the-table", "put-the-canary", "back-it-up"]) {
      expect((await type(`try ${lab} --fix ${step}`)).err).toContain(step);
    }
    const halfway = await type(`submit ${lab} --json`);
    expect(halfway.exitCode).toBe(0);
    expect(JSON.parse(halfway.out)).toMatchObject({ state: "graded", points: 34, maxPoints: 40 });

    const tried = await type(`try ${lab} --fix recovery-on --json`);
    expect(tried.exitCode).toBe(0);
    expect(JSON.parse(tried.out)).toMatchObject({ points: 40, isPassed: true });

    const last = await type(`submit ${lab}`);
    expect(last.out).toContain("attempt 2 of 10");
    expect(last.out).toContain("+6 since attempt 1: recoverable.  Best so far.");
  });

  it("shows a learner what they handed in, and an instructor everybody", async () => {
    await type("submit dynamodb-introduction build --as learner-02 --json");

    const list = await type("status --as learner-02 --json");
    const [assignment] = JSON.parse(list.out).assignments;
    const [{ submissionId }] = assignment.submissions;
    const one = await type(`status ${submissionId} --as learner-02`);
    const gradebook = await type("gradebook demo --as instructor-01 --json");

    expect(assignment.submissions).toMatchObject([{ state: "graded", points: 0 }]);
    expect(one.exitCode).toBe(1);
    expect(one.out).toContain("✗ table   0 of 2   The orders table exists and is ready");
    expect(JSON.parse(gradebook.out)).toMatchObject({
      cohort: { name: "demo" },
      columns: [{ labId: "dynamodb-introduction" }],
      rows: { length: 3 },
    });
    const matrix = await type("gradebook --as instructor-01");
    const criteria = await type("gradebook --assignment dynamodb-introduction --as instructor-01");
    expect(matrix.out).toMatch(/^learner-03 +– - +–$/m);
    expect(criteria.out).toMatch(/^learner-03 +– +– +–$/m);
  });

  it("only hands in with --no-wait, and says how to look later", async () => {
    const { exitCode, out } = await type(
      "submit dynamodb-introduction build --as learner-03 --no-wait",
    );

    expect(exitCode).toBe(0);
    expect(out).toMatch(/labgrader status sub_\S+ --as learner-03/);
    await system.idle();
  });

  it("names the assignments where a lab has several open ones", async () => {
    const { assignmentId } = system.cohort;
    const assignment = await system.table.get(AssignmentRecord, { assignmentId });
    if (!assignment) throw new Error("The seed wrote no assignment.");
    const second = { ...assignment, assignmentId: "asg_00000000000z" };
    await system.table.put(AssignmentRecord, second);
    await system.table.put(CohortAssignmentRecord, cohortAssignmentOf(second));

    const { exitCode, err } = await type("submit dynamodb-introduction build --as learner-03");

    expect(exitCode).toBe(2);
    expect(err).toContain("You have 2 open assignments");
    expect(err).toContain(`--assignment ${assignmentId}`);
    expect(err).toContain("--assignment asg_00000000000z");
  });

  it.each([
    ["submit another-lab build --as learner-01", 2, 'no open assignment of the lab "another-lab"'],
    ["submit dynamodb-introduction nope --as learner-01 --assignment asg_0000", 2, "--assignment"],
    ["submit dynamodb-introduction build", 2, "--as learner-01"],
    ["submit dynamodb-introduction build --as nobody", 2, "nobody called nobody"],
    ["gradebook --as learner-01", 2, "instructor"],
    ["gradebook other --as instructor-01", 2, 'no cohort "other"'],
    ["try dynamodb-introduction build --fix recovery-on", 2, "A real account is never changed"],
    ["try dynamodb-introduction build --as learner-01 --fix nope", 2, "it has create-the-table"],
    ["try dynamodb-introduction nope --as learner-01", 2, 'no stage "nope"'],
    ["try no-such-lab --as learner-01", 2, 'no lab "no-such-lab"'],
  ])("answers `labgrader %s` with exit code %i and what to do", async (line, exitCode, said) => {
    const answer = await type(line);

    expect(answer).toMatchObject({ exitCode, out: "" });
    expect(answer.err).toContain(said);
  });

  it("says how to start a local system where none runs", async () => {
    const answer = await type("status --as learner-01", { directory: tmpdir() });

    expect(answer).toMatchObject({ exitCode: 3, out: "" });
    expect(answer.err).toContain("npm run dev");
  });

  it("says so where the local system has ended without cleaning up", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "labgrader-"));
    const ended = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(ended, "close");
    const state = JSON.parse(await readFile(stateFile(directory), "utf8"));
    await mkdir(join(elsewhere, ".labgrader"));
    await writeFile(stateFile(elsewhere), JSON.stringify({ ...state, processId: ended.pid }));

    const { exitCode, err } = await type("status --as learner-01", { directory: elsewhere });

    expect(exitCode).toBe(3);
    expect(err).toContain(`process ${ended.pid} is gone`);
    expect(err).toContain("npm run dev");
    await rm(elsewhere, { recursive: true });
  });

  it("asks for a token where a deployed API is meant, and says when nothing answers there", async () => {
    const deployed = { LABGRADER_API_URL: "http://localhost:1" };

    const noToken = await type("status", { environment: deployed });
    const nobody = await type("status", { environment: { ...deployed, LABGRADER_TOKEN: "t" } });

    expect(noToken).toMatchObject({ exitCode: 2 });
    expect(noToken.err).toContain("LABGRADER_TOKEN");
    expect(nobody).toMatchObject({ exitCode: 3 });
    expect(nobody.err).toContain("Nothing answers at http://localhost:1");
  });

  it("ends with the code of an interruption when it is stopped while it waits", async () => {
    const stop = new AbortController();
    stop.abort();

    const { exitCode } = await type("status --as learner-01", { signal: stop.signal });

    expect(exitCode).toBe(130);
  });
});

describe("labgrader sandbox", () => {
  it("prints how to point the AWS CLI at it, and stops when it is told to", async () => {
    const stop = new AbortController();

    const { exitCode, out } = await type("sandbox --port 0", {
      signal: stop.signal,
      onOutput: () => stop.abort(),
    });

    expect(exitCode).toBe(0);
    expect(out).toMatch(/export AWS_ENDPOINT_URL=http:\/\/localhost:\d+$/m);
  });

  it("says which flag takes another port where one is taken", async () => {
    const { port } = system.sandbox;

    const { exitCode, err } = await type(`sandbox --port ${port}`);

    expect(exitCode).toBe(3);
    expect(err).toContain(`port ${port}`);
    expect(err).toContain("--port 0 takes any free one");
  });
});

describe("labgrader lab validate", () => {
  it("accepts the project's own lab and names file, line and column of a broken one", async () => {
    const good = await type("lab validate labs/dynamodb-introduction --json", { directory: "." });
    const bad = await type("lab validate tests/labs --json", { directory: "." });

    expect(good.exitCode).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({ labs: [{ isValid: true, problems: [] }] });
    expect(bad.exitCode).toBe(1);
    expect(JSON.parse(bad.out).labs[0].problems[0]).toMatchObject({ line: 1, column: 1 });
  });
});
