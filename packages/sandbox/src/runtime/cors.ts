import type { HttpRequest, HttpResult } from "../http-server.ts";

/** As in an HTTP API's `corsConfiguration`. */
export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number;
}

/** Whether a browser asks if it may send something; it does so without a token. */
export function isPreflight({ method, headers }: HttpRequest): boolean {
  return (
    method === "OPTIONS" &&
    headers.origin !== undefined &&
    headers["access-control-request-method"] !== undefined
  );
}

/** The answer to a preflight: 204 for every origin, with what is allowed for those that are known. */
export function answerPreflight(cors: CorsConfiguration, request: HttpRequest): HttpResult {
  const allowed = isAllowedOrigin(cors, request)
    ? {
        ...headersFor(cors, request),
        "access-control-allow-methods": cors.allowMethods.join(","),
        "access-control-allow-headers": cors.allowHeaders.join(","),
        "access-control-max-age": String(cors.maxAgeSeconds),
      }
    : {};
  return { status: 204, headers: allowed, body: "" };
}

/**
 * An answer as pages of the allowed origins may read it. What the answer itself says of that does not
 * count. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function withCors(
  cors: CorsConfiguration,
  request: HttpRequest,
  answer: HttpResult,
): HttpResult {
  const own = Object.entries(answer.headers).filter(
    ([name]) => !name.startsWith("access-control-"),
  );
  const added = isAllowedOrigin(cors, request) ? headersFor(cors, request) : {};
  return { ...answer, headers: { ...Object.fromEntries(own), ...added } };
}

/** Whether the request comes from a page of a listed origin. */
export function isAllowedOrigin({ allowOrigins }: CorsConfiguration, request: HttpRequest) {
  const { origin } = request.headers;
  return origin !== undefined && allowOrigins.includes(origin);
}

function headersFor(cors: CorsConfiguration, { headers }: HttpRequest): Record<string, string> {
  return {
    "access-control-allow-origin": String(headers.origin),
    "access-control-expose-headers": cors.exposeHeaders.join(","),
  };
}
