import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stageNames } from "./stages.ts";
import { region } from "./synthesize.ts";
import { synthesized } from "./synthesized.ts";

const Route = z.object({
  routeKey: z.string(),
  authorizationType: z.string(),
  authorizationScopes: z.array(z.string()).default([]),
});

const Client = z.object({
  generateSecret: z.boolean(),
  allowedOauthFlows: z.array(z.string()),
  allowedOauthScopes: z.array(z.string()),
  explicitAuthFlows: z.array(z.string()),
  callbackUrls: z.array(z.string()),
  supportedIdentityProviders: z.array(z.string()),
});

const Pool = z.object({
  mfaConfiguration: z.string(),
  adminCreateUserConfig: z.object({ allowAdminCreateUserOnly: z.boolean() }),
  emailConfiguration: z.object({
    emailSendingAccount: z.string(),
    sourceArn: z.string().optional(),
  }),
});

const Provider = z.object({
  providerName: z.string(),
  providerType: z.string(),
  providerDetails: z.record(z.string(), z.unknown()),
  attributeMapping: z.record(z.string(), z.string()),
});

/** Who may be asked without a token, and why. */
const publicRoutes = [
  // Browsers send a preflight without one.
  "OPTIONS /v1/{proxy+}",
];

describe.each(stageNames)("the API of %s", (stage) => {
  const app = synthesized(stage);
  const [api] = app.all(
    "aws:apigatewayv2/api:Api",
    z.object({ corsConfiguration: z.record(z.string(), z.unknown()) }),
  );

  it("asks for an access token wherever it is not written why not", () => {
    const routes = app.all("aws:apigatewayv2/route:Route", Route);

    const open = routes.filter(({ authorizationType }) => authorizationType !== "JWT");
    expect(open.map(({ routeKey }) => routeKey)).toEqual(publicRoutes);
    const closed = routes.filter(({ authorizationType }) => authorizationType === "JWT");
    expect(closed.map(({ routeKey }) => routeKey)).toEqual(["ANY /v1/{proxy+}"]);
    for (const { authorizationScopes } of closed) expect(authorizationScopes).toEqual(["openid"]);
  });

  it("believes tokens of its own user pool, made for its own client", () => {
    const [authorizer] = app.all(
      "aws:apigatewayv2/authorizer:Authorizer",
      z.object({
        authorizerType: z.literal("JWT"),
        jwtConfiguration: z.object({ issuer: z.string(), audiences: z.array(z.string()) }),
      }),
    );

    expect(authorizer?.jwtConfiguration.issuer).toMatch(
      `https://cognito-idp.${region}.amazonaws.com/lab-grader-${stage}-PeopleUserPool`,
    );
    expect(authorizer?.jwtConfiguration.audiences).toEqual(["Browser-id"]);
  });

  it("answers at the operator's domain where there is one, with TLS 1.2", () => {
    const domains = app.all(
      "aws:apigatewayv2/domainName:DomainName",
      z.object({
        domainName: z.string(),
        domainNameConfiguration: z.object({ securityPolicy: z.string() }),
      }),
    );

    const expected = stage === "staging" ? ["api.grader.example.edu"] : [];
    expect(domains.map(({ domainName }) => domainName)).toEqual(expected);
    for (const { domainNameConfiguration } of domains)
      expect(domainNameConfiguration.securityPolicy).toBe("TLS_1_2");
    if (stage === "staging") expect(app.outputs.api).toBe(`https://${expected[0]}`);
  });

  it("is called by the listed pages only", () => {
    const origins = z.array(z.string()).parse(api?.corsConfiguration.allowOrigins);

    expect(origins).toEqual(
      stage === "production"
        ? ["https://grader.example.edu", "https://grader-2.example.edu"]
        : ["http://localhost:5173"],
    );
    expect(JSON.stringify(api?.corsConfiguration)).not.toContain("*");
  });

  it("is throttled, and logs neither addresses nor browsers", () => {
    const [apiStage] = app.all(
      "aws:apigatewayv2/stage:Stage",
      z.object({
        defaultRouteSettings: z.object({
          throttlingBurstLimit: z.number().positive(),
          throttlingRateLimit: z.number().positive(),
        }),
        accessLogSettings: z.object({ destinationArn: z.string().min(1), format: z.string() }),
      }),
    );

    expect(apiStage?.accessLogSettings.format).toContain("$context.requestId");
    expect(apiStage?.accessLogSettings.format).not.toMatch(/identity|sourceIp|userAgent|claims/);
  });
});

describe.each(stageNames)("signing in to %s", (stage) => {
  const app = synthesized(stage);
  const [client] = app.all("aws:cognito/userPoolClient:UserPoolClient", Client);
  const [pool] = app.all("aws:cognito/userPool:UserPool", Pool);
  const providers = app.all("aws:cognito/identityProvider:IdentityProvider", Provider);

  it("is the code flow of a client without a secret, and nothing else", () => {
    expect(client).toMatchObject({
      generateSecret: false,
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["openid", "email", "profile"],
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    });
  });

  it("is for people whom an administrator made, with a second factor", () => {
    expect(pool?.mfaConfiguration).toBe("ON");
    expect(pool?.adminCreateUserConfig.allowAdminCreateUserOnly).toBe(true);
  });

  it("knows the groups of the API", () => {
    const groups = app.all("aws:cognito/userGroup:UserGroup", z.object({ name: z.string() }));

    expect(groups.map(({ name }) => name).sort()).toEqual(["admin", "instructor", "learner"]);
  });

  it("goes by the school where there is one, and by passwords only where mail is sent by SES", () => {
    const ways = {
      production: { providers: ["School", "COGNITO"], mail: "DEVELOPER" },
      staging: { providers: ["School"], mail: "COGNITO_DEFAULT" },
      "dev-1": { providers: ["COGNITO"], mail: "COGNITO_DEFAULT" },
    };

    expect(client?.supportedIdentityProviders).toEqual(ways[stage].providers);
    expect(pool?.emailConfiguration.emailSendingAccount).toBe(ways[stage].mail);
  });

  it("takes the login from the configured claim", () => {
    const claims = {
      production: ["urn:oid:0.9.2342.19200300.100.1.1"],
      staging: ["preferred_username"],
      "dev-1": [],
    };

    expect(providers.map(({ attributeMapping }) => attributeMapping.preferred_username)).toEqual(
      claims[stage],
    );
  });

  it("keeps the secret of the school's login secret", () => {
    for (const { providerDetails } of providers.filter((one) => one.providerType === "OIDC"))
      expect(providerDetails.client_secret).toEqual({ secret: true });
    expect(JSON.stringify(app.resources)).not.toContain("never-in-plain-sight");
  });
});
