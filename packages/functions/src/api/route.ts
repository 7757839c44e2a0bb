import { type Endpoint, takesBody } from "@lab-grader/core/contracts/endpoint";
import { IdempotencyKey } from "@lab-grader/core/contracts/http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type * as z from "zod";
import type { ApiDeps, ApiHandler, ApiRequest, Reply } from "./deps.ts";
import { type HttpResponse, jsonResponse, VisibleError } from "./http.ts";
import { type Identity, identityOf, requireGroup } from "./identity.ts";
import { requireScope } from "./one-time-scope.ts";
import { readBody, readHeader, readQuery } from "./request.ts";

/** An operation with what does it. */
export interface Route {
  readonly endpoint: Endpoint;
  /** Without an identity, that of the claims which the gateway has verified. */
  readonly handle: (
    event: APIGatewayProxyEventV2,
    deps: ApiDeps,
    identity?: Identity,
  ) => Promise<HttpResponse>;
}

/** Binds an operation: who asks, may they, what do they ask; then its handler. */
export function route<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
  handler: ApiHandler<Endpoint<Path, Query, Body, Answer>>,
): Route {
  return {
    endpoint,
    handle: async (event, deps, identity = identityOf(event.requestContext)) =>
      responseOf(endpoint, await handler(readRequest(endpoint, event, identity), deps)),
  };
}

function readRequest<E extends Endpoint>(
  endpoint: E,
  event: APIGatewayProxyEventV2,
  identity: Identity,
): ApiRequest<E>;
function readRequest(
  endpoint: Endpoint,
  event: APIGatewayProxyEventV2,
  identity: Identity,
): ApiRequest {
  requireGroup(identity, ...endpoint.groups);
  const { query, body, largestBodyBytes, isIdempotent } = endpoint;
  const request: ApiRequest = {
    identity,
    params: readParams(endpoint, event),
    query: readQuery(event, query),
    body: takesBody(endpoint) ? readBody(event, body, largestBodyBytes) : undefined,
    idempotencyKey: isIdempotent ? readHeader(event, "idempotency-key", IdempotencyKey) : "",
    event,
  };
  requireScope(request);
  return request;
}

/** More than any id has; what is longer than a key of the table may be would be a fault of ours. */
const longestParam = 128;

/** @throws VisibleError `route.not_found` */
function readParams(
  { path }: Endpoint,
  { pathParameters = {} }: Pick<APIGatewayProxyEventV2, "pathParameters">,
): Readonly<Record<string, string>> {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  return Object.fromEntries(
    names.map((name) => {
      const value = pathParameters[name] ?? "";
      if (value.length > longestParam) throw new VisibleError("route.not_found");
      return [name, value];
    }),
  );
}

function responseOf({ statuses: [usual = 200] }: Endpoint, reply: Reply): HttpResponse {
  const { status = usual, headers = {}, body } = reply;
  if (body === undefined) return { statusCode: status, headers };
  return jsonResponse(status, body, headers);
}
