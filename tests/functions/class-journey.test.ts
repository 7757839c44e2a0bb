import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  DynamoDBClient,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
} from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { addSeconds } from "@lab-grader/core/time";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { buildSolution } from "../bench/build-solution.ts";
import { typed } from "../cli/typed.ts";
import { importIntoCanvas } from "../exports/canvas-importer.ts";
import { readGuide } from "./class-journey/guide.ts";

const labs = fileURLToPath(new URL("../../labs/", import.meta.url));
const lab = "dynamodb-introduction";
const hour = 3600;
const day = 24 * hour;
const guide = readGuide();
/** What the guide's times are on the day of the test, in seconds from now. */
const times: Readonly<Record<string, number>> = {
  "2026-09-01T00:00+02:00": -30 * day,
  "2027-01-31T23:59+01:00": 90 * day,
  "2026-10-01T08:00": -day,
  "2026-10-15T23:59": day,
  "2026-10-29T23:59": 14 * day,
  "2026-10-20T23:59": 5 * day,
};

let directory: string;
let system: LocalSystem;
let lastJob = "";
const typedSteps = new Set<string>();
/** Who has an account; the others hand nothing in. */
const accounts = {
  "learner-01": "300000000001",
  "learner-02": "300000000002",
  "learner-03": "300000000003",
} as const;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  await cp(join(labs, lab), join(directory, "labs", lab), { recursive: true });
  const other = { labId: "dynamodb-capacity", learners: ["learner-90"] };
  system = await startLocalSystem({ ...other, stateDirectory: directory });
});
afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

/** Seconds from now, as a time with its zone. */
function inSeconds(seconds: number): string {
  return addSeconds(new Date().toISOString(), seconds);
}

function type(words: readonly string[], as: string) {
  return typed([...words, "--as", as], { directory });
}

/** Types a step of the guide line by line, and compares what it shows with what comes. */
async function typeStep(title: string): Promise<void> {
  const { commands, shown } = guide.step(title);
  typedSteps.add(title);
  let written = "";
  for (const words of commands) {
    const here = words.map((word) =>
      word === "job_…" ? lastJob : word in times ? inSeconds(times[word] ?? 0) : word,
    );
    const { exitCode, out, err } = await type(here, "instructor-01");
    expect({ exitCode, err: exitCode === 0 ? "" : err }, words.join(" ")).toEqual({
      ...{ exitCode: 0, err: "" },
    });
    lastJob = /\bjob_[0-9a-z]{12}\b/.exec(`${err}${out}`)?.[0] ?? lastJob;
    written += out;
    await system.settled();
  }
  for (const line of shown) expect(written).toMatch(line);
}

/** A learner registers an account and makes the role with what was printed. */
async function setUp(login: string, accountId: string): Promise<void> {
  const credentials = { accessKeyId: login, secretAccessKey: "local" };
  system.sandbox.createAccount({ accountId, accessKeys: [credentials] });
  const { out } = await type(["account", "register", accountId], login);
  const printed = (flag: string) => new RegExp(`${flag} '([^']+)'`).exec(out)?.[1] ?? "";
  const iam = new IAMClient({ endpoint: system.sandboxUrl, region: localRegion, credentials });
  const RoleName = "LabGraderAccess-local";
  const AssumeRolePolicyDocument = printed("--assume-role-policy-document");
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = printed("--policy-name labs --policy-document");
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "labs", PolicyDocument }));
  iam.destroy();
  const verified = await type(["account", "verify"], login);
  expect(verified).toMatchObject({ exitCode: 0 });
  await buildSolution(system.sandboxUrl, { login, accountId });
}

/** Takes the recovery away, and the tag that the first version of the lab asks for. */
async function spoil(login: string, accountId: string): Promise<void> {
  const dynamoDb = new DynamoDBClient({
    ...{ endpoint: system.sandboxUrl, region: localRegion },
    credentials: { accessKeyId: login, secretAccessKey: "local" },
  });
  await dynamoDb.send(
    new UpdateContinuousBackupsCommand({
      TableName: "lab-orders",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
    }),
  );
  await dynamoDb.send(
    new UntagResourceCommand({
      ResourceArn: `arn:aws:dynamodb:us-east-1:${accountId}:table/lab-orders`,
      TagKeys: ["environment"],
    }),
  );
  dynamoDb.destroy();
}

