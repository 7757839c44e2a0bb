// npm run bench [-- --json] [--only <prefix>]: every number is measured in this run, on this machine.
import { parseArgs } from "node:util";
import { bundlePart, coldStartPart } from "./bundle.ts";
import { costPart } from "./cost.ts";
import { exportPart } from "./export.ts";
import { gradePart } from "./grade.ts";
import { gradebookPart } from "./gradebook.ts";
import { introPart } from "./intro.ts";
import { evaluatePart, labsPart } from "./labs.ts";
import type { BenchPart, Metric } from "./metric.ts";
import { pipelinePart } from "./pipeline.ts";
import { protocolPart } from "./protocol.ts";
import { regradePart } from "./regrade.ts";
import { submitPart } from "./submit.ts";
import { webPart } from "./web.ts";

// The pipeline comes first: its memory is that of the whole process.
const parts: readonly BenchPart[] = [
  pipelinePart,
  gradePart,
  introPart,
  submitPart,
  gradebookPart,
  exportPart,
  regradePart,
  evaluatePart,
  labsPart,
  protocolPart,
  bundlePart,
  coldStartPart,
  costPart,
  webPart,
];
const usage = `npm run bench -- [--json] [--only <${parts.map(({ prefix }) => prefix).join("|")}>]`;

const { json, only } = readArguments();
const metrics: Metric[] = [];
for (const part of parts) {
  const isAsked = part.prefix.startsWith(only) || only.startsWith(`${part.prefix}.`);
  if (!isAsked) continue;
  process.stderr.write(`measuring ${part.prefix}\n`);
  metrics.push(...(await part.measure()).filter(({ name }) => name.startsWith(only)));
}
process.stdout.write(json ? `${JSON.stringify({ metrics })}\n` : metrics.map(lineOf).join(""));
process.exit(0);

function lineOf({ name, value, unit, better }: Metric): string {
  return `${name.padEnd(28)} ${String(value).padStart(10)} ${unit}  (${better} is better)\n`;
}

function readArguments(): { readonly json: boolean; readonly only: string } {
  try {
    const { values } = parseArgs({
      options: { json: { type: "boolean" }, only: { type: "string" } },
    });
    const { json = false, only = "" } = values;
    const isKnown = parts.some(
      ({ prefix }) => prefix.startsWith(only) || only.startsWith(`${prefix}.`),
    );
    if (isKnown) return { json, only };
    return refuse(`--only ${only}: no metric begins so`);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(problem: string): never {
  process.stderr.write(`${problem}\nusage: ${usage}\n`);
  process.exit(2);
}
