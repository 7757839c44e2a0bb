import { randomUUID } from "node:crypto";
import { type HttpRequest, type HttpResult, startHttpServer } from "../http-server.ts";
import { answerPreflight, type CorsConfiguration, isPreflight, withCors } from "./cors.ts";
import { FunctionFailure } from "./function-failure.ts";
import type { JwtAuthorizer, JwtClaims } from "./jwt-authorizer.ts";
import type { LocalFunction } from "./local-function.ts";
import { buildProxyEvent, splitUrl } from "./proxy-event.ts";
import { answerOf } from "./proxy-result.ts";
import { findRoute, type Route } from "./routes.ts";

/** An API Gateway HTTP API before one function. */
export interface HttpGateway {
  /** `http://localhost:4601` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface HttpGatewayOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly accountId: string;
  readonly routes: readonly Route[];
  readonly integration: Pick<LocalFunction, "invoke">;
  readonly authorizer: JwtAuthorizer;
  /** Absent: no page of another origin may read an answer. */
  readonly cors?: CorsConfiguration;
  /** Milliseconds since the epoch; default `Date.now`. */
  readonly clock?: () => number;
  /** Default: what an HTTP API allows, 30. */
  readonly timeoutSeconds?: number;
  /** What only a local system has, under `/_local/`, and what its site would: no route of the API. */
  readonly answerLocal?: (request: HttpRequest) => Promise<HttpResult>;
}

/** Paths of the local system's own begin with this. */
export const localPrefix = "/_local/";
/** What a site says of its deployment; here too, for who knows the API's address only. */
export const configPath = "/config.json";

/** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const maxPayloadBytes = 10 * 1024 * 1024;
const maxIntegrationSeconds = 30;

/** Listens on the loopback addresses. @throws Error that names the port, if it is taken. */
export async function startHttpGateway(options: HttpGatewayOptions): Promise<HttpGateway> {
  const { clock = Date.now } = options;
  const server = await startHttpServer({
    port: options.port,
    clock,
    answer: (request) => answerRequest(request, options),
  });
  return {
    url: `http://localhost:${server.port}`,
    port: server.port,
    close: server.close,
  };
}

async function answerRequest(
  request: HttpRequest,
  options: HttpGatewayOptions,
): Promise<HttpResult> {
  const isLocal = request.url.startsWith(localPrefix) || request.url === configPath;
  if (options.answerLocal !== undefined && isLocal) {
    return options.answerLocal(request);
  }
  const requestId = randomUUID();
  const answer = await answerPage(request, requestId, options);
  return { ...answer, headers: { ...answer.headers, "apigw-requestid": requestId } };
}

/** What a page of another origin may know, the gateway says itself, of its own refusals too. */
async function answerPage(
  request: HttpRequest,
  requestId: string,
  options: HttpGatewayOptions,
): Promise<HttpResult> {
  const { cors } = options;
  if (cors === undefined) {
    return answerApi(request, requestId, options);
  }
  return isPreflight(request)
    ? answerPreflight(cors, request)
    : withCors(cors, request, await answerApi(request, requestId, options));
}

async function answerApi(
  request: HttpRequest,
  requestId: string,
  options: HttpGatewayOptions,
): Promise<HttpResult> {
  const { clock = Date.now } = options;
  if (request.body.length > maxPayloadBytes) {
    return message(413, "Request Entity Too Large");
  }
  const path = pathOf(request.url);
  if (path === undefined) {
    return message(400, "Bad Request");
  }
  const match = findRoute(options.routes, { method: request.method, path });
  if (match === undefined) {
    return message(404, "Not Found");
  }
  let claims: JwtClaims | undefined;
  if (match.route.isAuthorized) {
    const authorized = await options.authorizer(request.headers.authorization);
    if (!authorized.ok) {
      return message(401, "Unauthorized", { "www-authenticate": authorized.challenge });
    }
    claims = authorized.claims;
  }
  const { accountId } = options;
  return integrate(
    buildProxyEvent({ request, match, claims, accountId, requestId, now: clock() }),
    options,
  );
}

/** The gateway gives up after its own limit; the function runs on, as on AWS. */
async function integrate(event: object, options: HttpGatewayOptions): Promise<HttpResult> {
  const { timeoutSeconds = maxIntegrationSeconds } = options;
  const limit = Promise.withResolvers<"late">();
  const timer = setTimeout(() => limit.resolve("late"), timeoutSeconds * 1000);
  try {
    const invocation = options.integration.invoke(event).then((result) => ({ result }));
    const outcome = await Promise.race([invocation, limit.promise]);
    if (outcome === "late") {
      invocation.catch(() => undefined);
      return message(503, "Service Unavailable");
    }
    return answerOf(outcome.result) ?? message(500, "Internal Server Error");
  } catch (error) {
    if (error instanceof FunctionFailure) {
      return message(500, "Internal Server Error");
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function pathOf(url: string): string | undefined {
  try {
    return splitUrl(url).path;
  } catch {
    return undefined;
  }
}

function message(status: number, text: string, headers: Record<string, string> = {}): HttpResult {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ message: text }),
  };
}
