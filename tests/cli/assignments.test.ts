import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
} from "@aws-sdk/client-dynamodb";
import { addSeconds } from "@lab-grader/core/time";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { typed } from "./typed.ts";

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

const type = (line: string, ...last: readonly string[]) =>
  typed([...line.split(" "), ...last], { directory });
const asInstructor = (line: string) => type(line, "--as", "instructor-01");
const lab = "dynamodb-introduction";
const hour = 3600;
const day = 24 * hour;

/** The learner's own AWS account. */
const accountOf = (accessKeyId: string) =>
  new DynamoDBClient({
    endpoint: system.sandbox.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "local" },
  });

/** Seconds from now, as a time with its zone. */
const inSeconds = (seconds: number) => addSeconds(new Date().toISOString(), seconds);

/** An assignment that was due a day and 23 hours ago; two days are started. */
async function aLateAssignment(flags: string): Promise<string> {
  const { err, out } = await asInstructor(
    `assignment create demo ${lab} 1.0.0 --opens ${inSeconds(-5 * day)} --due ${inSeconds(hour - 2 * day)} --closes ${inSeconds(day)} ${flags} --json`,
  );
  expect(err).toBe("");
  return JSON.parse(out).assignmentId;
}

/** The learner's cell of an assignment, in the matrix of the cohort. */
async function cellOf(assignmentId: string, login: string) {
  const { columns, rows } = JSON.parse((await asInstructor("gradebook demo --json")).out);
  const at = columns.findIndex(
    (each: { assignmentId: string }) => each.assignmentId === assignmentId,
  );
  return rows.find((row: { login: string }) => row.login === login).cells[at];
}

describe("labgrader assignment", () => {
  it("takes times as the clocks of a zone show them, summer and winter", async () => {
    const made = await asInstructor(
      `assignment create demo ${lab} 1.0.0 --opens 2026-10-20T08:00 --due 2026-10-30T23:59 --zone Europe/Berlin --attempts 3 --json`,
    );

    const view = JSON.parse(made.out);
    expect(view).toMatchObject({
      opensAt: "2026-10-20T06:00:00.000Z",
      dueAt: "2026-10-30T22:59:00.000Z",
      closesAt: view.dueAt,
      ...{ attemptLimit: 3, timeZone: "Europe/Berlin", keep: "best" },
    });
    const shown = await asInstructor(`assignment show ${view.assignmentId}`);
    expect(shown.out).toMatch(/^due +2026-10-30 23:59 Europe\/Berlin$/m);
    expect((await asInstructor("assignment list")).out).toContain(view.assignmentId);
  });

  it.each([
    ["a time without a zone", "--opens 2026-10-20T08:00 --due 2026-10-30T23:59Z", "--zone"],
    [
      "a time that clocks skip",
      "--opens 2027-03-28T02:30 --due 2027-04-01T00:00 --zone Europe/Berlin",
      "no such time in Europe/Berlin",
    ],
    [
      "a time that clocks show twice",
      "--opens 2026-10-25T02:30 --due 2026-11-01T00:00 --zone Europe/Berlin",
      "clocks show it twice",
    ],
    [
      "a zone that is none",
      "--opens 2026-10-20T08:00 --due 2026-10-21T08:00 --zone Nowhere",
      "--zone",
    ],
    [
      "a policy that is none",
      "--opens 2026-10-20T08:00Z --due 2026-10-21T08:00Z --late 10",
      "--late",
    ],
    [
      "dates out of order",
      "--opens 2026-10-20T08:00Z --due 2026-10-19T08:00Z",
      "dueAt must be after opensAt",
    ],
  ])("refuses %s", async (_, flags, said) => {
    const { exitCode, err, out } = await asInstructor(
      `assignment create demo ${lab} 1.0.0 ${flags}`,
    );

    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(said);
  });
});

