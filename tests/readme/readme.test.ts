import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bin = join(root, "packages/cli/bin/labgrader.mjs");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
  ([, language, text = ""]) => ({
    language,
    text,
    lines: text.split("\n").filter((line) => line.trim() !== ""),
  }),
);

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trimEnd());
}

function withoutLayout(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** The block that has this text, wherever it stands in the README. */
function blockWith(part: string) {
  const block = blocks.find(({ text }) => text.includes(part));
  if (!block) throw new Error(`README.md has no block with ${part}`);
  return block;
}

interface Ended {
  readonly stdout: string;
  readonly exitCode: number | null;
}

/** Runs a program to its end. */
async function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
  const stdout = outputOf(child);
  const [exitCode] = await once(child, "close");
  return { stdout: stdout(), exitCode };
}

function outputOf(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

describe("README.md", () => {
  it("shows rows that the demo prints", { timeout: 120_000 }, async () => {
    const { stdout, exitCode } = await run(process.execPath, [bin, "demo"]);

    expect(exitCode).toBe(0);
    expect(linesOf(stdout)).toEqual(expect.arrayContaining(blockWith("learner-24").lines));
  });

  it("shows a criterion and a case as they stand in the lab", () => {
    const lab = readFileSync(join(root, "labs/dynamodb-introduction/lab.yaml"), "utf8");
    const cases = readFileSync(join(root, "labs/dynamodb-introduction/cases/cases.yaml"), "utf8");

    expect(withoutLayout(lab)).toContain(withoutLayout(blockWith("windowDays").text));
    expect(withoutLayout(cases)).toContain(withoutLayout(blockWith("recovery-never-on:").text));
  });

  it("shows a line that `lab test` prints", async () => {
    const args = [bin, "lab", "test", join(root, "labs/dynamodb-introduction")];
    const { stdout, exitCode } = await run(process.execPath, args);

    expect(exitCode).toBe(0);
    expect(linesOf(stdout)).toEqual(expect.arrayContaining(blockWith("red       recovery").lines));
  });

  it("names files that are there", () => {
    const named = [...readme.matchAll(/`((?:packages|docs|labs)\/[^`]+)`|\]\(([^)]+)\)/g)].map(
      ([, code, link]) => code ?? link ?? "",
    );

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

const Ready = z.object({ sandboxUrl: z.string(), siteUrl: z.string() });

describe("the README's tour", () => {
  let folder = "";
  let dev: ChildProcess;
  let sandboxUrl = "";
  let siteUrl = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "labgrader-tour-"));
    const ports = ["--sandbox-port", "0", "--api-port", "0", "--site-port", "0"];
    const args = [bin, "dev", "--json", ...ports];
    dev = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    const stdout = outputOf(dev);
    while (!stdout().includes("\n")) await once(dev.stdout ?? dev, "data");
    ({ sandboxUrl, siteUrl } = Ready.parse(JSON.parse(stdout())));
  }, 120_000);

  afterAll(async () => {
    dev.kill("SIGINT");
    await once(dev, "close");
    await rm(folder, { recursive: true });
  });

  /** A block as it is typed, but for the ports and the name of the program. */
  async function type(commands: string): Promise<Ended> {
    const here = commands
      .replaceAll("http://localhost:4600", sandboxUrl)
      .replaceAll("npx labgrader", `"${process.execPath}" "${bin}"`);
    return await run("bash", ["-euc", here], {
      cwd: folder,
      env: { ...process.env, PATH: process.env.PATH },
    });
  }

  it("serves the web application, and the command line as one file", async () => {
    const page = await fetch(siteUrl);
    const program = await fetch(`${siteUrl}/labgrader.mjs`);

    expect(await page.text()).toMatch(/<script type="module"[^>]* src="\/assets\//);
    expect([program.status, program.headers.get("content-type")]).toEqual([
      200,
      "text/javascript; charset=utf-8",
    ]);
  });

  it("changes the points of learner-14", { timeout: 60_000 }, async () => {
    const { text } = blockWith("update-continuous-backups");
    const hasAwsCli = (await run("bash", ["-c", "command -v aws || true"])).stdout !== "";
    const fix = "npx labgrader try dynamodb-introduction build --as learner-14 --fix recovery-on\n";
    const commands = hasAwsCli ? text : text.replace(/^aws (?:.*\\\n)*.*\n/m, fix);

    const { stdout, exitCode } = await type(commands);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("34 of 40 points");
    expect(linesOf(stdout)).toEqual(
      expect.arrayContaining(blockWith("✗ recoverable").lines.map((line) => line.trimEnd())),
    );
    expect(stdout).toContain("40 of 40 points");
    expect(stdout).toContain("+6 since attempt 1: recoverable.");
  });

  it("mends learner-15's table without an AWS CLI", { timeout: 60_000 }, async () => {
    const { stdout, exitCode } = await type(blockWith("--fix back-it-up").text);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("40 of 40 points");
  });

  it("makes a lab, tests it, shows it and publishes it", { timeout: 60_000 }, async () => {
    const { stdout, exitCode } = await type(blockWith("labgrader lab new").text);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("red    100 %");
    expect(stdout).toContain("my-lab 0.1.0 is published.");
  });

  it("shows the gradebook to the instructor", { timeout: 60_000 }, async () => {
    const { stdout, exitCode } = await type(blockWith("labgrader gradebook").text);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("learner-24");
  });
});
