import { allEndpoints } from "@lab-grader/core/contracts/endpoints/all";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stageNames } from "./stages.ts";
import { accountId, region } from "./synthesize.ts";
import { LambdaFunction, type Synthesized, synthesized, typeNames } from "./synthesized.ts";

const Route = z.object({
  routeKey: z.string(),
  authorizationType: z.string(),
  authorizationScopes: z.array(z.string()).default([]),
});

const Client = z.object({
  name: z.string(),
  generateSecret: z.boolean(),
  allowedOauthFlows: z.array(z.string()),
  allowedOauthScopes: z.array(z.string()),
  explicitAuthFlows: z.array(z.string()),
  callbackUrls: z.array(z.string()),
  logoutUrls: z.array(z.string()).default([]),
  supportedIdentityProviders: z.array(z.string()),
});

const Pool = z.object({
  mfaConfiguration: z.string(),
  softwareTokenMfaConfiguration: z.object({ enabled: z.boolean() }),
  userPoolTier: z.string(),
  lambdaConfig: z.object({
    preTokenGenerationConfig: z.object({ lambdaArn: z.string(), lambdaVersion: z.string() }),
  }),
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

const Cors = z.object({
  allowMethods: z.array(z.string()),
  allowHeaders: z.array(z.string()),
  exposeHeaders: z.array(z.string()),
});

describe.each(stageNames)("the API of %s", (stage) => {
  const app = synthesized(stage);
  const [api] = app.all(
    "aws:apigatewayv2/api:Api",
    z.object({ corsConfiguration: z.record(z.string(), z.unknown()) }),
  );

  it("asks for an access token wherever it is not written why not", () => {
    const routes = app.all("aws:apigatewayv2/route:Route", Route);

    const open = routes.filter(({ authorizationType }) => authorizationType !== "JWT");
    // One-time tokens of a lab's page: the function verifies them itself.
    expect(open.map(({ routeKey }) => routeKey.split(" ")[1])).toEqual(
      open.map(() => "/v1/one-time/{proxy+}"),
    );
    const closed = routes.filter(({ authorizationType }) => authorizationType === "JWT");
    expect(closed.map(({ routeKey }) => routeKey.split(" ")[1])).toEqual(
      closed.map(() => "/v1/{proxy+}"),
    );
    expect(closed.length).toBeGreaterThan(0);
    for (const { authorizationScopes } of closed) expect(authorizationScopes).toEqual(["openid"]);
  });

  it("has a route for every method of its operations, and none that would catch preflights", () => {
    const routed = app
      .all("aws:apigatewayv2/route:Route", Route)
      .map(({ routeKey }) => routeKey.split(" ")[0]);

    expect(routed).toEqual(expect.arrayContaining(allEndpoints.map(({ method }) => method)));
    // Without a route, the gateway answers them itself, and asks for no token.
    for (const method of ["ANY", "OPTIONS", "$default"]) expect(routed).not.toContain(method);
  });

  it("believes tokens of its own user pool, made for its pages and its command line", () => {
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
    expect(authorizer?.jwtConfiguration.audiences).toEqual(["Browser-id", "CommandLine-id"]);
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

  it("is called by the site and the listed pages only", () => {
    const origins = z.array(z.string()).parse(api?.corsConfiguration.allowOrigins);

    expect(origins).toEqual(webPages(app));
    expect(JSON.stringify(api?.corsConfiguration)).not.toContain("*");
  });

  it("lets pages send every method and header of its operations, and read what answers carry", () => {
    const { allowMethods, allowHeaders, exposeHeaders } = Cors.parse(api?.corsConfiguration);

    expect(allowMethods).toEqual(expect.arrayContaining(allEndpoints.map(({ method }) => method)));
    // With them and the token, openapi.ts is done.
    expect(allowHeaders).toEqual([
      "authorization",
      "content-type",
      "idempotency-key",
      "if-none-match",
    ]);
    expect(exposeHeaders).toEqual(["apigw-requestid", "etag", "location", "retry-after"]);
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
  const clients = app.all("aws:cognito/userPoolClient:UserPoolClient", Client);
  const signInClients = clients.filter(({ name }) => name !== "SecondFactor");
  const [pool] = app.all("aws:cognito/userPool:UserPool", Pool);
  const providers = app.all("aws:cognito/identityProvider:IdentityProvider", Provider);

  it("is the code flow of clients without a secret, and nothing else", () => {
    expect(signInClients.map(({ name }) => name).sort()).toEqual(["Browser", "CommandLine"]);
    for (const client of signInClients)
      expect(client).toMatchObject({
        generateSecret: false,
        allowedOauthFlows: ["code"],
        allowedOauthScopes: ["openid", "email", "profile"],
        explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      });
  });

  it("returns to the command line on its own machine", () => {
    const commandLine = clients.find(({ name }) => name === "CommandLine");

    expect(commandLine?.callbackUrls).toEqual(["http://localhost:8765/signed-in"]);
  });

  it("returns to the web application's page for it, and after signing out to the application", () => {
    const browser = clients.find(({ name }) => name === "Browser");

    expect(browser?.callbackUrls).toEqual(webPages(app).map((origin) => `${origin}/signed-in`));
    expect(browser?.logoutUrls).toEqual(webPages(app));
  });

  it("is for people whom an administrator made", () => {
    expect(pool?.adminCreateUserConfig.allowAdminCreateUserOnly).toBe(true);
  });

  it("writes login and groups by a function that may change access tokens", () => {
    expect(pool?.userPoolTier).toBe("ESSENTIALS");
    expect(pool?.lambdaConfig.preTokenGenerationConfig).toEqual({
      lambdaArn: `arn:aws:lambda:${region}:${accountId}:function:lab-grader-${stage}-sign-in-token`,
      lambdaVersion: "V2_0",
    });
  });

  it("knows authenticator apps, which only who has AWS credentials can hand out", () => {
    expect(pool?.mfaConfiguration).toBe("OPTIONAL");
    expect(pool?.softwareTokenMfaConfiguration.enabled).toBe(true);
    expect(clients.find(({ name }) => name === "SecondFactor")).toMatchObject({
      allowedOauthFlows: [],
      allowedOauthScopes: [],
      callbackUrls: [],
      explicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
    });
  });

  it("believes the school's second factor only where the operator declares it", () => {
    const declared = app
      .all(typeNames.lambdaFunction, LambdaFunction)
      .flatMap(({ environment }) => environment.variables.SCHOOL_ASKS_SECOND_FACTOR ?? []);

    expect(declared).toEqual([stage === "production" ? "yes" : "no"]);
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

    for (const client of signInClients)
      expect(client.supportedIdentityProviders).toEqual(ways[stage].providers);
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

/** Pages that the operator lists, after the site's own. */
function webPages({ stage, outputs }: Synthesized): readonly string[] {
  const listed =
    stage === "production"
      ? ["https://grader-2.example.edu", "https://grader-3.example.edu"]
      : ["http://localhost:4602"];
  return [z.string().startsWith("https://").parse(outputs.site), ...listed];
}
