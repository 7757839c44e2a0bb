// npm run test:infra [-- --json [--stage production]]: sst.config.ts with SST's real components.
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
  },
});

if (values.json) {
  const stage = stageNames.find((name) => name === values.stage);
  if (stage === undefined) {
    process.stderr.write(`--stage ${values.stage}: expected one of ${stageNames.join(", ")}\n`);
    process.exit(2);
  }
  const { resources, ...app } = await synthesize(stage, stages[stage]);
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
