import { accountId, isProduction, region, settings, stage } from "./deployment.ts";
import type { SchoolLogin } from "./operator-settings.ts";

const { schoolLogin, mail, allowedOrigins } = settings;

/** Who may sign in, with the groups that packages/functions/src/api/identity.ts knows. */
export const userPool = new sst.aws.CognitoUserPool("People", {
  // Per pool, not per group: without it a member of staff could sign in with a password alone.
  // Who comes through the school's login is not asked: the school does that.
  mfa: "on",
  softwareToken: true,
  domain: { prefix: $interpolate`${$app.name}-${stage}-${accountId}` },
  transform: {
    userPool: (pool, options) => {
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

const groups = {
  learner: "Hands in, and sees the own results",
  instructor: "Runs the own cohorts",
  admin: "Runs every cohort, and publishes labs",
};
for (const [name, description] of Object.entries(groups)) {
  new aws.cognito.UserGroup(`Group-${name}`, { userPoolId: userPool.id, name, description });
}

const school = schoolLogin && schoolLoginOf(schoolLogin);

/** Code flow without a secret, so with PKCE: what a web page or a command line can keep. */
export const client = userPool.addClient("Browser", {
  callbackUrls: allowedOrigins.map((origin) => `${origin}/signed-in`),
  providers: [...(school ? [school.providerName] : []), ...(mail || !school ? ["COGNITO"] : [])],
  transform: {
    client: (browser) => {
      browser.generateSecret = false;
      browser.allowedOauthFlows = ["code"];
      browser.allowedOauthScopes = ["openid", "email", "profile"];
      browser.explicitAuthFlows = ["ALLOW_REFRESH_TOKEN_AUTH"];
      browser.logoutUrls = [...allowedOrigins];
      browser.preventUserExistenceErrors = "ENABLED";
      browser.enableTokenRevocation = true;
      browser.accessTokenValidity = 60;
      browser.idTokenValidity = 60;
      browser.refreshTokenValidity = 12;
      browser.tokenValidityUnits = {
        accessToken: "minutes",
        idToken: "minutes",
        refreshToken: "hours",
      };
      return undefined;
    },
  },
});

/** Who signs the tokens. */
export const issuer = $interpolate`https://cognito-idp.${region}.amazonaws.com/${userPool.id}`;

function schoolLoginOf(login: SchoolLogin) {
  const attributes = { preferred_username: login.claim, email: "email" };
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
