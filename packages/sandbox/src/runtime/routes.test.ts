import { describe, expect, it } from "vitest";
import { findRoute } from "./routes.ts";

const apiRoutes = [
  "$default",
  "ANY /v1/{proxy+}",
  "POST /v1/{proxy+}",
  "ANY /v1/cohorts/{proxy+}",
  "GET /v1/cohorts/{cohortId}",
  "GET /v1/cohorts/mine",
].map((routeKey) => ({ routeKey, isAuthorized: false }));

describe("findRoute", () => {
  it.each([
    ["GET", "/v1/cohorts/mine", "GET /v1/cohorts/mine", {}],
    ["GET", "/v1/cohorts/c1", "GET /v1/cohorts/{cohortId}", { cohortId: "c1" }],
    ["POST", "/v1/cohorts/c1", "ANY /v1/cohorts/{proxy+}", { proxy: "c1" }],
    ["GET", "/v1/cohorts/c1/learners", "ANY /v1/cohorts/{proxy+}", { proxy: "c1/learners" }],
    ["POST", "/v1/a/b", "POST /v1/{proxy+}", { proxy: "a/b" }],
    ["GET", "/v1/a", "ANY /v1/{proxy+}", { proxy: "a" }],
    ["GET", "/v1", "$default", {}],
  ])("sends %s %s to %s", (method, path, routeKey, pathParameters) => {
    expect(findRoute(apiRoutes, { method, path })).toMatchObject({
      route: { routeKey },
      pathParameters,
    });
  });

  it("finds nothing where no route fits", () => {
    const routes = [{ routeKey: "GET /v1/cohorts", isAuthorized: true }];

    expect(findRoute(routes, { method: "POST", path: "/v1/cohorts" })).toBeUndefined();
    expect(findRoute(routes, { method: "GET", path: "/v1/cohorts/" })).toBeUndefined();
  });
});