async function submit(login: string): Promise<{ points: number; state: string }> {
  const { out, err } = await type(["submit", lab, "build", "--json"], login);
  expect(out, err).not.toBe("");
  return JSON.parse(out);
}

const Gradebook = z.object({
  rows: z.array(
    z.object({
      login: z.string(),
      cells: z.array(
        z.object({
          points: z.number().nullable(),
          reasons: z.array(z.object({ kind: z.string() })),
        }),
      ),
    }),
  ),
});

/** Everybody's points, and why. */
async function results(): Promise<Record<string, [number | null, ...string[]]>> {
  const { out } = await type(["gradebook", "databases-2026", "--json"], "instructor-01");
  const { rows } = Gradebook.parse(JSON.parse(out));
  return Object.fromEntries(
    rows.map(({ login, cells: [cell] }) => [
      login,
      [cell?.points ?? null, ...(cell?.reasons ?? []).map(({ kind }) => kind)],
    ]),
  );
}

async function changeLab(from: string, to: string): Promise<void> {
  const file = join(directory, "labs", lab, "lab.yaml");
  const before = await readFile(file, "utf8");
  expect(before).toContain(from);
  await writeFile(file, before.replace(from, to));
}

describe("a class, from roster to Canvas", () => {
  const build = "partly_done";

  it("is made, with those of the roster in it", { timeout: 60_000 }, async () => {
    await writeFile(join(directory, "roster.csv"), guide.roster);

    await typeStep("Make the class");
    await typeStep("Give it a lab");

    const { out } = await type(["cohort", "learners", "databases-2026"], "instructor-01");
    expect(out).toMatch(/learner-01 .*enrolled/);
    expect(await results()).toMatchObject({
      "learner-01": [null, "not_submitted"],
      "learner-07": [null, "not_submitted"],
    });
  });

  it("hands in: right, wrong, too late, not at all", { timeout: 60_000 }, async () => {
    await Promise.all(
      Object.entries(accounts).map(([login, accountId]) => setUp(login, accountId)),
    );
    await spoil("learner-03", accounts["learner-03"]);

    expect(await submit("learner-01")).toMatchObject({ state: "graded", points: 40 });
    expect(await submit("learner-03")).toMatchObject({ state: "graded", points: 33 });
    const due = ["assignment", "change", lab, "--due", inSeconds(0)];
    expect(await type(due, "instructor-01")).toMatchObject({ exitCode: 0 });
    await system.settled();
    expect(await submit("learner-02")).toMatchObject({ state: "graded", points: 40 });

    await typeStep("Watch it");
    expect(await results()).toEqual({
      "learner-01": [40, build],
      "learner-02": [36, build, "late"],
      "learner-03": [33, build],
      "learner-04": [null, "missing"],
      "learner-05": [null, "missing"],
      "learner-06": [null, "missing"],
      "learner-07": [null, "missing"],
    });
  });

  it("is dealt with fairly, one by one", async () => {
    await typeStep("Late, excused, shown to you");

    expect(await results()).toEqual({
      "learner-01": [40, build],
      "learner-02": [40, build],
      "learner-03": [33, build],
      "learner-04": [null, "missing"],
      "learner-05": [null, "excused"],
      "learner-06": [20, "overridden"],
      "learner-07": [null, "missing"],
    });
  });

  it("gets what a mended lab gives", { timeout: 60_000 }, async () => {
    await changeLab("version: 1.0.0", "version: 1.0.1");
    await changeLab("          environment: sandbox\n", "");

    await typeStep("Mend the lab, regrade");

    expect(await results()).toMatchObject({
      "learner-01": [40, build],
      "learner-02": [40, build],
      "learner-03": [34, build],
      "learner-06": [20, "overridden"],
    });
  });

  it("comes to Canvas, number by number", async () => {
    await typeStep("Seal and export");

    const text = await readFile(join(directory, "canvas.csv"), "utf8");
    const { assignments, scores } = importIntoCanvas(text);
    expect(assignments).toEqual([{ key: "4711", pointsPossible: 100 }]);
    expect(Object.fromEntries(scores)).toEqual({
      501: new Map([["4711", 40]]),
      502: new Map([["4711", 40]]),
      503: new Map([["4711", 34]]),
      504: new Map(),
      505: new Map([["4711", "excused"]]),
      506: new Map([["4711", 20]]),
    });
  });

  it("is told in the guide in these steps", () => {
    expect(guide.titles).toEqual([...typedSteps]);
  });
});
