import {
  GetPublicAccessBlockCommand,
  NoSuchPublicAccessBlockConfiguration,
  S3ControlClient,
} from "@aws-sdk/client-s3-control";
import type { Caller } from "./caller.ts";
import { type Finding, orUnchecked } from "./finding.ts";

/**
 * Whether everybody could read the template of the learners' role where the deployment puts it.
 * docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export async function checkPublicTemplate(
  caller: Caller,
  refuses: (caller: Caller) => Promise<boolean>,
): Promise<readonly Finding[]> {
  const check = "Template of the learners' role";
  return await orUnchecked(check, async () => {
    if (!(await refuses(caller))) {
      return [{ check, status: "ok", found: "the account lets a bucket be public" }];
    }
    return [
      {
        check,
        status: "failed",
        found: `S3 blocks public buckets in all of account ${caller.accountId}`,
        expected: "one bucket that learners' accounts may read the template from",
        change:
          "Block Public Access of the account; or put infra/learner-role.yaml on S3 elsewhere and set LAB_GRADER_LEARNER_ROLE_TEMPLATE_URL: docs/learner-accounts.md",
      },
    ];
  });
}

/** Asks s3:GetAccountPublicAccessBlock, which also knows what an organisation's policy says. */
export async function refusesPublicPolicies({ accountId, region }: Caller): Promise<boolean> {
  const client = new S3ControlClient({ region });
  try {
    const { PublicAccessBlockConfiguration: block } = await client.send(
      new GetPublicAccessBlockCommand({ AccountId: accountId }),
    );
    return block?.BlockPublicPolicy === true || block?.RestrictPublicBuckets === true;
  } catch (fault) {
    if (fault instanceof NoSuchPublicAccessBlockConfiguration) return false;
    throw fault;
  } finally {
    client.destroy();
  }
}
