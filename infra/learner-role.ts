import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { accountId, isProduction, nameOf, region, settings } from "./deployment.ts";

/** The address that CloudFormation takes, of this region. */
export const learnerRoleTemplateUrl =
  settings.learnerRoleTemplateUrl === undefined
    ? publishedTemplate()
    : $output(settings.learnerRoleTemplateUrl);

/** CloudFormation reads templates from S3 only, in whichever account the stack is made. */
function publishedTemplate(): $util.Output<string> {
  // Written by `npm run generate` from the labs. SST runs in the folder of sst.config.ts.
  const content = readFileSync("infra/learner-role.yaml", "utf8");
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);

  const bucket = new aws.s3.Bucket(
    "LearnerRole",
    {
      bucket: $interpolate`${nameOf("learner-role")}-${accountId}`,
      forceDestroy: !isProduction,
    },
    { retainOnDelete: isProduction },
  );

  const publicAccess = new aws.s3.BucketPublicAccessBlock("LearnerRoleAccess", {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    ignorePublicAcls: true,
    // One policy is public: the one below.
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
  });

  // The name changes with the text, so a stack that is being made is not changed under its maker.
  const template = new aws.s3.BucketObjectv2("LearnerRoleTemplate", {
    bucket: bucket.bucket,
    key: `learner-role-${digest}.yaml`,
    content,
    contentType: "application/yaml",
  });

  new aws.s3.BucketPolicy(
    "LearnerRolePolicy",
    {
      bucket: bucket.bucket,
      policy: $jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            // Learners have accounts of their own, which nobody lists here. The text holds no secret.
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: $interpolate`${bucket.arn}/${template.key}`,
            Condition: { Bool: { "aws:SecureTransport": "true" } },
          },
        ],
      }),
    },
    { dependsOn: [publicAccess] },
  );

  return $interpolate`https://${bucket.bucket}.s3.${region}.amazonaws.com/${template.key}`;
}
