import {
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
} from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborted when the client hangs up before it has the whole answer, be the answer made or not. */
  readonly signal?: AbortSignal;
}

/** The Authorization header, taken apart. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `20260901` */
  readonly date: string;
  readonly region: string;
  /** The service that the client means. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Why the Authorization header is no AWS signature. */
export type AuthorizationResult =
  | { readonly kind: "signed"; readonly authorization: Authorization }
  | { readonly kind: "missing" | "presigned" | "incomplete" };

/** Clients further off are refused: docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html */
const allowedSkewMs = 15 * 60_000;

/** Takes the Authorization header apart; says nothing about whether the signature is right. */
export function parseAuthorization(url: string, headers: IncomingHttpHeaders): AuthorizationResult {
  const header = headers.authorization;
  if (header === undefined) {
    return { kind: /[?&]X-Amz-(Signature|Credential)=/i.test(url) ? "presigned" : "missing" };
  }
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})\s*$/.exec(
      header,
    );
  const [, accessKeyId, date, region, service, signedHeaders, signature] = match ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    return { kind: "incomplete" };
  }
  return {
    kind: "signed",
    authorization: {
      accessKeyId,
      date,
      region,
      service,
      signedHeaders: signedHeaders.split(";"),
      signature,
    },
  };
}

/** What is wrong with the signature of a request, in AWS's words; `undefined` if nothing is. */
export function findSignatureProblem(
  request: SignedRequest,
  authorization: Authorization,
  secretAccessKey: string,
  now: number,
): string | undefined {
  const timestamp = headerOf(request, "x-amz-date");
  const signedAt = instantOf(timestamp);
  if (signedAt === undefined || !timestamp.startsWith(authorization.date)) {
    return "X-Amz-Date must be a date in ISO 8601 basic format and agree with the credential scope.";
  }
  const skewProblem = findSkewProblem(timestamp, signedAt, now);
  if (skewProblem !== undefined) {
    return skewProblem;
  }
  const unsigned = unsignedHeaders(request, authorization);
  if (unsigned.length > 0) {
    const names = unsigned.map((name) => `'${name}'`).join(", ");
    return `${names} must be a 'SignedHeader' in the AWS Authorization.`;
  }
  const declaredHash = request.headers["x-amz-content-sha256"];
  if (declaredHash !== undefined && declaredHash !== sha256(request.body)) {
    return "The provided 'x-amz-content-sha256' header does not match what was computed.";
  }
  const expected = computeSignature(request, authorization, secretAccessKey);
  return timingSafeEqual(expected, Buffer.from(authorization.signature, "hex"))
    ? undefined
    : "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
}

/** The signature that the request must carry: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function computeSignature(
  request: SignedRequest,
  authorization: Omit<Authorization, "signature">,
  secretAccessKey: string,
): Buffer {
  const { date, region, service } = authorization;
  const canonical = sha256(canonicalRequest(request, authorization.signedHeaders));
  const timestamp = headerOf(request, "x-amz-date");
  const stringToSign = `AWS4-HMAC-SHA256\n${timestamp}\n${date}/${region}/${service}/aws4_request\n${canonical}`;
  return hmac(signingKey(secretAccessKey, { date, region, service }), stringToSign);
}

/** SHA-256 in hexadecimal. */
export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function findSkewProblem(timestamp: string, signedAt: number, now: number): string | undefined {
  if (signedAt < now - allowedSkewMs) {
    const earliest = basicDate(now - allowedSkewMs);
    return `Signature expired: ${timestamp} is now earlier than ${earliest} (${basicDate(now)} - 15 min.)`;
  }
  if (signedAt > now + allowedSkewMs) {
    const latest = basicDate(now + allowedSkewMs);
    return `Signature not yet current: ${timestamp} is still later than ${latest} (${basicDate(now)} + 15 min.)`;
  }
  return undefined;
}

/** AWS wants `host` and every `x-amz-*` header of the request under the signature. */
function unsignedHeaders(request: SignedRequest, { signedHeaders }: Authorization): string[] {
  const needed = Object.keys(request.headers).filter((name) => name.startsWith("x-amz-"));
  return ["host", ...needed].filter((name) => !signedHeaders.includes(name));
}

function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const [path = "/", query = ""] = request.url.split(/\?(.*)/s);
  const headers = signedHeaders.map(
    (name) => `${name}:${headerOf(request, name).trim().replace(/\s+/g, " ")}\n`,
  );
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers.join(""),
    signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
}

/** Every service but S3 signs the path that is already encoded once more. */
function canonicalPath(path: string): string {
  return path.split("/").map(encode).join("/");
}

/** Clients encode the query as the signature wants it; only its order is left to do. */
function canonicalQuery(query: string): string {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return pairs
    .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
    .sort()
    .join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerOf(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

const signingKeys = new Map<string, KeyObject>();

/**
 * The same for a whole day, so four of the five HMACs of a verification are saved; as a key object,
 * because making one of bytes costs more than an HMAC.
 */
function signingKey(
  secretAccessKey: string,
  { date, region, service }: Pick<Authorization, "date" | "region" | "service">,
): KeyObject {
  const cacheKey = `${secretAccessKey}\n${date}/${region}/${service}`;
  const cached = signingKeys.get(cacheKey);
  if (cached !== undefined) {
    return cached;
  }
  const key = createSecretKey(
    hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), "aws4_request"),
  );
  if (signingKeys.size >= 5000) {
    signingKeys.clear();
  }
  signingKeys.set(cacheKey, key);
  return key;
}

function hmac(key: string | Buffer | KeyObject, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

function instantOf(timestamp: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = match;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

function basicDate(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
