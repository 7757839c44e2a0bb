/** What a function may weigh. */
export interface BundleLimit {
  readonly entry: string;
  /** Of what is loaded at a cold start, minified; 1 KB is 1,000 bytes. */
  readonly coldStartKb: number;
}

/**
 * Each function by its name in AWS, with a limit about a tenth above what it weighs. `npm run
 * bundle:check` fails over it: look first at what the sentence names, raise the limit last.
 */
export const bundleLimits: Readonly<Record<string, BundleLimit>> = {
  api: { entry: "packages/functions/src/api/main.ts", coldStartKb: 630 },
  grader: { entry: "packages/functions/src/grader.ts", coldStartKb: 890 },
  regrader: { entry: "packages/functions/src/regrader.ts", coldStartKb: 800 },
  "dead-letters": { entry: "packages/functions/src/dead-letters.ts", coldStartKb: 450 },
  reconciler: { entry: "packages/functions/src/reconciler.ts", coldStartKb: 450 },
  sealer: { entry: "packages/functions/src/sealer.ts", coldStartKb: 400 },
  "sign-in-token": { entry: "packages/functions/src/sign-in-token.ts", coldStartKb: 350 },
};

/**
 * JavaScript that a browser fetches before the learner's first page runs, compressed; about a tenth
 * above what it weighs. 1 KB is 1,000 bytes. `npm run test:browser` fails over it.
 */
export const firstPageLimitKb = 410;
