import middy from "@middy/core";
import httpRouter, { type Method } from "@middy/http-router";
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { listAssignments } from "./assignments.ts";
import { listCohorts } from "./cohorts.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { getGradebook } from "./gradebook.ts";
import { type HttpResponse, problemResponse, VisibleError, visibleError } from "./http.ts";
import { identityOf } from "./identity.ts";
import { publish } from "./labs.ts";
import { getSubmission, listSubmissions } from "./submissions.ts";
import { submit } from "./submit.ts";

interface Route {
  readonly method: Method;
  readonly path: string;
  readonly handler: ApiHandler;
}

const routes: readonly Route[] = [
  { method: "GET", path: "/v1/assignments", handler: listAssignments },
  { method: "GET", path: "/v1/cohorts", handler: listCohorts },
  { method: "POST", path: "/v1/assignments/{assignmentId}/submissions", handler: submit },
  { method: "GET", path: "/v1/assignments/{assignmentId}/submissions", handler: listSubmissions },
  { method: "GET", path: "/v1/assignments/{assignmentId}/gradebook", handler: getGradebook },
  { method: "POST", path: "/v1/labs", handler: publish },
  { method: "GET", path: "/v1/submissions/{submissionId}", handler: getSubmission },
];

export type Api = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpResponse>;

/** The API as one function: HTTP API payload 2.0 in, JSON or `application/problem+json` out. */
export function createApi(deps: ApiDeps): Api {
  const router = httpRouter<APIGatewayProxyEventV2, HttpResponse>({
    routes: routes.map(({ method, path, handler }) => ({
      method,
      path,
      handler: (event: APIGatewayProxyEventV2) => handle(event, handler, deps),
    })),
    notFoundResponse: ({ path }) => {
      throw missingRoute(path);
    },
  });
  return middy<APIGatewayProxyEventV2, HttpResponse>(router)
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

async function handle(
  event: APIGatewayProxyEventV2,
  handler: ApiHandler,
  deps: ApiDeps,
): Promise<HttpResponse> {
  const identity = identityOf(event.requestContext);
  const param = (name: string) => event.pathParameters?.[name] ?? "";
  return await handler({ identity, param, event }, deps);
}

/** The router knows only method and path together; which of them is wrong decides the status. */
function missingRoute(path: string): VisibleError {
  const allow = routes.filter((route) => isAt(route.path, path)).map(({ method }) => method);
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
