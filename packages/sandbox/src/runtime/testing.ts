import { type HttpGateway, type HttpGatewayOptions, startHttpGateway } from "./http-gateway.ts";
import { createJwtAuthorizer, type JwtAuthorizer } from "./jwt-authorizer.ts";
import { createJwtIssuer, type JwtIssuer } from "./jwt-issuer.ts";

const apiRoutes = [
  { routeKey: "ANY /v1/{proxy+}", isAuthorized: true },
  { routeKey: "OPTIONS /v1/{proxy+}", isAuthorized: false },
  { routeKey: "GET /v1/health", isAuthorized: false },
];

export const issuer = await createJwtIssuer({ issuer: "http://localhost/_local" });

/** A gateway on any port, before a function that is only a handler. */
export function aGateway(
  invoke: (event: unknown) => Promise<unknown>,
  options: Partial<HttpGatewayOptions> = {},
): Promise<HttpGateway> {
  return startHttpGateway({
    port: 0,
    accountId: "200000000000",
    routes: apiRoutes,
    integration: { invoke },
    authorizer: anAuthorizer(),
    ...options,
  });
}

/** At a time in milliseconds since the epoch. */
export function anAuthorizer(by: JwtIssuer = issuer, now = Date.now()): JwtAuthorizer {
  return createJwtAuthorizer({
    issuer: by.issuer,
    audience: [by.clientId],
    jwks: by.jwks,
    clock: () => now,
  });
}

/** The Authorization header of `learner-01`. */
export async function aBearer(by: JwtIssuer = issuer): Promise<string> {
  const groups = ["learner", "instructor"];
  return `Bearer ${await by.issueToken({ login: "learner-01", groups })}`;
}

/** Answers with the event. */
export const echo = async (event: unknown) => ({ statusCode: 200, body: JSON.stringify(event) });
