import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { forwardSigned, largestAnswerBytes, withoutCredentials } from "./forward-signed.ts";
import { SharedHttpHandler } from "./shared-http-handler.ts";

const http = new SharedHttpHandler({ callDeadlineSeconds: 1 });
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function aHost(listener: RequestListener): Promise<string> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = listening.address();
  return `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

function forward(host: string) {
  return forwardSigned(
    {
      ...{ method: "POST", protocol: "http:", host, path: "/", query: {} },
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: Buffer.from("{}").toString("base64"),
      ...{ signingRegion: "us-east-1", signingService: "dynamodb" },
    },
    { authorization: "AWS4-HMAC-SHA256 x", amzDate: "20260301T120000Z", securityToken: "token" },
    { http, signal: AbortSignal.timeout(2_000) },
  );
}

describe("forwardSigned", () => {
  it("sends the request as it was made, with the signature, and nothing more", async () => {
    let sent: unknown;
    const host = await aHost((request, response) => {
      const { authorization, "x-amz-date": date, "x-amz-security-token": token } = request.headers;
      sent = { method: request.method, host: request.headers.host, authorization, date, token };
      response.writeHead(400, { "content-type": "application/x-amz-json-1.0", "set-cookie": "a" });
      response.end("{}");
    });

    const forwarded = await forward(host);

    expect(sent).toEqual({
      ...{ method: "POST", host, authorization: "AWS4-HMAC-SHA256 x" },
      ...{ date: "20260301T120000Z", token: "token" },
    });
    expect(forwarded).toEqual({
      status: "answered",
      answer: {
        status: 400,
        headers: { "content-type": "application/x-amz-json-1.0" },
        body: Buffer.from("{}").toString("base64"),
      },
    });
  });

  it("follows no redirect", async () => {
    let requests = 0;
    const host = await aHost((_request, response) => {
      requests += 1;
      response.writeHead(307, { location: "/elsewhere" }).end();
    });

    const forwarded = await forward(host);

    expect(forwarded).toMatchObject({ status: "answered", answer: { status: 307 } });
    expect(requests).toBe(1);
  });

  it("reads no more of an answer than is taken", async () => {
    const host = await aHost((_request, response) => {
      response.end(Buffer.alloc(largestAnswerBytes + 1));
    });

    expect(await forward(host)).toEqual({ status: "too_large" });
  });

  it("gives up a host that does not answer in time", async () => {
    const host = await aHost(() => {});

    expect(await forward(host)).toEqual({ status: "unreachable" });
  });
});

describe("withoutCredentials", () => {
  it("takes credentials out of an answer, and leaves its length", () => {
    const text = "The Canonical String: x-amz-security-token:TOKEN accessKeyId ASIA1 \u00e4";
    const body = Buffer.from(text).toString("base64");

    const kept = Buffer.from(withoutCredentials(body, ["TOKEN", "", "ASIA1"]), "base64");

    expect(kept.toString()).toBe(text.replace("TOKEN", "*****").replace("ASIA1", "*****"));
  });
});
