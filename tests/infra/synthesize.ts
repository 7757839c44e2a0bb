import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as z from "zod";
import { haveSite } from "./build-site.ts";
import { startSstServer } from "./sst-server.ts";

/** Where the synthesized app would be deployed. */
export const accountId = "123456789012";
export const region = "eu-central-1";

const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

const Resource = z.object({
  /** As Pulumi writes it: `aws:sqs/queue:Queue`. */
  type: z.string(),
  /** Logical name. */
  name: z.string(),
  parent: z.string(),
  /** Whether AWS has it; the others only group. */
  isOurs: z.boolean(),
  /** Stays when it is taken out of the app, or the app is removed. */
  isRetained: z.boolean(),
  inputs: z.record(z.string(), z.unknown()),
});
export type Resource = z.infer<typeof Resource>;

const Synthesis = z.object({
  app: z.object({
    name: z.string(),
    version: z.string(),
    removal: z.enum(["remove", "retain", "retain-all"]),
    protect: z.boolean(),
  }),
  outputs: z.record(z.string(), z.unknown()),
  resources: z.array(Resource),
});

/** What `sst deploy` would ask AWS for. */
export type Synthesis = z.infer<typeof Synthesis>;

/**
 * Runs the real sst.config.ts with SST's real components, over a Pulumi that only writes down.
 * @throws Error with what the program wrote, where it fails.
 */
export async function synthesize(
  stage: string,
  settings: Readonly<Record<string, string>>,
): Promise<Synthesis> {
  await haveSite();
  const work = await mkdtemp(`${tmpdir()}/lab-grader-infra-`);
  const program = `${root}/.sst/platform/${basename(work)}.mjs`;
  const server = await startSstServer(root);
  try {
    await bundleProgram(program);
    const outFile = `${work}/resources.json`;
    const failure = await runProgram(program, {
      ...settings,
      PATH: process.env.PATH ?? "",
      SST_SERVER: server.url,
      SYNTHESIS: JSON.stringify({ stage, outFile, root, work, accountId, region }),
    });
    if (failure !== undefined) throw new Error(failure);
    return Synthesis.parse(JSON.parse(await readFile(outFile, "utf8")));
  } finally {
    await server.close();
    await rm(work, { recursive: true });
    await rm(program, { force: true });
  }
}

/** As SST does: one file beside its own libraries, with its globals. */
async function bundleProgram(outfile: string): Promise<void> {
  await build({
    entryPoints: [`${root}/tests/infra/record-resources.mjs`],
    inject: [`${root}/.sst/platform/src/shim/run.js`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
}

/** What went wrong, if anything. */
async function runProgram(
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  // Nothing else of this machine's environment: neither credentials nor somebody's settings.
  const child = spawn(process.execPath, ["--enable-source-maps", program], { env: environment });
  const written: string[] = [];
  child.stdout.on("data", (chunk) => written.push(String(chunk)));
  child.stderr.on("data", (chunk) => written.push(String(chunk)));
  const [code] = await once(child, "close");
  return code === 0 ? undefined : written.join("");
}
