// The numbers of docs/decisions/0001-table-access.md: what each library adds to a bundle, and how
// long a new process takes to load it. Installs the libraries into a temporary folder, because the
// project doesn't depend on them. Run: node scripts/measure-table-library.ts
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const packages = [
  "@aws-sdk/client-dynamodb@3.1164.0",
  "@aws-sdk/util-dynamodb@3.996.9",
  "@aws-sdk/lib-dynamodb@3.1162.0",
  "electrodb@3.9.3",
  "dynamodb-toolbox@2.10.6",
];
const runs = 20;

const plainCommands =
  'import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";';
const newClient = 'new DynamoDBClient({ region: "us-east-1" })';

/** What a module of each kind loads and makes at its top; only this differs between them. */
const sources: Readonly<Record<string, string>> = {
  nothing: "",
  "plain client": `${plainCommands}
    export const all = [${newClient}, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand];`,
  "client and util-dynamodb": `${plainCommands}
    import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
    export const all = [${newClient}, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand, marshall, unmarshall];`,
  DocumentClient: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
    import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
    export const all = [DynamoDBDocumentClient.from(${newClient}), GetCommand, PutCommand, QueryCommand, UpdateCommand];`,
  "dynamodb-toolbox": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
    import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
    import { Table } from "dynamodb-toolbox/table";
    import { Entity } from "dynamodb-toolbox/entity";
    import { item } from "dynamodb-toolbox/schema/item";
    import { number } from "dynamodb-toolbox/schema/number";
    import { string } from "dynamodb-toolbox/schema/string";
    import { GetItemCommand } from "dynamodb-toolbox/entity/actions/get";
    import { PutItemCommand } from "dynamodb-toolbox/entity/actions/put";
    import { UpdateItemCommand } from "dynamodb-toolbox/entity/actions/update";
    import { QueryCommand } from "dynamodb-toolbox/table/actions/query";
    const table = new Table({ documentClient: DynamoDBDocumentClient.from(${newClient}), name: "t", partitionKey: { name: "pk", type: "string" }, sortKey: { name: "sk", type: "string" } });
    const entity = new Entity({ name: "submission", table, timestamps: false, schema: item({ pk: string().key(), sk: string().key(), state: string(), claim: number(), leaseUntil: string().optional() }) });
    export const all = [entity, GetItemCommand, PutItemCommand, UpdateItemCommand, QueryCommand];`,
  ElectroDB: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
    import { Entity } from "electrodb";
    export const all = new Entity({
      model: { entity: "submission", version: "1", service: "grader" },
      attributes: { owner: { type: "string", required: true }, number: { type: "number", required: true }, state: { type: "string", required: true }, claim: { type: "number", required: true }, leaseUntil: { type: "string" } },
      indexes: { primary: { pk: { field: "pk", composite: ["owner"] }, sk: { field: "sk", composite: ["number"] } } },
    }, { client: ${newClient}, table: "t" });`,
};

const folder = mkdtempSync(join(tmpdir(), "measure-table-library-"));
try {
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const bundles = await Promise.all(Object.keys(sources).map(bundleOf));
  const loads = new Map<string, Load[]>(bundles.map(({ name }) => [name, []]));
  // Turn by turn, so that a busy moment of the machine hits all of them.
  for (let run = 0; run < runs; run += 1) {
    for (const { name, file } of bundles) loads.get(name)?.push(loadOf(file));
  }
  for (const { name, sizeKb, gzipKb } of bundles) {
    const of = loads.get(name) ?? [];
    const wallMs = median(of.map((load) => load.wallMs)).toFixed(0);
    const cpuMs = median(of.map((load) => load.cpuMs)).toFixed(0);
    process.stdout.write(
      `${name.padEnd(26)}${sizeKb.padStart(8)} KB${gzipKb.padStart(8)} KB gzip${wallMs.padStart(6)} ms${cpuMs.padStart(6)} ms cpu\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function bundleOf(name: string, index: number) {
  const file = join(folder, `bundle-${index}.mjs`);
  await build({
    stdin: { contents: sources[name] ?? "", resolveDir: folder },
    outfile: file,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "es2024",
    // Parts of the SDK are CommonJS and ask for Node's own modules.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  const bytes = readFileSync(file);
  const kb = (count: number) => (count / 1024).toFixed(1);
  return { name, file, sizeKb: kb(bytes.length), gzipKb: kb(gzipSync(bytes).length) };
}

interface Load {
  readonly wallMs: number;
  /** Steadier than the wall time on a machine that also does other things. */
  readonly cpuMs: number;
}

/** A new process that imports the bundle; its own start is not counted. */
function loadOf(file: string): Load {
  const code = `
    const start = performance.now();
    const startUsage = process.cpuUsage();
    await import(${JSON.stringify(`file://${file}`)});
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(startUsage);
    process.stdout.write(wall + " " + (user + system) / 1000);`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", code], {
    encoding: "utf8",
  });
  const [wallMs = 0, cpuMs = 0] = printed.split(" ").map(Number);
  return { wallMs, cpuMs };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
