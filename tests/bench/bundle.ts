import { withAllBundles } from "../bundles/all-bundles.ts";
import { medianColdStarts } from "./cold-start.ts";
import { type BenchPart, lower } from "./metric.ts";

/** What a cold start loads, minified, and what else lies in the upload. */
export const bundlePart: BenchPart = {
  prefix: "bundle",
  measure: () =>
    withAllBundles(async (bundles) =>
      [...bundles].flatMap(([name, { coldStartBytes, lazyBytes }]) => [
        lower(`bundle.${camelCase(name)}Kb`, coldStartBytes / 1000, "KB"),
        lower(`bundle.${camelCase(name)}LazyKb`, lazyBytes / 1000, "KB"),
      ]),
    ),
};

/** A process that starts and imports a function, beside one whose function is empty. */
export const coldStartPart: BenchPart = {
  prefix: "coldStart",
  measure: () =>
    withAllBundles(async (bundles) =>
      [...(await medianColdStarts(bundles))].map(([name, ms]) =>
        lower(`coldStart.${camelCase(name)}Ms`, ms, "ms"),
      ),
    ),
};

/** `dead-letters` as a part of a metric's name. */
function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
