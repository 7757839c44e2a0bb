import { getOpenApi } from "@lab-grader/core/contracts/endpoints/openapi";
import type { ApiHandler } from "./deps.ts";
import { route } from "./route.ts";

/** `GET /v1/openapi.json`. Seldom asked, so its writer is loaded only then. */
const get: ApiHandler<typeof getOpenApi> = async () => {
  const [{ openApiOf }, { allEndpoints }] = await Promise.all([
    import("@lab-grader/core/contracts/openapi"),
    import("@lab-grader/core/contracts/endpoints/all"),
  ]);
  return { body: { openapi: "3.1.0", ...openApiOf(allEndpoints) } };
};

export const openApiRoutes = [route(getOpenApi, get)];
