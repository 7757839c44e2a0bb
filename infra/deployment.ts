import { readOperatorSettings } from "./operator-settings.ts";

/** The stage that is being deployed: personal, staging or production. */
export const stage = $app.stage;
export const isProduction = stage === "production";
export const settings = readOperatorSettings(process.env, stage);

// SST's live functions get a role that this account's principals may take, and wide rights with it.
if ($dev) {
  throw new Error(
    "sst dev would let everybody in this account reach the learners' accounts. Use `npm run dev` for the system on your laptop, or `npx sst deploy --stage <name>` for a stage of your own.",
  );
}

/** `lab-grader-staging-grader`: SST names only its own components so. */
export function nameOf(what: string): string {
  return `${$app.name}-${stage}-${what}`;
}

export const accountId = aws.getCallerIdentityOutput({}).accountId;
export const region = aws.getRegionOutput({}).region;
