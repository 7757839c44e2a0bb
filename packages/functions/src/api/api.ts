import { oneTimePath } from "@lab-grader/core/contracts/endpoints/one-time";
import middy from "@middy/core";
import httpRouter from "@middy/http-router";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import type { ApiDeps } from "./deps.ts";
import { type HttpResponse, problemResponse, VisibleError, visibleError } from "./http.ts";
import { isOneTime, oneTimeIdentity } from "./one-time-access.ts";
import type { Route } from "./route.ts";
import { usualRoutes } from "./usual-routes.ts";

export type Api = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpResponse>;

/**
 * The API as one function: HTTP API payload 2.0 in, JSON or `application/problem+json` out. What is
 * not asked for every submission is loaded with its first request: cold starts are learners' waits.
 */
export function createApi(deps: ApiDeps): Api {
  const usual = routerOf(usualRoutes, deps);
  let all: Promise<Api> | undefined;
  const answer: Api = async (event, context) => {
    if (isAmong(usualRoutes, event)) return await usual(event, context);
    all ??= import("./other-routes.ts").then(({ otherRoutes }) =>
      routerOf([...usualRoutes, ...otherRoutes], deps),
    );
    return await (await all)(event, context);
  };
  return middy<APIGatewayProxyEventV2, HttpResponse>(answer)
    .onError(({ error, event }) => {
      const { requestId } = event.requestContext;
      if (visibleError(error).code === "internal.fault") {
        deps.telemetry.error("request failed", { requestId, fault: "internal.fault" }, error);
        deps.telemetry.count("ApiFault");
      }
      deps.telemetry.publish();
      return problemResponse(error, requestId);
    })
    .after(() => deps.telemetry.publish());
}

function routerOf(routes: readonly Route[], deps: ApiDeps): Api {
  return httpRouter<APIGatewayProxyEventV2, HttpResponse>({
    routes: [
      ...routes.map(({ endpoint: { method, path }, handle }) => ({
        method,
        path,
        handler: (event: APIGatewayProxyEventV2) => handle(event, deps),
      })),
      ...routes.filter(isOneTime).map(({ endpoint: { method, path }, handle }) => ({
        method,
        path: oneTimePath(path),
        handler: async (event: APIGatewayProxyEventV2) =>
          await handle(event, deps, await oneTimeIdentity(event, deps)),
      })),
    ],
    notFoundResponse: ({ path }) => {
      throw missingRoute(routes, path);
    },
  });
}

function isAmong(routes: readonly Route[], event: APIGatewayProxyEventV2): boolean {
  const { method, path } = event.requestContext.http;
  return routes.some(({ endpoint }) => endpoint.method === method && isAt(endpoint.path, path));
}

/** The router knows only method and path together; which of them is wrong decides the status. */
function missingRoute(routes: readonly Route[], path: string): VisibleError {
  const allow = routes.flatMap(({ endpoint }) =>
    isAt(endpoint.path, path) ? [endpoint.method] : [],
  );
  if (allow.length === 0) return new VisibleError("route.not_found");
  const header = [...new Set(allow)].join(", ");
  return new VisibleError("route.method_not_allowed", {
    params: { allow: header },
    headers: { allow: header },
  });
}

function isAt(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  return (
    parts.length === given.length &&
    parts.every((part, index) =>
      part.startsWith("{") ? given[index] !== "" : part === given[index],
    )
  );
}
