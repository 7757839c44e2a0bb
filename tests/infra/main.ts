// npm run test:infra [-- --json [--stage production]]: sst.config.ts with SST's real components.
// --settings-from-environment: of any stage, with the LAB_GRADER_… that are set.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stageNames, stages } from "./stages.ts";
import { synthesize } from "./synthesize.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    stage: { type: "string", default: "production" },
    "settings-from-environment": { type: "boolean", default: false },
  },
});

if (values.json) {
  const { stage } = values;
  const settings = values["settings-from-environment"] ? ownSettings() : settingsOf(stage);
  if (settings === undefined) {
    process.stderr.write(`--stage ${stage}: expected one of ${stageNames.join(", ")}\n`);
    process.exit(2);
  }
  const { resources, ...app } = await synthesize(stage, settings);
  const inOrder = resources.toSorted((a, b) => (a.type + a.name < b.type + b.name ? -1 : 1));
  process.stdout.write(`${JSON.stringify({ stage, ...app, resources: inOrder }, null, 2)}\n`);
} else {
  const vitest = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url)),
      ...["run", "--config", fileURLToPath(new URL("vitest.config.ts", import.meta.url))],
    ],
    { stdio: "inherit" },
  );
  const [exitCode] = await once(vitest, "exit");
  process.exit(typeof exitCode === "number" ? exitCode : 1);
}

function settingsOf(stage: string): Readonly<Record<string, string>> | undefined {
  const name = stageNames.find((one) => one === stage);
  return name && stages[name];
}

function ownSettings(): Readonly<Record<string, string>> {
  const set = Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith("LAB_GRADER_") && value !== undefined ? [[name, value]] : [],
  );
  // Only the deployment needs the real one.
  return { ...Object.fromEntries(set), SST_SECRET_SchoolClientSecret: "not-asked-for" };
}
