// npm run cost [-- --check]: writes docs/cost.md from what one submission and an idle stage cause.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { costDocument } from "./document.ts";
import { centsPer1000, estimateCost } from "./estimate.ts";

const file = fileURLToPath(new URL("../../docs/cost.md", import.meta.url));
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const estimate = await estimateCost();
const text = costDocument(estimate);
if (!values.check) {
  await writeFile(file, text);
} else if (text !== (await readFile(file, "utf8"))) {
  process.stderr.write("docs/cost.md is out of date. Run: npm run cost\n");
  process.exitCode = 1;
}
process.stderr.write(`${centsPer1000(estimate).toFixed(2)} cents for 1,000 submissions\n`);
// The local system's connections would keep the process for some seconds.
process.exit();
