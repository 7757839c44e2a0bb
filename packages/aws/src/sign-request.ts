import { createHash, createHmac } from "node:crypto";
import type { Signature } from "@lab-grader/core/signed-calls/signature";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";

/** What signs: temporary credentials have a token too. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Signs one request, as Signature Version 4, on the learner's own machine: nothing of the secret
 * key is in the result. Written out because the SDK's signer would be a fifth of `labgrader.mjs`.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signRequest(
  request: UnsignedRequest,
  { accessKeyId, secretAccessKey, sessionToken: securityToken }: SigningCredentials,
  now: Date,
): Signature {
  const { signingRegion, signingService } = request;
  const amzDate = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = amzDate.slice(0, 8);
  const headers: Readonly<Record<string, string>> = {
    ...request.headers,
    host: request.host,
    "x-amz-date": amzDate,
    ...(securityToken === undefined ? {} : { "x-amz-security-token": securityToken }),
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/\s+/g, " ")}`),
    "",
    names.join(";"),
    sha256(Buffer.from(request.body, "base64")),
  ].join("\n");
  const scope = `${day}/${signingRegion}/${signingService}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", amzDate, scope, sha256(Buffer.from(canonical))].join("\n");
  const key = [day, signingRegion, signingService, "aws4_request"].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  const signature = hmac(key, text).toString("hex");
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
    amzDate,
    ...(securityToken === undefined ? {} : { securityToken }),
  };
}

/** Every service but S3 signs the path that is already encoded once more. */
function canonicalPath(path: string): string {
  return path.split("/").map(encoded).join("/");
}

function canonicalQuery(query: UnsignedRequest["query"]): string {
  return Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
