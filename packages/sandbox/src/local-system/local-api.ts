import { type HttpGateway, startHttpGateway } from "../runtime/http-gateway.ts";
import { createJwtAuthorizer } from "../runtime/jwt-authorizer.ts";
import { createJwtIssuer } from "../runtime/jwt-issuer.ts";
import type { LocalFunction } from "../runtime/local-function.ts";
import { graderAccountId } from "./grader-account.ts";
import { createLocalSignIn } from "./local-sign-in.ts";
import type { People } from "./people.ts";

/** The API before its function, and the sign-in of a laptop. */
export interface LocalApi extends HttpGateway {
  /** @throws Error where nobody has this login. */
  tokenFor(login: string): Promise<string>;
}

const apiRoutes = [
  { routeKey: "ANY /v1/{proxy+}", isAuthorized: true },
  // The function verifies one-time tokens itself.
  { routeKey: "ANY /v1/one-time/{proxy+}", isAuthorized: false },
  // Browsers send a preflight without a token.
  { routeKey: "OPTIONS /v1/{proxy+}", isAuthorized: false },
];

const localIssuer = "https://issuer.lab-grader.localhost";

/** @throws Error that names the port, if it is taken. */
export async function startLocalApi(options: {
  readonly port: number;
  readonly integration: Pick<LocalFunction, "invoke">;
  readonly people: People;
}): Promise<LocalApi> {
  const { port, integration, people } = options;
  const issuer = await createJwtIssuer({ issuer: localIssuer });
  const gateway = await startHttpGateway({
    port,
    integration,
    accountId: graderAccountId,
    routes: apiRoutes,
    authorizer: createJwtAuthorizer({
      issuer: issuer.issuer,
      audience: [issuer.clientId],
      jwks: issuer.jwks,
      clock: Date.now,
    }),
    answerLocal: createLocalSignIn(issuer, people),
  });
  return {
    ...gateway,
    tokenFor: async (login) => {
      const groups = await people.groupsOf(login);
      if (groups === undefined) {
        throw new Error(`nobody in the local system is called ${login}`);
      }
      return issuer.issueToken({ login, groups });
    },
  };
}
