// Writes every file that is computed from others; with --check it writes nothing and exits 1 when
// one of them is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { registryOf } from "./generate/registry.ts";

const isCheck = process.argv.includes("--check");
const files = [
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
];

const stale = files.filter(({ path, text }) => text !== currentText(path));
if (!isCheck) {
  for (const { path, text } of stale) writeFileSync(path, text);
  process.stderr.write(`${stale.length} of ${files.length} generated files written\n`);
}
if (isCheck && stale.length > 0) {
  const paths = stale.map(({ path }) => path).join(", ");
  process.stderr.write(`Out of date: ${paths}. Run: npm run generate\n`);
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
