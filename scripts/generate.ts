// Writes every file that is computed from others; with --check it writes nothing and exits 1 when
// one of them is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { awsOperations } from "./generate/aws-operations.ts";
import { type GeneratedFile, registryOf } from "./generate/registry.ts";

const isCheck = process.argv.includes("--check");
const generators: readonly (() => GeneratedFile | Promise<GeneratedFile>)[] = [
  () =>
    registryOf({
      folder: "facts",
      define: "defineFact",
      constant: "allFacts",
      member: ".fact",
      type: "Fact",
      from: "./fact.ts",
    }),
  () =>
    registryOf({
      folder: "checks",
      define: "defineCheck",
      constant: "allChecks",
      member: "",
      type: "Check",
      from: "./check.ts",
    }),
  awsOperations,
];

const stale: string[] = [];
// One after the other: the operations are read from the registry of facts that was just written.
for (const generate of generators) {
  const { path, text } = await generate();
  if (text === currentText(path)) continue;
  stale.push(path);
  if (!isCheck) writeFileSync(path, text);
}
if (!isCheck) {
  process.stderr.write(`${stale.length} of ${generators.length} generated files written\n`);
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
