import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stages } from "./stages.ts";
import { accountId, region } from "./synthesize.ts";
import { LambdaFunction, synthesized, typeNames } from "./synthesized.ts";

const text = await readFile(new URL("../../infra/learner-role.yaml", import.meta.url), "utf8");
const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
const key = `learner-role-${digest}.yaml`;

describe.each(["production", "dev-1"] as const)(
  "the template of the learners' role in %s",
  (stage) => {
    const app = synthesized(stage);
    const bucket = `lab-grader-${stage}-learner-role-${accountId}`;
    const ofBucket = z.looseObject({ bucket: z.string() });
    const inBucket = (type: string) =>
      app.all(type, ofBucket).filter((one) => one.bucket === bucket);

    it("lies on S3 under its digest, where CloudFormation can read it", () => {
      expect(inBucket("aws:s3/bucketObjectv2:BucketObjectv2")).toMatchObject([
        { key, content: text },
      ]);
      expect(app.outputs.learnerRoleTemplate).toBe(
        `https://${bucket}.s3.${region}.amazonaws.com/${key}`,
      );
    });

    it("is all that anybody may read of its bucket, and nobody may write or list", () => {
      const [policy] = inBucket("aws:s3/bucketPolicy:BucketPolicy");

      expect(JSON.parse(z.string().parse(policy?.policy)).Statement).toEqual([
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: expect.stringMatching(new RegExp(`^arn:aws:s3:.*/${key}$`)),
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ]);
      expect(inBucket("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).toMatchObject([
        { blockPublicAcls: true, ignorePublicAcls: true },
      ]);
    });

    it("has a bucket that production keeps, and that goes with any other stage", () => {
      const [made] = inBucket("aws:s3/bucket:Bucket");

      expect(made?.resource.isRetained).toBe(stage === "production");
      expect(made?.forceDestroy).toBe(stage !== "production");
    });
  },
);

describe("the template of the learners' role where the operator has put it on S3", () => {
  const app = synthesized("staging");
  const { LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL: url } = stages.staging;

  it("is what the API hands out, and no bucket is made that everybody may read", () => {
    const environments = app
      .all(typeNames.lambdaFunction, LambdaFunction)
      .flatMap(({ environment }) => environment.variables.LEARNER_ROLE_TEMPLATE_URL ?? []);

    expect(environments).toEqual([url]);
    expect(app.outputs.learnerRoleTemplate).toBe(url);
    expect(app.resources.filter(({ name }) => name.startsWith("LearnerRole"))).toEqual([]);
  });
});
