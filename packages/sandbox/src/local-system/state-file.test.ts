import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  assertFree,
  findRunningSystem,
  type LocalSystemState,
  removeState,
  stateFile,
  writeState,
} from "./state-file.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-"));
});
afterEach(() => rm(directory, { recursive: true }));

function aState(processId: number): LocalSystemState {
  return {
    apiUrl: "http://localhost:4601",
    sandboxUrl: "http://localhost:4600",
    region: "us-east-1",
    processId,
    startedAt: "2026-01-31T12:00:00.000Z",
    lab: "dynamodb-introduction",
    assignmentId: "asg_000000000000",
    cohort: "demo",
    learners: [],
    instructors: ["instructor-01"],
  };
}

/** Of a process that has just ended. */
function aGoneProcessId(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

describe("the state file", () => {
  it("is there while the system runs", async () => {
    expect(await findRunningSystem(directory)).toEqual({ status: "none" });

    await writeState(directory, aState(process.pid));
    expect(await findRunningSystem(directory)).toEqual({
      status: "running",
      state: aState(process.pid),
    });

    await removeState(directory);
    expect(await findRunningSystem(directory)).toEqual({ status: "none" });
  });

  it("of a process that is gone is stale, says what to do, and gives way to a new one", async () => {
    const gone = aGoneProcessId();
    await writeState(directory, aState(gone));

    const found = await findRunningSystem(directory);
    await writeState(directory, aState(process.pid));

    expect(found).toMatchObject({
      status: "stale",
      message: expect.stringContaining(`process ${gone} is gone): start it again`),
    });
    expect(await findRunningSystem(directory)).toMatchObject({ status: "running" });
  });

  it("of another process that runs keeps a second system away", async () => {
    await writeState(directory, aState(process.ppid));

    await expect(assertFree(directory)).rejects.toThrow(
      `a local system runs here already: process ${process.ppid}, http://localhost:4601`,
    );
  });

  it("that can't be read is stale", async () => {
    const file = stateFile(directory);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "{");

    expect(await findRunningSystem(directory)).toMatchObject({ status: "stale" });
  });
});
