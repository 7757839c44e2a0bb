import type { TestProject } from "vitest/node";
import { buildSite } from "./build-site.ts";
import { stageNames, stages } from "./stages.ts";
import { type Synthesis, synthesize } from "./synthesize.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly syntheses: readonly { readonly stage: string; readonly synthesis: Synthesis }[];
  }
}

/** Every stage is synthesized once for all test files. */
export async function setup(project: TestProject): Promise<void> {
  await buildSite();
  const syntheses = await Promise.all(
    stageNames.map(async (stage) => ({
      stage,
      synthesis: await synthesize(stage, stages[stage]),
    })),
  );
  project.provide("syntheses", syntheses);
}
