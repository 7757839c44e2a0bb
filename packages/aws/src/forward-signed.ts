import { Readable } from "node:stream";
import type { Signature } from "@lab-grader/core/signed-calls/signature";
import type { StoredAnswer } from "@lab-grader/core/signed-calls/signed-call";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";
import { HttpRequest } from "@smithy/core/protocols";
import type { HttpSender } from "./session-clients.ts";

/** Of one answer, before it is cut to what a fact keeps. */
export const largestAnswerBytes = 512 * 1024;

export type Forwarded =
  | {
      readonly status: "answered";
      readonly answer: Pick<StoredAnswer, "status" | "headers" | "body">;
    }
  | { readonly status: "too_large" }
  /** No connection, no answer in time. */
  | { readonly status: "unreachable" };

/** Headers of an answer that the clients read; what else came is not kept. */
const keptHeaders = new Set([
  "content-type",
  "smithy-protocol",
  "x-amzn-errortype",
  "x-amzn-query-error",
]);

/**
 * Sends our own request with a learner's signature, once, to the host that the request was made
 * for. Redirects are answers, nothing is tried again.
 */
export async function forwardSigned(
  request: UnsignedRequest,
  { authorization, amzDate, securityToken }: Signature,
  { http, signal }: { readonly http: HttpSender; readonly signal: AbortSignal },
): Promise<Forwarded> {
  const { method, protocol, host, path, query, headers } = request;
  const body = Buffer.from(request.body, "base64");
  const { hostname, port } = new URL(`${protocol}//${host}`);
  const sent = new HttpRequest({
    ...{ method, protocol, hostname, path, query, body },
    ...(port === "" ? {} : { port: Number(port) }),
    headers: {
      ...headers,
      host,
      authorization,
      "x-amz-date": amzDate,
      ...(securityToken === undefined ? {} : { "x-amz-security-token": securityToken }),
      "content-length": String(body.length),
    },
  });
  try {
    const { response } = await http.handle(sent, { abortSignal: signal });
    const bytes = await bytesWithin(response.body, signal);
    if (!bytes) return { status: "too_large" };
    return {
      status: "answered",
      answer: {
        status: response.statusCode,
        headers: Object.fromEntries(
          Object.entries(response.headers)
            .map(([name, value]) => [name.toLowerCase(), value] as const)
            .filter(([name]) => keptHeaders.has(name)),
        ),
        body: bytes.toString("base64"),
      },
    };
  } catch (error) {
    // Neither its words nor its request are told: both may hold the signature.
    if (error instanceof Error) return { status: "unreachable" };
    throw error;
  }
}

/** `undefined`: more than is taken. */
async function bytesWithin(body: unknown, signal: AbortSignal): Promise<Buffer | undefined> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    signal.throwIfAborted();
    const bytes = Buffer.from(chunk);
    sizeBytes += bytes.length;
    if (sizeBytes > largestAnswerBytes) {
      body.destroy();
      return undefined;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * Takes a learner's credentials out of an answer: AWS quotes them where a signature is wrong, and
 * CloudTrail where it was right. As long as before, so that every format stays readable.
 */
export function withoutCredentials(body: string, secrets: readonly string[]): string {
  let text = Buffer.from(body, "base64").toString("latin1");
  for (const secret of secrets)
    if (secret !== "") text = text.replaceAll(secret, "*".repeat(secret.length));
  return Buffer.from(text, "latin1").toString("base64");
}
