import {
  CognitoIdentityProviderClient,
  DescribeUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetRoleCommand, IAMClient, NoSuchEntityException, type Tag } from "@aws-sdk/client-iam";
import type { Caller } from "./caller.ts";
import { type Finding, orUnchecked } from "./finding.ts";

const app = "lab-grader";

/**
 * Whether the names that are fixed are free, or were taken by an earlier deployment of this stage.
 * Asks iam:GetRole and cognito-idp:DescribeUserPoolDomain.
 */
export async function checkNames(stage: string, caller: Caller): Promise<readonly Finding[]> {
  const found = await Promise.all([
    orUnchecked("Name of the grader's role", () => checkRole(stage)),
    orUnchecked("Name of the sign-in page", () => checkSignInDomain(stage, caller)),
  ]);
  return found.flat();
}

async function checkRole(stage: string): Promise<readonly Finding[]> {
  const check = "Name of the grader's role";
  const name = `${app}-${stage}-grader`;
  const iam = new IAMClient({});
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
    if (isOfStage(Role?.Tags ?? [], stage)) {
      return [{ check, status: "ok", found: `${name} is of an earlier deployment of this stage` }];
    }
    return [
      {
        check,
        status: "failed",
        found: `${name} exists, and this app did not make it (${Role?.Arn ?? ""})`,
        expected: "a free name",
        change: `Deploy to another stage; or delete the role, if nobody uses it: learners' accounts trust that name.`,
      },
    ];
  } catch (fault) {
    if (!(fault instanceof NoSuchEntityException)) throw fault;
    return [{ check, status: "ok", found: `${name} is free` }];
  } finally {
    iam.destroy();
  }
}

/** SST tags what it makes: sst.dev/docs/reference/config, defaultTags. */
export function isOfStage(tags: readonly Tag[], stage: string): boolean {
  const tagged = (key: string) => tags.find(({ Key }) => Key === key)?.Value;
  return tagged("sst:app") === app && tagged("sst:stage") === stage;
}

async function checkSignInDomain(
  stage: string,
  { accountId }: Caller,
): Promise<readonly Finding[]> {
  const check = "Name of the sign-in page";
  const prefix = `${app}-${stage}-${accountId}`;
  const cognito = new CognitoIdentityProviderClient({});
  try {
    const { DomainDescription: taken } = await cognito.send(
      new DescribeUserPoolDomainCommand({ Domain: prefix }),
    );
    if (taken?.UserPoolId === undefined) {
      return [{ check, status: "ok", found: `${prefix} is free` }];
    }
    if (taken.AWSAccountId === accountId) {
      const found = `${prefix} is of the user pool ${taken.UserPoolId} of this account`;
      return [{ check, status: "ok", found }];
    }
    return [
      {
        check,
        status: "failed",
        found: `${prefix} is taken by account ${taken.AWSAccountId ?? "unknown"}`,
        expected: "a free prefix",
        change: "Deploy to another stage.",
      },
    ];
  } finally {
    cognito.destroy();
  }
}
