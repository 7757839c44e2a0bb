import { expect, it } from "vitest";
import * as z from "zod";
import { longestStageName } from "../../infra/operator-settings.ts";
import { synthesize } from "./synthesize.ts";

/** How long AWS lets a name be. SST shortens the names that it makes; ours it leaves as they are. */
const limits = {
  // docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  "aws:s3/bucket:Bucket": ["bucket", 63],
  "aws:iam/role:Role": ["name", 64],
  "aws:lambda/function:Function": ["name", 64],
  "aws:scheduler/schedule:Schedule": ["name", 64],
  "aws:sqs/queue:Queue": ["name", 80],
  "aws:cognito/userPoolDomain:UserPoolDomain": ["domain", 63],
} as const;

const timeout = 120_000;

it("the longest name of a stage leaves every name whole, and short enough for AWS", {
  timeout,
}, async () => {
  const stage = "s".repeat(longestStageName);
  const { resources } = await synthesize(stage, {});

  for (const [type, [property, longest]] of Object.entries(limits)) {
    const names = resources
      .filter((resource) => resource.type === type)
      .map(({ inputs }) => z.string().parse(inputs[property]));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(longest);
      // The role that deploys from GitHub knows them by it.
      expect(name).toMatch(new RegExp(`^lab-grader-${stage}-`));
    }
  }
});
