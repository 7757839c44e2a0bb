import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundleFunction } from "./bundle.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

let directory: string;
beforeEach(async () => {
  await mkdir(`${root}.tsbuild`, { recursive: true });
  directory = await mkdtemp(`${root}.tsbuild/bundle-`);
});
afterEach(() => rm(directory, { recursive: true }));

async function bundle(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) await writeFile(`${directory}/${name}`, text);
  return await bundleFunction(`${directory.slice(root.length)}/entry.ts`, `${directory}/out`);
}

describe("bundleFunction", () => {
  it("counts what an entry imports, and apart what it only loads when needed", async () => {
    const { coldStartBytes, lazyBytes, exports } = await bundle({
      "entry.ts":
        'import { word } from "./word.ts";\nexport const handler = async () => [word, await import("./rare.ts")];',
      "word.ts": `export const word = "${"a".repeat(1000)}";`,
      "rare.ts": `export const rare = "${"b".repeat(5000)}";`,
    });

    expect(exports).toEqual(["handler"]);
    expect(coldStartBytes).toBeGreaterThan(1000);
    expect(coldStartBytes).toBeLessThan(3000);
    expect(lazyBytes).toBeGreaterThan(5000);
  });

  it("counts a chunk that the entry shares with something lazy as its own", async () => {
    const { coldStartBytes, lazyBytes } = await bundle({
      "entry.ts":
        'import { word } from "./word.ts";\nexport const handler = async () => [word, await import("./rare.ts")];',
      "word.ts": `export const word = "${"a".repeat(5000)}";`,
      "rare.ts": 'import { word } from "./word.ts";\nexport const rare = word.length;',
    });

    expect(coldStartBytes).toBeGreaterThan(5000);
    expect(lazyBytes).toBeLessThan(1500);
  });

  it("writes a module that Lambda can load, with its source map beside it", async () => {
    const { file } = await bundle({ "entry.ts": "export const handler = () => 7;" });

    const { handler }: { handler(): number } = await import(file);
    expect(handler()).toBe(7);
    expect(await readFile(file, "utf8")).toContain("sourceMappingURL=bundle.mjs.map");
  });
});
