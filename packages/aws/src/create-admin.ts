import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  paginateListUserPools,
  UsernameExistsException,
} from "@aws-sdk/client-cognito-identity-provider";

/** With the credentials of whoever runs this, of the region that is named or the environment's. */
export function operatorsCognito(region?: string): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient(region === undefined ? {} : { region });
}

/** What became of an administrator to be. */
export type CreatedAdmin =
  | { readonly status: "invited" | "was_there"; readonly userPoolId: string }
  /** No deployment of this stage in this account and region, or more than one. */
  | { readonly status: "no_pool" | "many_pools" };

/**
 * Makes a user of a deployment's pool an administrator; who is not there yet is invited by mail.
 * Repeatable. Needs cognito-idp:ListUserPools, AdminCreateUser and AdminAddUserToGroup.
 */
export async function createAdmin(
  cognito: CognitoIdentityProviderClient,
  { stage, login, email }: { stage: string; login: string; email: string },
): Promise<CreatedAdmin> {
  const [userPoolId, ...more] = await poolsOf(cognito, stage);
  if (userPoolId === undefined) return { status: "no_pool" };
  if (more.length > 0) return { status: "many_pools" };
  const user = { UserPoolId: userPoolId, Username: login };
  const isNew = await invite(cognito, user, email);
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: "admin" }));
  return { status: isNew ? "invited" : "was_there", userPoolId };
}

/** SST's name for `People` of infra/identity.ts ends with eight letters of its own. */
async function poolsOf(cognito: CognitoIdentityProviderClient, stage: string): Promise<string[]> {
  const prefix = `lab-grader-${stage}-PeopleUserPool-`;
  const ids: string[] = [];
  for await (const { UserPools = [] } of paginateListUserPools(
    { client: cognito, pageSize: 60 },
    { MaxResults: 60 },
  )) {
    ids.push(
      ...UserPools.flatMap(({ Id, Name = "" }) => (Id && Name.startsWith(prefix) ? [Id] : [])),
    );
  }
  return ids;
}

/** @returns false where the user was there: their address stays as it is. */
async function invite(
  cognito: CognitoIdentityProviderClient,
  user: { UserPoolId: string; Username: string },
  email: string,
): Promise<boolean> {
  try {
    await cognito.send(
      new AdminCreateUserCommand({
        ...user,
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
        ],
        DesiredDeliveryMediums: ["EMAIL"],
      }),
    );
    return true;
  } catch (fault) {
    if (fault instanceof UsernameExistsException) return false;
    throw fault;
  }
}
