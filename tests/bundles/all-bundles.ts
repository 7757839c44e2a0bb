import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { bundleLimits } from "../../infra/limits.ts";
import { type Bundle, bundleFunction } from "./bundle.ts";

/** Bundles every function, hands them over by name, and removes them afterwards. */
export async function withAllBundles<Result>(
  use: (bundles: ReadonlyMap<string, Bundle>) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(`${tmpdir()}/lab-grader-bundles-`);
  try {
    const bundles = await Promise.all(
      Object.entries(bundleLimits).map(
        async ([name, { entry }]) =>
          [name, await bundleFunction(entry, `${directory}/${name}`)] as const,
      ),
    );
    return await use(new Map(bundles));
  } finally {
    await rm(directory, { recursive: true });
  }
}
