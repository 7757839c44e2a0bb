import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { serviceError } from "../command-error.ts";

/** Where the web application's sources lie, and how its build is started. */
export interface SiteBuild {
  /** Of this repository. */
  readonly root: string;
  /** @throws Error with what the build wrote, if it fails. */
  readonly build: () => Promise<void>;
}

/** The build's output, and whether it had to be made. */
export interface BuiltSite {
  readonly directory: string;
  readonly isNew: boolean;
}

const repository = fileURLToPath(new URL("../../../..", import.meta.url));

/** What the site and the command line that it offers are made of. */
const sources = [
  "packages/dashboard",
  "packages/core/src",
  "packages/aws/src",
  "packages/cli/src",
  "scripts/build-cli.ts",
  "package-lock.json",
];
const notSources = /^(dist|node_modules)$|\.test\.tsx?$/;

/** Of the last build: by its sources, and by the page that names all of its files. */
const Built = z.object({ sources: z.string(), page: z.string() });

/** The web application of this repository, built where its sources are not those of the last build. */
export function haveBuiltSite(signal: AbortSignal): Promise<BuiltSite> {
  return siteFrom({ root: repository, build: () => runBuild(signal) });
}

/** The output of a build of the sources as they are, built where that is not there. */
export async function siteFrom({ root, build }: SiteBuild): Promise<BuiltSite> {
  const directory = join(root, "packages/dashboard/dist");
  const stateFile = join(root, ".labgrader/site.json");
  const wanted = await fingerprint(root);
  const last = Built.safeParse(JSON.parse((await findText(stateFile)) ?? "{}")).data;
  const page = await findText(join(directory, "index.html"));
  if (page !== undefined && last?.sources === wanted && last.page === digest(page)) {
    return { directory, isNew: false };
  }
  await build();
  const built = { sources: wanted, page: digest(await readFile(join(directory, "index.html"))) };
  await mkdir(dirname(stateFile), { recursive: true });
  await writeFile(stateFile, JSON.stringify(built));
  return { directory, isNew: true };
}

async function runBuild(signal: AbortSignal): Promise<void> {
  // On Windows npm is a script for the shell.
  const build = spawn("npm", ["run", "--silent", "build", "-w", "packages/dashboard"], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
    signal,
  });
  const written: string[] = [];
  for (const stream of [build.stdout, build.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => written.push(text));
  }
  const [exitCode] = await once(build, "close").catch((cause: unknown) => {
    signal.throwIfAborted();
    throw serviceError(
      "local.site_build",
      "npm could not be started to build the web application. Start without it: --no-site",
      { cause },
    );
  });
  if (exitCode === 0) return;
  throw serviceError(
    "local.site_build",
    [
      "The web application could not be built; its build says:",
      "",
      written.join("").trim().split("\n").slice(-20).join("\n"),
      "",
      "After a change of the dependencies npm ci may be due. Or start without it: --no-site",
    ].join("\n"),
  );
}

async function fingerprint(root: string): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesOf(join(root, source))))).flat();
  const parts = await Promise.all(
    files.map(async (file) => `${relative(root, file)} ${digest(await readFile(file))}`),
  );
  return digest(parts.sort().join("\n"));
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((fault: unknown) => {
    if (isCode(fault, "ENOTDIR")) return undefined;
    throw fault;
  });
  if (entries === undefined) return [path];
  const found = await Promise.all(
    entries
      .filter(({ name }) => !notSources.test(name))
      .map((entry) => {
        const inside = join(path, entry.name);
        return entry.isDirectory() ? filesOf(inside) : [inside];
      }),
  );
  return found.flat();
}

async function findText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (fault) {
    if (isCode(fault, "ENOENT")) return undefined;
    throw fault;
  }
}

function digest(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function isCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && "code" in fault && fault.code === code;
}
