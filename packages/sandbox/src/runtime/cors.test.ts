import { afterEach, describe, expect, it } from "vitest";
import { FunctionFailure } from "./function-failure.ts";
import type { HttpGateway } from "./http-gateway.ts";
import { aBearer, aGateway } from "./testing.ts";

const site = "http://localhost:4602";
const cors = {
  allowOrigins: [site],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["authorization", "content-type"],
  exposeHeaders: ["etag", "retry-after"],
  maxAgeSeconds: 60,
};
const routes = [
  { routeKey: "GET /v1/{proxy+}", isAuthorized: true },
  { routeKey: "POST /v1/open/{proxy+}", isAuthorized: false },
];

let gateway: HttpGateway;
afterEach(() => gateway.close());

async function start(invoke: Parameters<typeof aGateway>[0]): Promise<void> {
  gateway = await aGateway(invoke, { cors, routes });
}

const ask = (path: string, origin: string | undefined, init: RequestInit = {}) =>
  fetch(`${gateway.url}${path}`, {
    ...init,
    headers: { ...(origin === undefined ? {} : { origin }), ...init.headers },
  });

const preflight = (origin: string) =>
  ask("/v1/cohorts", origin, {
    method: "OPTIONS",
    headers: { "access-control-request-method": "GET" },
  });

const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-")));

const strangers = [
  "https://example.com",
  "null",
  "http://localhost:4603",
  "https://localhost:4602",
  "http://localhost:4602.example.com",
];

describe("the gateway before pages of other origins", () => {
  it("answers the preflight of an allowed page itself, without a token", async () => {
    const events: unknown[] = [];
    await start(async (event) => events.push(event));

    const response = await preflight(site);

    expect(response.status).toBe(204);
    expect(corsHeaders(response)).toEqual({
      "access-control-allow-origin": site,
      "access-control-allow-methods": "GET,POST",
      "access-control-allow-headers": "authorization,content-type",
      "access-control-expose-headers": "etag,retry-after",
      "access-control-max-age": "60",
    });
    expect(events).toEqual([]);
  });

  it.each(strangers)("allows %s nothing", async (origin) => {
    await start(async () => ({ statusCode: 200 }));

    const asked = await preflight(origin);
    const answered = await ask("/v1/open/x", origin, { method: "POST" });

    expect(corsHeaders(asked)).toEqual({});
    expect(corsHeaders(answered)).toEqual({});
  });

  it("lets an allowed page read its own refusals too, and who asks without a page nothing", async () => {
    await start(async () => {
      throw new FunctionFailure("handler", "Error", "broken");
    });
    const body = Buffer.alloc(11 * 1024 * 1024);

    const answers = await Promise.all([
      ask("/v1/cohorts", site),
      ask("/other", site),
      ask("/v1/open/x", site, { method: "POST", body }),
      ask("/v1/cohorts", site, { headers: { authorization: await aBearer() } }),
    ]);
    const withoutPage = await ask("/v1/cohorts", undefined);

    expect(answers.map(({ status }) => status)).toEqual([401, 404, 413, 500]);
    for (const answer of answers)
      expect(corsHeaders(answer)).toEqual({
        "access-control-allow-origin": site,
        "access-control-expose-headers": "etag,retry-after",
      });
    expect(corsHeaders(withoutPage)).toEqual({});
  });

  it("does not hand on what the function says of other origins", async () => {
    await start(async () => ({
      statusCode: 200,
      headers: { "Access-Control-Allow-Origin": "*", etag: '"1"' },
    }));

    const response = await ask("/v1/open/x", "https://example.com", { method: "POST" });

    expect(corsHeaders(response)).toEqual({});
    expect(response.headers.get("etag")).toBe('"1"');
  });

  it("looks for a route where OPTIONS is no preflight", async () => {
    await start(async () => ({ statusCode: 200 }));

    expect((await ask("/v1/open/x", site, { method: "OPTIONS" })).status).toBe(404);
  });
});
