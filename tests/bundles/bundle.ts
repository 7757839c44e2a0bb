import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { bundling } from "../../infra/bundling.ts";
import { sumBy } from "./sum-by.ts";

/** A Lambda entry, as it is uploaded. */
export interface Bundle {
  /** The file that Lambda loads. */
  readonly file: string;
  /** Names that it exports. */
  readonly exports: readonly string[];
  /** Of the entry and of everything that it imports, without what only `import()` loads. */
  readonly coldStartBytes: number;
  /** Of what `import()` loads when it is needed. */
  readonly lazyBytes: number;
  /** What the cold start loads: npm packages and folders of this repository, largest first. */
  readonly inputs: readonly { readonly name: string; readonly bytes: number }[];
}

const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

/**
 * Bundles an entry with the options of SST 4.17.1 for `nodejs24.x`
 * (github.com/anomalyco/sst, pkg/runtime/node/build.go), which its own esbuild would be given.
 */
export async function bundleFunction(entry: string, directory: string): Promise<Bundle> {
  const { format, minify, splitting, sourcemap, esbuild } = bundling;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: directory,
    entryNames: "bundle",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    target: "ES2024",
    mainFields: ["module", "main"],
    external: ["sharp", "pg-native", ...esbuild.external],
    keepNames: esbuild.keepNames,
    banner: { js: banner },
    bundle: true,
    metafile: true,
    logLevel: "silent",
    ...{ format, minify, splitting, sourcemap },
  });
  return describeBundle(metafile, entry);
}

/** What SST puts before every file, for libraries that expect CommonJS. */
const banner = [
  'import { createRequire as topLevelCreateRequire } from "module";',
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url";',
  "const __filename = topLevelFileUrlToPath(import.meta.url);",
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url));',
].join("\n");

function describeBundle({ outputs }: Metafile, entry: string): Bundle {
  const code = Object.entries(outputs).filter(([path]) => path.endsWith(".mjs"));
  const main = code.find(([, { entryPoint }]) => entryPoint === entry);
  if (!main) throw new Error(`${entry}: esbuild wrote no bundle`);
  const cold = importedBy(main[0], outputs);
  const bytesOf = (files: typeof code) => files.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const loaded = code.filter(([path]) => cold.has(path));
  const parts = loaded.flatMap(([, { inputs }]) =>
    Object.entries(inputs).map(
      ([path, { bytesInOutput }]) => [partOf(path), bytesInOutput] as const,
    ),
  );
  return {
    file: `${root}/${main[0]}`,
    exports: main[1].exports,
    coldStartBytes: bytesOf(loaded),
    lazyBytes: bytesOf(code.filter(([path]) => !cold.has(path))),
    inputs: [...sumBy(parts)]
      .map(([name, bytes]) => ({ name, bytes }))
      .sort((left, right) => right.bytes - left.bytes),
  };
}

/** A file and all that it imports by statements, at any depth. */
function importedBy(file: string, outputs: Metafile["outputs"]): ReadonlySet<string> {
  const found = new Set([file]);
  for (const each of found) {
    for (const { path, kind, external } of outputs[each]?.imports ?? []) {
      if (kind === "import-statement" && !external) found.add(path);
    }
  }
  return found;
}

/** `@smithy/core` of a library's file, `packages/core/src/checks` of one of ours. */
function partOf(path: string): string {
  const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return library ?? path.split("/").slice(0, 4).join("/");
}
