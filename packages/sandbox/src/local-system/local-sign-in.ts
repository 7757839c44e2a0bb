import * as z from "zod";
import type { HttpRequest, HttpResult } from "../http-server.ts";
import { configPath, localPrefix } from "../runtime/http-gateway.ts";
import type { JwtIssuer } from "../runtime/jwt-issuer.ts";
import { createLocalCodeFlow } from "./local-code-flow.ts";
import type { People } from "./people.ts";

const TokenRequest = z.strictObject({ login: z.string().min(1).max(128) });

/**
 * Signs anybody in without a password: `POST /_local/token {"login": "learner-01"}`, or by the same
 * pages as Cognito's, with a choice of who to be; what a site says in its `/config.json`; and the
 * issuer's public key. Exists in the local runtime only, which listens on the loopback addresses.
 */
export function createLocalSignIn(
  issuer: JwtIssuer,
  people: People,
): (request: HttpRequest) => Promise<HttpResult> {
  const flow = createLocalCodeFlow(issuer, { people, clock: Date.now });
  return async (request) => {
    if (isForeign(request)) {
      return json(403, { detail: "only programs on this machine may sign in here, not web pages" });
    }
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const form = () => new URLSearchParams(request.body.toString("utf8"));
    switch (`${request.method} ${pathname}`) {
      case `GET ${configPath}`:
        return json(200, siteConfig(issuer, request));
      case `GET ${localPrefix}.well-known/jwks.json`:
        return json(200, issuer.jwks);
      case `GET ${localPrefix}oauth2/authorize`:
        return await flow.authorize(searchParams);
      case `POST ${localPrefix}oauth2/token`:
        return await flow.token(form());
      case `POST ${localPrefix}oauth2/revoke`:
        return flow.revoke(form());
      case `POST ${localPrefix}token`:
        return await tokenFor(request.body, issuer, people);
      default:
        return json(404, {
          detail: `there is POST ${localPrefix}token, GET ${localPrefix}oauth2/authorize and nothing else`,
        });
    }
  };
}

async function tokenFor(body: Buffer, issuer: JwtIssuer, people: People): Promise<HttpResult> {
  const parsed = TokenRequest.safeParse(jsonOf(body));
  if (!parsed.success) {
    return json(400, { detail: 'expected {"login": "learner-01"}' });
  }
  const { login } = parsed.data;
  const groups = await people.groupsOf(login);
  if (groups === undefined) {
    return json(404, { detail: `nobody is called ${login} here` });
  }
  return json(200, { token: await issuer.issueToken({ login, groups }) });
}

/** What infra/site-deployment.ts writes for a deployment. */
function siteConfig({ clientId }: JwtIssuer, { headers }: HttpRequest) {
  const apiUrl = `http://${String(headers.host)}`;
  return {
    stage: "local",
    apiUrl,
    signInUrl: `${apiUrl}${localPrefix.replace(/\/$/, "")}`,
    clientId,
    commandLineClientId: clientId,
  };
}

/** A page in a browser could otherwise sign in as anybody. */
function isForeign({ headers }: HttpRequest): boolean {
  const hostname = String(headers.host).replace(/:\d+$/, "");
  return headers.origin !== undefined || !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** `undefined` is refused by the schema. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function json(status: number, body: object): HttpResult {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}
