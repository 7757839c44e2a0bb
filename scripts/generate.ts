// Writes every file that is computed from others; with --check it writes nothing and exits 1 when
// one of them is out of date.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { answeredServices } from "./generate/aws-cli-commands.ts";
import { awsOperations } from "./generate/aws-operations.ts";
import { checksPageFile } from "./generate/checks-page.ts";
import { labSchemas } from "./generate/lab-schemas.ts";
import { learnerRoleFile } from "./generate/learner-role.ts";
import { openApiFile } from "./generate/openapi.ts";
import { type GeneratedFile, registryOf } from "./generate/registry.ts";
import { sandboxPage } from "./generate/sandbox-page.ts";

const isCheck = process.argv.includes("--check");
const generators: readonly (() => Promise<readonly GeneratedFile[]>)[] = [
  async () => [
    registryOf({
      folder: "facts",
      define: "defineFact",
      constant: "allFacts",
      member: ".fact",
      type: "Fact",
      from: "./fact.ts",
    }),
    registryOf({
      folder: "checks",
      define: "defineCheck",
      constant: "allChecks",
      member: "",
      type: "Check",
      from: "./check.ts",
    }),
  ],
  awsOperations,
  async () => {
    const services = await answeredServices();
    return [
      await checksPageFile(),
      openApiFile(),
      sandboxPage(services),
      ...(await labSchemas(services)),
      await learnerRoleFile(),
    ];
  },
];

const stale: string[] = [];
let files = 0;
// One after the other: what comes later reads the registries that were just written.
for (const generate of generators) {
  for (const { path, text } of await generate()) {
    files += 1;
    if (text === currentText(path)) continue;
    stale.push(path);
    if (isCheck) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
if (!isCheck) {
  process.stderr.write(`${stale.length} of ${files} generated files written\n`);
}
if (isCheck && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(", ")}. Run: npm run generate\n`);
  process.exitCode = 1;
}

function currentText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
