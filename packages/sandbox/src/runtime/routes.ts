/** A route of the HTTP API, as API Gateway writes it. */
export interface Route {
  /** `GET /v1/{proxy+}`, `ANY /v1/cohorts`, `GET /v1/cohorts` or `$default`. */
  readonly routeKey: string;
  /** Whether the JWT authorizer stands before it. */
  readonly isAuthorized: boolean;
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The most specific route: a path without a greedy variable before one with it, then the longer fixed
 * path, then a route that names the method. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function findRoute(
  routes: readonly Route[],
  request: { readonly method: string; readonly path: string },
): RouteMatch | undefined {
  const ranked = routes
    .map((route) => ({ route, ...specificity(route.routeKey) }))
    .sort(
      (one, other) =>
        other.exactness - one.exactness ||
        other.fixedSegments - one.fixedSegments ||
        other.methodRank - one.methodRank,
    );
  for (const { route } of ranked) {
    const pathParameters = matchRoute(route.routeKey, request);
    if (pathParameters !== undefined) {
      return { route, pathParameters };
    }
  }
  return undefined;
}

function specificity(routeKey: string) {
  const [method, path = ""] = routeKey.split(" ");
  const segments = segmentsOf(path);
  return {
    fixedSegments: segments.filter((segment) => !segment.startsWith("{")).length,
    exactness: routeKey === "$default" ? -1 : path.includes("+}") ? 0 : 1,
    methodRank: method === "ANY" ? 0 : 1,
  };
}

function matchRoute(
  routeKey: string,
  { method, path }: { readonly method: string; readonly path: string },
): Record<string, string> | undefined {
  if (routeKey === "$default") {
    return {};
  }
  const [routeMethod, routePath = ""] = routeKey.split(" ");
  if (routeMethod !== "ANY" && routeMethod !== method) {
    return undefined;
  }
  const wanted = segmentsOf(routePath);
  const given = segmentsOf(path);
  const parameters: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const value = given[at];
    if (value === undefined) {
      return undefined;
    }
    const [, name, greedy] = /^\{(\w+)(\+)?\}$/.exec(segment) ?? [];
    if (name !== undefined && greedy !== undefined) {
      return { ...parameters, [name]: given.slice(at).join("/") };
    }
    if (name !== undefined) {
      parameters[name] = value;
    } else if (segment !== value) {
      return undefined;
    }
  }
  return wanted.length === given.length ? parameters : undefined;
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}
