// npm run lint:cfn [-- --required]: the CloudFormation templates of infra/ against AWS's schemas.
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { parseArgs, promisify } from "node:util";

const run = promisify(execFile);

/** Newer releases find more; the templates are held to one. */
const lintVersion = "1.58.0";
const environment = ".labgrader/cfn-lint";
const installed = `${environment}/bin/cfn-lint`;

const { values } = parseArgs({ options: { required: { type: "boolean", default: false } } });

const lint = await findLint();
if (lint.found) await lintTemplates(lint.command);
else if (values.required) {
  process.stderr.write(`cfn-lint is required here, but not to be had: ${lint.reason}\n`);
  process.exitCode = 1;
} else process.stdout.write("skipped: cfn-lint not installed\n");

async function lintTemplates(command: string): Promise<void> {
  const templates = readdirSync("infra")
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `infra/${name}`);
  try {
    await run(command, ["--", ...templates]);
    process.stdout.write(`cfn-lint finds nothing in ${templates.join(", ")}\n`);
  } catch (error) {
    const found = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    process.stderr.write(`${found || String(error)}\n`);
    process.exitCode = 1;
  }
}

/** The one release: on the PATH, installed here before, or installed now. */
async function findLint(): Promise<
  { readonly found: true; readonly command: string } | { readonly found: false; reason: string }
> {
  for (const command of ["cfn-lint", installed])
    if (await isRightVersion(command)) return { found: true, command };
  try {
    process.stderr.write(`installing cfn-lint ${lintVersion} into ${environment}\n`);
    await run("python3", ["-m", "venv", environment]);
    await run(`${environment}/bin/pip`, ["install", "--quiet", `cfn-lint==${lintVersion}`]);
    return { found: true, command: installed };
  } catch (error) {
    return { found: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function isRightVersion(command: string): Promise<boolean> {
  try {
    const { stdout } = await run(command, ["--version"]);
    return stdout.trim() === `cfn-lint ${lintVersion}`;
  } catch {
    // Not there, or broken: both mean that it is not to be used.
    return false;
  }
}
