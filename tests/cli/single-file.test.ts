import { execFile, execFileSync, spawnSync } from "node:child_process";
import { accessSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { allCommands } from "@lab-grader/cli/commands/all";
import { singleFileCommands } from "@lab-grader/cli/single-file/commands";
import { version } from "@lab-grader/cli/version";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** What is typed into CloudShell is downloaded there every time. */
const sizeLimitKb = 900;

let directory: string;
let system: LocalSystem;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "labgrader-single-file-"));
  execFileSync(process.execPath, [
    ...[join(root, "scripts/build-cli.ts"), "--out", join(directory, "labgrader.mjs")],
  ]);
  system = await startLocalSystem({ learners: 1 });
});

afterAll(async () => {
  await system.close();
  await rm(directory, { recursive: true });
});

/** Node 20 where there is one beside the project's own; else the project's. */
const node = oldestNode();

function oldestNode(): string {
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes(`node_modules${sep}`))
    .map((folder) => join(folder, process.platform === "win32" ? "node.exe" : "node"))
    .filter(isThere);
  const isNode20 = (path: string) =>
    spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.startsWith("v20.");
  return found.find(isNode20) ?? process.execPath;
}

function isThere(path: string): boolean {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Types a command line where only the file lies, with no environment but the given one. */
async function type(line: string, environment: Readonly<Record<string, string>> = {}) {
  const words = ["labgrader.mjs", ...line.split(" ").filter(Boolean)];
  // Not in one go: the system that it asks runs in this process.
  const running = promisify(execFile)(node, words, { cwd: directory, env: { ...environment } });
  return await running.then(
    ({ stdout, stderr }) => ({ exitCode: 0, out: stdout, err: stderr }),
    (fault: unknown) => {
      const ended = z.object({ code: z.number(), stdout: z.string(), stderr: z.string() });
      const { code, stdout, stderr } = ended.parse(fault);
      return { exitCode: code, out: stdout, err: stderr };
    },
  );
}

async function signIn(login: string): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${system.apiUrl}/_local/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login }),
  });
  const { token } = z.object({ token: z.string() }).parse(await answer.json());
  return { LABGRADER_API_URL: system.apiUrl, LABGRADER_TOKEN: token };
}

describe("labgrader.mjs", () => {
  it("is one small file that imports Node's own modules only", async () => {
    const path = join(directory, "labgrader.mjs");
    const text = await readFile(path, "utf8");
    const { size, mode } = await stat(path);

    const imported = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?"([\w@./:-]+)"/g)].map(
      ([, name]) => name,
    );
    expect(imported.length).toBeGreaterThan(3);
    expect(imported.filter((name) => !name?.startsWith("node:"))).toEqual([]);
    expect(text).not.toContain(root);
    expect(text.startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(mode & 0o111).toBe(0o111);
    expect(size).toBeLessThan(sizeLimitKb * 1024);
  });

  it("knows every command by name, and shows those that it has", async () => {
    const { exitCode, out } = await type("--help");

    expect(exitCode).toBe(0);
    expect(out).toContain("submit <lab> <stage>");
    expect(out).not.toMatch(/demo|sandbox|record/);
    expect(singleFileCommands.map(({ name }) => name).sort()).toEqual(
      allCommands.map(({ name }) => name).sort(),
    );
  });

  it("says its version", async () => {
    expect(await type("--version")).toEqual({ exitCode: 0, out: `${version}\n`, err: "" });
  });

  it("shows a learner and an instructor of a deployment what they came for", async () => {
    const status = await type("status --json", await signIn("learner-01"));
    const gradebook = await type("gradebook demo --json", await signIn("instructor-01"));

    expect(status).toMatchObject({ exitCode: 0, err: "" });
    expect(JSON.parse(status.out)).toMatchObject({
      assignments: [{ labId: "dynamodb-introduction", submissions: [] }],
    });
    expect(gradebook).toMatchObject({ exitCode: 0, err: "" });
    expect(JSON.parse(gradebook.out)).toMatchObject({
      rows: [{ login: "learner-01" }],
    });
  });

  it("reads a lab's folder", async () => {
    const lab = join(root, "labs/dynamodb-introduction");

    expect(await type(`lab validate ${lab}`)).toMatchObject({ exitCode: 0, err: "" });
    expect((await type(`lab explain ${lab} --policy`)).exitCode).toBe(0);
  });

  it.each(["demo", "dev --api-port 0", "lab test labs/mine --watch", "try my-lab build --fix it"])(
    "sends who types %s to a checkout",
    async (line) => {
      const { exitCode, out, err } = await type(line);

      expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
      expect(err).toMatch(/^labgrader \w+( \w+)? needs a checkout of Lab Grader: .+npx labgrader/);
    },
  );

  it("says how to reach a deployment where none is named", async () => {
    const { exitCode, err } = await type("status");

    expect(exitCode).toBe(2);
    expect(err).toContain("Set LABGRADER_API_URL");
  });
});

describe("the version of labgrader", () => {
  it("is that of its package", async () => {
    const text = await readFile(join(root, "packages/cli/package.json"), "utf8");

    expect(JSON.parse(text)).toMatchObject({ version });
  });
});
