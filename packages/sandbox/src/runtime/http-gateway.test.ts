import { afterEach, describe, expect, it } from "vitest";
import { FunctionFailure } from "./function-failure.ts";
import type { HttpGateway } from "./http-gateway.ts";
import { createJwtAuthorizer } from "./jwt-authorizer.ts";
import { createJwtIssuer } from "./jwt-issuer.ts";
import { createLocalFunction } from "./local-function.ts";
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

describe("the JWT authorizer", () => {
  const later = Date.now() + 2 * 3_600_000;
  it.each([
    ["no token", async () => ({ header: undefined, now: Date.now() })],
    ["no JWT", async () => ({ header: "Bearer nonsense", now: Date.now() })],
    ["an expired token", async () => ({ header: await aBearer(), now: later })],
    [
      "a token of another key",
      async () => ({
        header: await aBearer(await createJwtIssuer({ issuer: issuer.issuer })),
        now: Date.now(),
      }),
    ],
  ])("refuses %s before the function", async (_case, arrange) => {
    const { header, now } = await arrange();
    const events: unknown[] = [];
    const gateway = await started(async (event) => events.push(event), {
      authorizer: anAuthorizer(issuer, now),
    });

    const response = await fetch(`${gateway.url}/v1/cohorts`, {
      headers: header === undefined ? {} : { authorization: header },
    });

    expect(response.status).toBe(401);
    expect(await response.text()).toBe('{"message":"Unauthorized"}');
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(events).toEqual([]);
  });

  it("refuses a token that was made for another client or by another issuer", async () => {
    const strangers = [
      createJwtAuthorizer({
        issuer: issuer.issuer,
        audience: ["other"],
        jwks: issuer.jwks,
        clock: Date.now,
      }),
      createJwtAuthorizer({
        issuer: "http://localhost/other",
        audience: ["local"],
        jwks: issuer.jwks,
        clock: Date.now,
      }),
    ];

    const bearer = await aBearer();
    const outcomes = await Promise.all(strangers.map((authorize) => authorize(bearer)));

    expect(outcomes.map((outcome) => outcome.ok)).toEqual([false, false]);
  });
});

describe("the answer", () => {
  it("carries status, headers, cookies and a body in base 64", async () => {
    const gateway = await started(async () => ({
      statusCode: 202,
      headers: { "Content-Type": "application/problem+json", "Retry-After": 2 },
      cookies: ["a=1; Secure", "b=2"],
      body: Buffer.from([0, 255]).toString("base64"),
      isBase64Encoded: true,
    }));

    const response = await fetch(`${gateway.url}/v1/health`);

    expect(response.status).toBe(202);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("retry-after")).toBe("2");
    expect(response.headers.getSetCookie()).toEqual(["a=1; Secure", "b=2"]);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255]);
  });

  it("takes a result without a status for the body", async () => {
    const gateway = await started(async () => ({ ok: true }));

    const response = await fetch(`${gateway.url}/v1/health`);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true });
  });

  it.each([
    [{ statusCode: "many" }],
    [{ statusCode: 200, body: { not: "a text" } }],
    [{ statusCode: 200, headers: { "bad\nname": "x" } }],
  ])("is 500 where the function's result is malformed: %j", async (result) => {
    const gateway = await started(async () => result);

    const response = await fetch(`${gateway.url}/v1/health`);

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  });

  it("is 500 and says nothing more where the function fails", async () => {
    const gateway = await started(async () => {
      throw new FunctionFailure("handler", "TypeError", "secret of the function");
    });

    const response = await fetch(`${gateway.url}/v1/health`);

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  });

  it("is 503 when the function takes longer than the gateway waits", async () => {
    const gateway = await started(() => new Promise(() => undefined), { timeoutSeconds: 0.05 });

    const response = await fetch(`${gateway.url}/v1/health`);

    expect(response.status).toBe(503);
    expect(await response.text()).toBe('{"message":"Service Unavailable"}');
  });

  it("is API Gateway's own where there is no route, a bad path or too large a body", async () => {
    const gateway = await started(echo);

    const answers = await Promise.all([
      fetch(`${gateway.url}/other`),
      fetch(`${gateway.url}/v1/%E0%A4`),
      fetch(`${gateway.url}/v1/roster`, { method: "POST", body: Buffer.alloc(11 * 1024 * 1024) }),
    ]);

    expect(answers.map((answer) => answer.status)).toEqual([404, 400, 413]);
    expect(await answers[0]?.text()).toBe('{"message":"Not Found"}');
  });

  it("comes from a real function", async () => {
    const local = createLocalFunction({
      name: "api",
      entry: new URL("./fixtures/api.ts", import.meta.url),
      accountId: "200000000000",
      region: "us-east-1",
      environment: () => ({}),
      timeoutSeconds: 20,
      maximumConcurrency: 2,
    });
    closing.push(local);
    const gateway = await started(local.invoke);

    const response = await fetch(`${gateway.url}/v1/health?n=1`);

    expect(response.status).toBe(203);
    expect(await response.text()).toBe("/v1/health?n=1");
  });
});
