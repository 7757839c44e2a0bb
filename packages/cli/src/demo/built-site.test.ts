import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { siteFrom } from "./built-site.ts";

let root: string;
let builds: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "labgrader-site-"));
  builds = 0;
  await write("packages/dashboard/src/main.ts", "one");
  await write("packages/core/src/ids.ts", "one");
  await write("packages/aws/src/table.ts", "one");
  await write("packages/cli/src/main.ts", "one");
  await write("scripts/build-cli.ts", "one");
  await write("package-lock.json", "{}");
});
afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const page = "packages/dashboard/dist/index.html";

const have = () =>
  siteFrom({
    root,
    build: async () => {
      builds += 1;
      await write(page, `build ${builds}`);
    },
  });

describe("the web application of a checkout", () => {
  it("is built once", async () => {
    const first = await have();
    const second = await have();

    const directory = join(root, "packages/dashboard/dist");
    expect([first, second]).toEqual([
      { directory, isNew: true },
      { directory, isNew: false },
    ]);
  });

  it.each([
    "packages/dashboard/src/main.ts",
    "packages/dashboard/index.html",
    "packages/core/src/ids.ts",
    "packages/cli/src/main.ts",
    "package-lock.json",
  ])("is built again after a change of %s", async (path) => {
    await have();
    await write(path, "changed");

    expect((await have()).isNew).toBe(true);
  });

  it("is not built again for a test", async () => {
    await have();
    await write("packages/dashboard/src/main.test.tsx", "new");

    expect((await have()).isNew).toBe(false);
  });

  it("is built again where another build has written since, or somebody has removed it", async () => {
    await have();
    await write(page, "by hand");
    const afterAnother = await have();
    await rm(join(root, page));
    const afterRemoved = await have();

    expect([afterAnother.isNew, afterRemoved.isNew]).toEqual([true, true]);
  });

  it("is built again after a build that failed", async () => {
    const failing = siteFrom({
      root,
      build: async () => {
        await write(page, "half");
        throw new Error("no such module");
      },
    });

    await expect(failing).rejects.toThrow("no such module");
    expect((await have()).isNew).toBe(true);
  });
});
