// npm run preflight -- --stage <name> [--json]: whether a deployment can work, before there is one.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { planDeployment } from "./plan.ts";
import { runPreflight } from "./preflight.ts";
import { refusesPublicPolicies } from "./public-template.ts";
import { reportText } from "./report.ts";

const { values } = parseArgs({
  options: { stage: { type: "string" }, json: { type: "boolean", default: false } },
});
if (values.stage === undefined) {
  process.stderr.write("Which stage? npm run preflight -- --stage staging\n");
  process.exit(2);
}

const preflight = await runPreflight(values.stage, {
  directory: fileURLToPath(new URL("../../", import.meta.url)),
  environment: process.env,
  request: fetch,
  plan: planDeployment,
  refusesPublicPolicies,
});
process.stdout.write(
  values.json ? `${JSON.stringify(preflight, null, 2)}\n` : reportText(preflight),
);
process.exitCode = preflight.findings.some(({ status }) => status === "failed") ? 1 : 0;
