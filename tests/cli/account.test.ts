import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { localTimings } from "@lab-grader/core/grading/timings";
import { localRegion } from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

const accountId = "300000000001";
const owner = { accessKeyId: "owner-01", secretAccessKey: "local" };
let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
  system = await startLocalSystem({
    learners: 2,
    stateDirectory: directory,
    timings: { ...localTimings, retryDelaySeconds: 0.01 },
  });
  system.sandbox.createAccount({ accountId, accessKeys: [owner] });
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

function type(line: string, environment: Record<string, string> = {}) {
  return typed(line.split(" "), { directory, environment });
}

/** What stands behind a flag in the commands that were printed. */
function printed(text: string, flag: string): string {
  return new RegExp(`${flag} '([^']+)'`).exec(text)?.[1] ?? "";
}

describe("labgrader account", () => {
  it("leads from an empty account to a verified one", async () => {
    const registered = await type(`account register ${accountId} --as learner-01`);
    const tooEarly = await type("account verify --as learner-01");
    const iam = new IAMClient({
      endpoint: system.sandboxUrl,
      region: localRegion,
      credentials: owner,
    });
    const RoleName = "LabGraderAccess-local";
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: printed(registered.out, "--assume-role-policy-document"),
      }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: "labs",
        PolicyDocument: printed(registered.out, "--policy-name labs --policy-document"),
      }),
    );
    const verified = await type("account verify --as learner-01");
    const status = await type("account status --as learner-01 --json");

    expect(registered).toMatchObject({ exitCode: 0 });
    expect(registered.out).toContain(`Account ${accountId}: registered.`);
    expect(tooEarly.exitCode).toBe(1);
    expect(tooEarly.out).toContain("AWS said no (AccessDenied)");
    expect(tooEarly.out).toMatch(/do next .*verify again/);
    expect(verified).toMatchObject({ exitCode: 0 });
    expect(verified.out).toContain("verified by its role");
    expect(verified.out).toContain("It stays shut without an ExternalId");
    expect(JSON.parse(status.out)).toMatchObject({ state: "verified", accountId });
  });

  it("lets staff move it with a reason, and learners not", async () => {
    const words = ["account", "rebind", "demo", "learner-02", accountId];

    const without = await typed([...words, "--as", "instructor-01"], { directory });
    const moved = await typed(
      [...words, "--reason", "they have swapped", "--as", "instructor-01"],
      { directory },
    );
    const rotated = await type("account rotate --as learner-02");

    expect(without.exitCode).toBe(2);
    expect(moved).toMatchObject({ exitCode: 0 });
    expect(moved.out).toContain("Until then nothing moves.");
    expect(rotated.out).toContain("aws iam update-assume-role-policy");
  });
});

describe("labgrader submit --signed", () => {
  const key = (name: string) => ({ AWS_ACCESS_KEY_ID: name, AWS_SECRET_ACCESS_KEY: "local" });
  const line = "submit dynamodb-introduction build --no-answers --signed --json --as";

  it("hands in what the credentials that are here can see", async () => {
    const { exitCode, out } = await type(`${line} learner-01`, key("owner-01"));

    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ state: "graded", accountId, isGateRed: true });
  });

  it("says which account is wanted where the credentials are of another one", async () => {
    const { exitCode, err } = await type(`${line} learner-01`, key("learner-02"));

    expect(exitCode).toBe(2);
    expect(err).toContain(`not of ${accountId}`);
  });

  it("says where to type it where there are no credentials", async () => {
    const { exitCode, err } = await type(`${line} learner-01`);

    expect(exitCode).toBe(2);
    expect(err).toContain("CloudShell");
  });
});
