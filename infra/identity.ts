import { isProduction, region, settings } from "./deployment.ts";
import type { SchoolLogin } from "./operator-settings.ts";
import { signInPrefix } from "./sign-in-domain.ts";
import { letReadUsersOf, signInToken } from "./sign-in-token.ts";
import { webOrigins } from "./site.ts";

const { schoolLogin, mail } = settings;

/** Who may sign in, with the groups that packages/functions/src/api/identity.ts knows. */
export const userPool = new sst.aws.CognitoUserPool("People", {
  // Per pool, not per group, and learners need none: without one, staff get no group of staff.
  mfa: "optional",
  softwareToken: true,
  triggers: { preTokenGeneration: signInToken.arn, preTokenGenerationVersion: "v2" },
  domain: { prefix: signInPrefix },
  transform: {
    userPool: (pool, options) => {
      // The first plan whose trigger may change access tokens.
      // docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
      pool.userPoolTier = "ESSENTIALS";
      // Logins come from a roster.
      pool.adminCreateUserConfig = { allowAdminCreateUserOnly: true };
      pool.accountRecoverySetting = {
        recoveryMechanisms: [{ name: "verified_email", priority: 1 }],
      };
      pool.passwordPolicy = { minimumLength: 12, temporaryPasswordValidityDays: 7 };
      // Cognito itself sends 50 mails a day.
      if (mail) {
        pool.emailConfiguration = {
          emailSendingAccount: "DEVELOPER",
          fromEmailAddress: mail.from,
          sourceArn: mail.identityArn,
        };
      }
      if (isProduction) {
        pool.deletionProtection = "ACTIVE";
        options.retainOnDelete = true;
      }
      return undefined;
    },
  },
});

letReadUsersOf(userPool.nodes.userPool.arn);

const groups = {
  learner: "Hands in, and sees the own results",
  instructor: "Runs the own cohorts",
  admin: "Runs every cohort, and publishes labs",
};
for (const [name, description] of Object.entries(groups)) {
  new aws.cognito.UserGroup(`Group-${name}`, { userPoolId: userPool.id, name, description });
}

const school = schoolLogin && schoolLoginOf(schoolLogin);

/** For web pages. */
export const browserClient = signInClient("Browser", {
  callbackUrls: webOrigins.map((origin) => $interpolate`${origin}/signed-in`),
  logoutUrls: [...webOrigins],
});

/** For `labgrader`, which listens on this port of its own machine while somebody signs in. */
export const commandLineClient = signInClient("CommandLine", {
  // Cognito takes http for this host only, and compares the port.
  callbackUrls: ["http://localhost:8765/signed-in"],
});

/**
 * For staff with a password to get an authenticator app: with an optional second factor, Cognito's
 * sign-in page does not offer one. Only who has AWS credentials for this pool can use it, and the
 * API takes none of its tokens.
 */
export const secondFactorClient = userPool.addClient("SecondFactor", {
  transform: {
    client: (client) => {
      client.allowedOauthFlowsUserPoolClient = false;
      client.allowedOauthFlows = [];
      client.allowedOauthScopes = [];
      client.callbackUrls = [];
      client.supportedIdentityProviders = ["COGNITO"];
      client.generateSecret = false;
      client.explicitAuthFlows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH"];
      client.preventUserExistenceErrors = "ENABLED";
      return undefined;
    },
  },
});

/** Who signs the tokens. */
export const issuer = $interpolate`https://cognito-idp.${region}.amazonaws.com/${userPool.id}`;

/** Code flow without a secret, so with PKCE: what a web page or a command line can keep. */
function signInClient(
  name: string,
  urls: {
    readonly callbackUrls: $util.Input<string>[];
    readonly logoutUrls?: $util.Input<string>[];
  },
) {
  return userPool.addClient(name, {
    callbackUrls: urls.callbackUrls,
    providers: [...(school ? [school.providerName] : []), ...(mail || !school ? ["COGNITO"] : [])],
    transform: {
      client: (client) => {
        client.generateSecret = false;
        client.allowedOauthFlows = ["code"];
        // Not aws.cognito.signin.user.admin: it would let people change their own login.
        client.allowedOauthScopes = ["openid", "email", "profile"];
        client.explicitAuthFlows = ["ALLOW_REFRESH_TOKEN_AUTH"];
        if (urls.logoutUrls) client.logoutUrls = urls.logoutUrls;
        client.preventUserExistenceErrors = "ENABLED";
        client.enableTokenRevocation = true;
        client.accessTokenValidity = 60;
        client.idTokenValidity = 60;
        client.refreshTokenValidity = 12;
        client.tokenValidityUnits = {
          accessToken: "minutes",
          idToken: "minutes",
          refreshToken: "hours",
        };
        return undefined;
      },
    },
  });
}

function schoolLoginOf(login: SchoolLogin) {
  const attributes = { preferred_username: settings.loginClaim, email: "email" };
  if (login.kind === "saml") {
    return userPool.addIdentityProvider("School", {
      type: "saml",
      details: { MetadataURL: login.metadataUrl, IDPSignout: "false" },
      attributes,
    });
  }
  return userPool.addIdentityProvider("School", {
    type: "oidc",
    details: {
      oidc_issuer: login.issuer,
      client_id: login.clientId,
      // npx sst secret set SchoolClientSecret <value> --stage <name>
      client_secret: new sst.Secret("SchoolClientSecret").value,
      authorize_scopes: "openid email profile",
      attributes_request_method: "GET",
    },
    attributes,
  });
}
