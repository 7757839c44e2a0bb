// npm run build:cli [-- --out <file>]: the command line as one file that needs nothing but Node 20.
import { chmod, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, type Plugin } from "esbuild";

const singleFile = fileURLToPath(new URL("../packages/cli/src/single-file/", import.meta.url));
const { values } = parseArgs({
  options: {
    out: {
      type: "string",
      default: fileURLToPath(new URL("../dist/labgrader.mjs", import.meta.url)),
    },
  },
});

/** The local AWS stays in a checkout: who asks for it is told so. */
const withoutSandbox: Plugin = {
  name: "without-sandbox",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@lab-grader\/sandbox(\/|$)/ }, () => ({
      path: `${singleFile}no-sandbox.ts`,
    }));
  },
};

const banner = [
  "#!/usr/bin/env node",
  // The YAML parser is CommonJS for Node, and requires Node's own modules.
  'import { createRequire } from "node:module";',
  "const require = createRequire(import.meta.url);",
].join("\n");

await build({
  entryPoints: [`${singleFile}main.ts`],
  outfile: values.out,
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node20",
  banner: { js: banner },
  legalComments: "none",
  plugins: [withoutSandbox],
});
await chmod(values.out, 0o755);

const text = await readFile(values.out, "utf8");
const tooNew = newerThanNode20(text);
if (tooNew.length > 0) {
  process.stderr.write(
    `${values.out} uses ${tooNew.join(", ")}, which Node 20 does not have: add it to packages/cli/src/single-file/node-20.ts.\n`,
  );
  process.exit(1);
}
process.stderr.write(`${values.out}: ${Math.ceil(Buffer.byteLength(text) / 1024)} KB\n`);

/** `target` lowers syntax, not the library. node.green lists what came after Node 20. What is asked of a `window` is for browsers. */
function newerThanNode20(code: string): readonly string[] {
  const names =
    /\b(?:Object\.groupBy|Promise\.(?:withResolvers|try)|Array\.fromAsync|RegExp\.escape|Iterator\.from|Error\.isError|Uint8Array\.fromBase64|import\.meta\.(?:dirname|filename|main)|(?<!window\??\.)navigator\.\w+)|\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/g;
  return [...new Set(code.match(names))];
}
