import type { HttpRequest } from "../http-server.ts";
import type { JwtClaims } from "./jwt-authorizer.ts";
import type { RouteMatch } from "./routes.ts";

/** What an HTTP API hands to a function, payload format 2.0; parts that have nothing to say are absent. */
export interface ProxyEvent {
  readonly version: "2.0";
  readonly routeKey: string;
  /** Decoded, unlike the query. */
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly accountId: string;
    readonly apiId: string;
    readonly authorizer?: {
      readonly jwt: { readonly claims: JwtClaims; readonly scopes: readonly string[] | null };
    };
    readonly domainName: string;
    readonly domainPrefix: string;
    readonly http: {
      readonly method: string;
      readonly path: string;
      readonly protocol: string;
      readonly sourceIp: string;
      readonly userAgent: string;
    };
    readonly requestId: string;
    readonly routeKey: string;
    readonly stage: string;
    readonly time: string;
    readonly timeEpoch: number;
  };
  readonly body?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly isBase64Encoded: boolean;
}

export interface ProxyEventInput {
  readonly request: HttpRequest;
  readonly match: RouteMatch;
  /** Absent: the route has no authorizer. */
  readonly claims: JwtClaims | undefined;
  readonly accountId: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function buildProxyEvent(input: ProxyEventInput): ProxyEvent {
  const { request, match, claims, now } = input;
  const { path, query } = splitUrl(request.url);
  const { routeKey } = match.route;
  const headers = headersOf(request);
  const { host: domainName = "localhost" } = headers;
  const cookies = (request.headersDistinct.cookie ?? []).flatMap((line) => line.split(/; */));
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(query === "" ? {} : { queryStringParameters: parametersOf(query) }),
    requestContext: {
      accountId: input.accountId,
      apiId: "local",
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
      domainName,
      domainPrefix: domainName.split(/[.:]/)[0] ?? domainName,
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: input.requestId,
      routeKey,
      stage: "$default",
      time: logTime(now),
      timeEpoch: now,
    },
    ...bodyOf(request),
    ...(Object.keys(match.pathParameters).length === 0
      ? {}
      : { pathParameters: match.pathParameters }),
  };
}

/** @throws URIError where the path can't be decoded. */
export function splitUrl(url: string): { path: string; query: string } {
  const [path = "/", query = ""] = url.split(/\?(.*)/s);
  return { path: decodeURIComponent(path), query };
}

/** Values of the same name are joined; cookies have a place of their own in the event. */
function headersOf({ headersDistinct }: HttpRequest): Record<string, string> {
  const sent = Object.entries(headersDistinct)
    .filter(([name]) => name !== "cookie" && name !== "connection")
    .map(([name, values = []]) => [name, values.join(",")]);
  return {
    ...Object.fromEntries(sent),
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  };
}

function parametersOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const earlier = parameters[name];
    parameters[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return parameters;
}

/**
 * Texts pass as they are, everything else in base 64. AWS doesn't list which types are texts;
 * measured by others: github.com/ministackorg/ministack/pull/766
 */
function bodyOf({ headers, body }: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) {
    return { isBase64Encoded: false };
  }
  const type = headers["content-type"] ?? "";
  const isText = /^(text\/|application\/(json|xml|javascript)\s*(;|$))/i.test(type);
  return isText && headers["content-encoding"] === undefined
    ? { body: body.toString("utf8"), isBase64Encoded: false }
    : { body: body.toString("base64"), isBase64Encoded: true };
}

/** `12/Mar/2020:19:03:58 +0000` */
function logTime(instant: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(instant).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
