import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parsedYaml } from "../cli/parsed-yaml.ts";

const folder = new URL("../../.github/workflows/", import.meta.url);

const Permissions = z.record(z.string(), z.enum(["read", "write", "none"]));
const Step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
const Job = z.object({
  uses: z.string().optional(),
  environment: z.string().optional(),
  permissions: Permissions.optional(),
  "timeout-minutes": z.number().optional(),
  steps: z.array(Step).default([]),
});
const Workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions,
  concurrency: z.object({
    group: z.string(),
    "cancel-in-progress": z.union([z.boolean(), z.string()]),
  }),
  jobs: z.record(z.string(), Job),
});

const files = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  return { name, text, workflow: Workflow.parse(parsedYaml(text)) };
});
const jobs = files.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([id, job]) => ({
    id: `${name}: ${id}`,
    job,
    permissions: job.permissions ?? workflow.permissions,
  })),
);
const steps = jobs.flatMap(({ id, job }) => job.steps.map((step) => ({ id, ...step })));
const runs = steps.flatMap(({ id, run }) => (run === undefined ? [] : [{ id, run }]));

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")));

describe("the workflows of GitHub", () => {
  it("are the check and the deployment", () => {
    expect(files.map(({ name }) => name).sort()).toEqual(["check.yml", "deploy.yml"]);
  });

  it("take every action at one commit, and say which version that is", () => {
    const used = files.flatMap(({ text }) =>
      [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, used = ""]) => used),
    );

    expect(used.length).toBeGreaterThan(5);
    for (const one of used.filter((action) => !action.startsWith("./")))
      expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("take an action at the same commit everywhere", () => {
    const commits = new Map<string, Set<string>>();
    for (const { uses = "" } of steps) {
      const [action = "", commit = ""] = uses.split("@");
      commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    }

    expect([...commits].filter(([, some]) => some.size > 1)).toEqual([]);
  });

  it("may read the repository, and only the deployment may ask for a token", () => {
    expect(jobs.map(({ id, permissions }) => [id, permissions])).toEqual([
      ["check.yml: check", { contents: "read" }],
      ["check.yml: moto", { contents: "read" }],
      ["check.yml: browser", { contents: "read" }],
      ["deploy.yml: check", { contents: "read" }],
      ["deploy.yml: deploy", { contents: "read", "id-token": "write" }],
    ]);
  });

  it("never run with the rights of the base repository on somebody else's code", () => {
    const triggers = files.flatMap(({ workflow }) => Object.keys(workflow.on));

    expect(new Set(triggers)).toEqual(
      new Set(["pull_request", "push", "workflow_call", "workflow_dispatch"]),
    );
  });

  it("put nothing of an event, an input or a secret into a command line", () => {
    expect(runs.filter(({ run }) => run.includes("${{"))).toEqual([]);
    for (const { text } of files) expect(text).not.toMatch(/secrets\.|aws-secret-access-key/);
  });

  it("leave no token of the repository behind the checkout", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));

    expect(checkouts).toHaveLength(4);
    for (const { with: options } of checkouts) expect(options["persist-credentials"]).toBe(false);
  });

  it("install without scripts of dependencies, and run only scripts that are there", () => {
    const called = runs.flatMap(({ run }) =>
      [...run.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script = ""]) => script),
    );

    expect(called).toEqual(["check", "demo", "test:moto", "lint:cfn", "test:browser", "preflight"]);
    for (const script of called) expect(scripts).toHaveProperty([script]);
    const installs = runs.filter(({ run }) => /npm (ci|install)|npm i\b/.test(run));
    expect(new Set(installs.map(({ run }) => run))).toEqual(new Set(["npm ci --ignore-scripts"]));
  });

  it("end by themselves", () => {
    const own = jobs.filter(({ job }) => job.uses === undefined);

    expect(own.filter(({ job }) => job["timeout-minutes"] === undefined)).toEqual([]);
  });
});

describe("the deployment", () => {
  const deploy = files.find(({ name }) => name === "deploy.yml")?.workflow;
  const job = deploy?.jobs.deploy;

  it("is started by hand, after the check, in the environment that protects the stage", () => {
    expect(Object.keys(deploy?.on ?? {})).toEqual(["workflow_dispatch"]);
    expect(deploy?.jobs.check?.uses).toBe("./.github/workflows/check.yml");
    expect(job?.environment).toBe("${{ inputs.stage }}");
    expect(deploy?.concurrency["cancel-in-progress"]).toBe(false);
  });

  it("takes its credentials after everything is installed, and looks before it deploys", () => {
    const order = job?.steps.map(({ uses, run }) => uses?.split("@")[0] ?? run?.split(" -- ")[0]);

    expect(order).toEqual([
      "actions/checkout",
      "actions/setup-node",
      "npm ci --ignore-scripts",
      `printf '%s\\n' "$SETTINGS" > ".env.$STAGE"`,
      "aws-actions/configure-aws-credentials",
      "npm run preflight",
      'npx --no-install sst deploy --stage "$STAGE"',
    ]);
  });
});
