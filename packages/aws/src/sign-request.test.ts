import { createHash, createHmac } from "node:crypto";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";
import { SignatureV4 } from "@smithy/signature-v4";
import { describe, expect, it } from "vitest";
import { signRequest } from "./sign-request.ts";

const credentials = {
  accessKeyId: "ASIAEXAMPLE",
  secretAccessKey: "secret/+=",
  sessionToken: "token==",
};
const at = new Date("2026-03-01T12:00:00.000Z");

function aRequest(values: Partial<UnsignedRequest> = {}): UnsignedRequest {
  return {
    method: "POST",
    protocol: "https:",
    host: "dynamodb.us-east-1.amazonaws.com",
    path: "/",
    query: {},
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.ListTables",
    },
    body: Buffer.from('{"Limit":1}').toString("base64"),
    signingRegion: "us-east-1",
    signingService: "dynamodb",
    ...values,
  };
}

/** What the SDK's own signer makes of it. */
async function bySdk(request: UnsignedRequest, temporary: boolean): Promise<string | undefined> {
  const { accessKeyId, secretAccessKey } = credentials;
  const signer = new SignatureV4({
    credentials: temporary ? credentials : { accessKeyId, secretAccessKey },
    region: request.signingRegion,
    service: request.signingService,
    sha256: Sha256,
    applyChecksum: false,
  });
  const { method, protocol, host, path, query, headers } = request;
  const [hostname = "", port] = host.split(":");
  const signed = await signer.sign(
    {
      ...{ method, protocol, hostname, path, query },
      ...(port === undefined ? {} : { port: Number(port) }),
      headers: { ...headers, host },
      body: Buffer.from(request.body, "base64"),
    },
    { signingDate: at },
  );
  return signed.headers.authorization;
}

class Sha256 {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === "string") return Buffer.from(data);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

describe("signRequest", () => {
  it.each<[string, UnsignedRequest]>([
    ["JSON", aRequest()],
    ["a form", aRequest({ body: Buffer.from("Action=GetRole&RoleName=a").toString("base64") })],
    [
      "REST with a path and a query",
      aRequest({
        method: "GET",
        host: "backup.eu-west-1.amazonaws.com",
        path: "/backup-vaults/a%20b/recovery-points/arn%3Aaws%3Adynamodb%3A1",
        query: { maxResults: "1000", nextToken: "a+/=!'()* ä", byResourceArn: "arn:aws:x" },
        headers: {},
        body: "",
        signingRegion: "eu-west-1",
        signingService: "backup",
      }),
    ],
    ["a host with a port", aRequest({ host: "localhost:4566", protocol: "http:" })],
  ])("signs %s as the SDK does", async (_, request) => {
    const { accessKeyId, secretAccessKey } = credentials;

    expect(signRequest(request, credentials, at).authorization).toBe(await bySdk(request, true));
    expect(signRequest(request, { accessKeyId, secretAccessKey }, at).authorization).toBe(
      await bySdk(request, false),
    );
  });

  it("hands out the token and the time, and nothing of the secret key", () => {
    const signature = signRequest(aRequest(), credentials, at);

    expect(signature).toMatchObject({ amzDate: "20260301T120000Z", securityToken: "token==" });
    expect(JSON.stringify(signature)).not.toContain("secret");
  });
});
