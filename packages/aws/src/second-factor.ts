import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";

/**
 * Whether a user of a pool is asked for a code of an authenticator app at each sign-in. Makes the
 * call AdminGetUser.
 * @see docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export function secondFactorReader(client: CognitoIdentityProviderClient) {
  return async (user: {
    readonly userPoolId: string;
    readonly userName: string;
  }): Promise<boolean> => {
    const { UserMFASettingList: activated = [] } = await client.send(
      new AdminGetUserCommand({ UserPoolId: user.userPoolId, Username: user.userName }),
    );
    return activated.includes("SOFTWARE_TOKEN_MFA");
  };
}
