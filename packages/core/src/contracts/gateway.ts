const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A route of the HTTP API before the one function. */
export interface ApiRoute {
  /** `GET /v1/{proxy+}` */
  readonly routeKey: string;
  /** Whether a sign-in is asked for before the function. */
  readonly isAuthorized: boolean;
}

/**
 * All routes of the HTTP API, in AWS and on a laptop. Each names its method: a route for any method
 * would catch preflights too, and the authorizer refuse them; without one for OPTIONS, the gateway
 * answers them itself. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export const apiRoutes: readonly ApiRoute[] = [
  ...methods.map((method) => ({ routeKey: `${method} /v1/{proxy+}`, isAuthorized: true })),
  // For who has no sign-in but a one-time token, which the function itself verifies: it lets submit
  // one stage, and nothing else. packages/functions/src/api/one-time.ts
  ...methods.map((method) => ({
    routeKey: `${method} /v1/one-time/{proxy+}`,
    isAuthorized: false,
  })),
];

/** What web pages of the allowed origins may send, and read of an answer. */
export const apiCors = {
  allowMethods: methods,
  allowHeaders: ["authorization", "content-type", "idempotency-key", "if-none-match"],
  exposeHeaders: ["apigw-requestid", "etag", "location", "retry-after"],
  maxAgeSeconds: 86_400,
} as const;
