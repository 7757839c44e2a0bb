import type { FactCall } from "@lab-grader/core/facts/fact";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";
import { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { type HttpSender, sendWith } from "./session-clients.ts";
import { signableServices } from "./signable-services.ts";

/** Hosts of AWS that a learner's signature may be sent to, whatever an SDK resolves. */
const awsHost = /^[a-z0-9-]+(\.[a-z0-9-]+){0,2}\.amazonaws\.com$/;

/** Stands in the place of credentials: what it signs is thrown away. */
const nobody = { accessKeyId: "NOBODY", secretAccessKey: "nobody" };

/**
 * The request that the ordinary client would send for a call, without its signature. The host is
 * the SDK's own for service and region; `endpoint` is the local AWS's.
 * @throws Error when the host is not AWS's.
 */
export async function unsignedRequestOf(
  call: FactCall,
  { endpoint }: { readonly endpoint: string | undefined },
): Promise<UnsignedRequest> {
  let made: HttpRequest | undefined;
  const http: HttpSender = {
    handle: async (request) => {
      if (HttpRequest.isInstance(request)) made = request;
      return { response: new HttpResponse({ statusCode: 418, headers: {} }) };
    },
    destroy: () => {},
  };
  const settings = { http, timings: { callDeadlineSeconds: 5 }, endpoint };
  const abortSignal = AbortSignal.timeout(5_000);
  await sendWith(settings, nobody, signableServices)(call, { abortSignal }).catch(() => undefined);
  if (!made) throw new Error(`No request was made for ${call.service}:${call.operation}.`);
  return unsigned(made, endpoint);
}

function unsigned(request: HttpRequest, endpoint: string | undefined): UnsignedRequest {
  const { method, protocol, hostname, port, path } = request;
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  const isRight =
    endpoint === undefined
      ? protocol === "https:" && port === undefined && awsHost.test(hostname)
      : host === new URL(endpoint).host;
  if (!isRight) throw new Error(`${protocol}//${host} is not a host that calls are sent to.`);
  if (method !== "GET" && method !== "POST") throw new Error(`No fact asks with ${method}.`);
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(
    request.headers.authorization ?? "",
  );
  const [, signingRegion = "", signingService = ""] = scope ?? [];
  return {
    method,
    protocol: protocol === "http:" ? "http:" : "https:",
    host,
    path,
    query: Object.fromEntries(
      Object.entries(request.query).map(([name, value]) => [name, [value].flat().join(",")]),
    ),
    headers: Object.fromEntries(
      Object.entries(request.headers)
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .filter(([name]) => isMeaning(name)),
    ),
    body: bytesOf(request.body).toString("base64"),
    signingRegion,
    signingService,
  };
}

/** Headers that say what is asked; the others are the SDK's own, or are made when it is sent. */
const meaningHeaders = ["accept", "content-type", "smithy-protocol", "x-amz-target"];

function isMeaning(name: string): boolean {
  return meaningHeaders.includes(name) || name.startsWith("x-amzn-query-");
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body);
  // Buffer.from would first ask whether the bytes are a text, which the SDK warns of.
  if (body instanceof Uint8Array) return Buffer.copyBytesFrom(body);
  throw new Error("A fact's request has a body that is neither text nor bytes.");
}
