// npm run bundle:check: every function as SST bundles it, against infra/limits.ts.
import { bundleLimits } from "../../infra/limits.ts";
import { withAllBundles } from "./all-bundles.ts";
import { kilobytes, overLimit } from "./over-limit.ts";

await withAllBundles(async (bundles) => {
  for (const [name, bundle] of bundles) {
    const limit = bundleLimits[name];
    const problem = limit && overLimit(name, bundle, limit);
    if (problem !== undefined) {
      process.stderr.write(`${problem}\n`);
      process.exitCode = 1;
    }
    process.stdout.write(
      `${name.padEnd(16)} ${kilobytes(bundle.coldStartBytes).padStart(10)} at a cold start, ` +
        `${kilobytes(bundle.lazyBytes)} when needed\n`,
    );
  }
});