describe("a late learner", () => {
  it("loses points, and gets them back by tokens, an extension, a moved date", async () => {
    await asInstructor("cohort change demo --late-tokens 2");
    const assignmentId = await aLateAssignment("--late 10%/day,floor=50%,tokens=1");
    const late = { kind: "late", stage: "build" };
    const build = `${lab} build --as learner-01`;
    for (const step of ["create-the-table", "put-the-canary", "back-it-up", "recovery-on"])
      await type(`try ${build} --fix ${step}`);

    const submitted = await type(`submit ${build} --assignment ${assignmentId} --json`);
    expect(JSON.parse(submitted.out)).toMatchObject({ points: 40 });
    expect(await cellOf(assignmentId, "learner-01")).toMatchObject({
      ...{ points: 32, reasons: [{ kind: "partly_done" }, late] },
    });

    const spent = await type(`tokens ${assignmentId} --spend 1 --as learner-01`);
    expect(spent.out).toContain("1 of 1 late tokens spent here, 1 left in the cohort");
    expect(await cellOf(assignmentId, "learner-01")).toMatchObject({ points: 36 });

    const extended = await asInstructor(
      `extend ${assignmentId} learner-01 --until ${inSeconds(hour)} --reason ill`,
    );
    expect(extended.out).toContain("instructor-01: ill");
    const cell = await cellOf(assignmentId, "learner-01");
    expect(cell).toMatchObject({ points: 40, termsVersion: 2 });
    expect(cell.reasons).not.toContainEqual(expect.objectContaining(late));

    await asInstructor(`extend ${assignmentId} learner-01 --until none --reason mistake`);
    expect(await cellOf(assignmentId, "learner-01")).toMatchObject({ points: 36 });

    const moved = await asInstructor(
      `assignment change ${assignmentId} --due ${inSeconds(hour / 2)} --json`,
    );
    expect(moved.err).toContain("labgrader job job_");
    await vi.waitFor(
      async () => expect(await cellOf(assignmentId, "learner-01")).toMatchObject({ points: 40 }),
      { timeout: 20_000, interval: 100 },
    );

    const mine = await type("gradebook --mine --as learner-01");
    expect(mine.out).toMatch(/40 of 48|40 of \d+/);
  }, 60_000);

  it("is excused, which is neither a zero nor a lack", async () => {
    const assignmentId = await aLateAssignment("--keep last");

    expect((await cellOf(assignmentId, "learner-02")).reasons).toMatchObject([{ kind: "missing" }]);
    await asInstructor(`excuse ${assignmentId} learner-02 --reason ill`);
    expect((await cellOf(assignmentId, "learner-02")).reasons).toEqual([{ kind: "excused" }]);
    await asInstructor(`excuse ${assignmentId} learner-02 --undo --reason mistake`);
    expect((await cellOf(assignmentId, "learner-02")).reasons).toMatchObject([{ kind: "missing" }]);
  });
});

describe("labgrader hint, evidence, compare, cancel", () => {
  it("follow a learner from a gap to what closed it", async () => {
    const build = `${lab} build --as learner-03`;
    const assignment = `--assignment ${system.cohort.assignmentId}`;
    const account = accountOf("learner-03");
    await account.send(
      new CreateTableCommand({
        TableName: "lab-orders",
        KeySchema: [
          { AttributeName: "customerId", KeyType: "HASH" },
          { AttributeName: "orderId", KeyType: "RANGE" },
        ],
        AttributeDefinitions: [
          { AttributeName: "customerId", AttributeType: "S" },
          { AttributeName: "orderId", AttributeType: "S" },
        ],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const first = JSON.parse((await type(`submit ${build} ${assignment} --json`)).out);

    const hint = await type("hint packing-desk --as learner-03");
    const noHint = await type("hint recoverable --as learner-03");
    const evidence = await type(`evidence ${first.submissionId} --as learner-03`);
    await account.send(
      new UpdateContinuousBackupsCommand({
        TableName: "lab-orders",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    account.destroy();
    const second = JSON.parse((await type(`submit ${build} ${assignment} --json`)).out);
    const compared = await type(
      `compare ${first.submissionId} ${second.submissionId} --as learner-03`,
    );
    const canceled = await type(`cancel ${second.submissionId} --as learner-03`);

    expect(hint.out).toMatch(/^hint 1 of \d: /);
    expect(noHint.err).toContain("recoverable has 0 hints");
    expect(evidence.out).toMatch(/dynamodb DescribeContinuousBackups us-east-1 .*: answered$/m);
    expect(compared.out).toMatch(/recoverable +better/);
    expect(compared.out).toContain('PointInTimeRecoveryStatus: "DISABLED" -> "ENABLED"');
    expect(canceled).toMatchObject({ exitCode: 2, out: "" });
    expect(canceled.err).toContain("It is graded.");
  }, 60_000);
});

describe("labgrader gradebook", () => {
  it("fits the terminal, and explains its letters", async () => {
    const { out } = await asInstructor("gradebook demo");

    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).toContain("m  not submitted, too late");
  });
});
