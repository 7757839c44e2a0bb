import { afterEach, describe, expect, it } from "vitest";
import type { HttpGateway } from "./http-gateway.ts";
import { createJwtIssuer } from "./jwt-issuer.ts";
import { aBearer, aGateway, anAuthorizer, echo, issuer } from "./testing.ts";

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

async function started(...options: Parameters<typeof aGateway>): Promise<HttpGateway> {
  const gateway = await aGateway(...options);
  closing.push(gateway);
  return gateway;
}

describe("the event of a request", () => {
  it("has the shape of payload 2.0", async () => {
    const at = Date.UTC(2026, 2, 12, 19, 3, 58);
    const by = await createJwtIssuer({ issuer: issuer.issuer, clock: () => at });
    const gateway = await started(echo, {
      clock: () => at,
      authorizer: anAuthorizer(by, at),
    });

    const response = await fetch(`${gateway.url}/v1/cohorts/caf%C3%A9?tag=a&tag=b%20c&page=2`, {
      method: "POST",
      headers: {
        authorization: await aBearer(by),
        "content-type": "application/json",
        cookie: "one=1; two=2",
        "user-agent": "labgrader",
        "X-Mixed-Case": "yes",
      },
      body: '{"stage":"build"}',
    });

    expect(await response.json()).toEqual({
      version: "2.0",
      routeKey: "ANY /v1/{proxy+}",
      rawPath: "/v1/cohorts/café",
      rawQueryString: "tag=a&tag=b%20c&page=2",
      cookies: ["one=1", "two=2"],
      headers: expect.objectContaining({
        "content-type": "application/json",
        "content-length": "17",
        "x-mixed-case": "yes",
        "x-forwarded-for": "127.0.0.1",
      }),
      queryStringParameters: { tag: "a,b c", page: "2" },
      requestContext: {
        accountId: "200000000000",
        apiId: "local",
        authorizer: {
          jwt: {
            claims: {
              iss: issuer.issuer,
              sub: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8/),
              "cognito:groups": "[learner instructor]",
              client_id: "local",
              token_use: "access",
              scope: "aws.cognito.signin.user.admin",
              auth_time: String(at / 1000),
              iat: String(at / 1000),
              exp: String(at / 1000 + 3600),
              jti: expect.any(String),
              username: "learner-01",
              login: "learner-01",
            },
            scopes: null,
          },
        },
        domainName: `localhost:${gateway.port}`,
        domainPrefix: "localhost",
        http: {
          method: "POST",
          path: "/v1/cohorts/café",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: "labgrader",
        },
        requestId: response.headers.get("apigw-requestid"),
        routeKey: "ANY /v1/{proxy+}",
        stage: "$default",
        time: "12/Mar/2026:19:03:58 +0000",
        timeEpoch: at,
      },
      body: '{"stage":"build"}',
      pathParameters: { proxy: "cohorts/café" },
      isBase64Encoded: false,
    });
  });

  it("leaves out what the request doesn't have", async () => {
    const gateway = await started(echo);

    const event = await (await fetch(`${gateway.url}/v1/health`)).json();

    expect(event).toMatchObject({ routeKey: "GET /v1/health", rawQueryString: "" });
    for (const absent of ["body", "cookies", "queryStringParameters", "pathParameters"]) {
      expect(event).not.toHaveProperty(absent);
    }
    expect(event).not.toHaveProperty("requestContext.authorizer");
  });

  it.each([
    ["text/csv", false],
    ["application/json; charset=utf-8", false],
    ["application/problem+json", true],
    ["application/octet-stream", true],
  ])("carries a body of %s in base 64: %s", async (type, isBase64Encoded) => {
    const gateway = await started(echo);

    const response = await fetch(`${gateway.url}/v1/roster`, {
      method: "OPTIONS",
      headers: { "content-type": type },
      body: "body",
    });

    expect(await response.json()).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? "Ym9keQ==" : "body",
    });
  });
});
