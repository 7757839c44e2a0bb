import { apiCors, apiRoutes } from "@lab-grader/core/contracts/gateway";
import { type HttpGateway, startHttpGateway } from "../runtime/http-gateway.ts";
import { createJwtAuthorizer } from "../runtime/jwt-authorizer.ts";
import { createJwtIssuer } from "../runtime/jwt-issuer.ts";
import type { LocalFunction } from "../runtime/local-function.ts";
import { graderAccountId } from "./grader-account.ts";
import { createLocalSignIn } from "./local-sign-in.ts";
import type { People } from "./people.ts";
import { commandLineClientId, siteClientId } from "./sign-in-clients.ts";

/** The API before its function, and the sign-in of a laptop. */
export interface LocalApi extends HttpGateway {
  /** @throws Error where nobody has this login. */
  tokenFor(login: string): Promise<string>;
}

const localIssuer = "https://issuer.lab-grader.localhost";

/** @throws Error that names the port, if it is taken. */
export async function startLocalApi(options: {
  readonly port: number;
  readonly integration: Pick<LocalFunction, "invoke">;
  readonly people: People;
  /** Of the pages that may call the API and sign in; absent: none may. */
  readonly siteOrigin: string | undefined;
}): Promise<LocalApi> {
  const { port, integration, people, siteOrigin } = options;
  const issuer = await createJwtIssuer({ issuer: localIssuer, clientId: commandLineClientId });
  const gateway = await startHttpGateway({
    port,
    integration,
    accountId: graderAccountId,
    routes: apiRoutes,
    authorizer: createJwtAuthorizer({
      issuer: issuer.issuer,
      audience: [commandLineClientId, siteClientId],
      jwks: issuer.jwks,
      clock: Date.now,
    }),
    cors: { ...apiCors, allowOrigins: siteOrigin === undefined ? [] : [siteOrigin] },
    answerLocal: createLocalSignIn({ issuer, people, siteOrigin, apiUrl: () => gateway.url }),
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
