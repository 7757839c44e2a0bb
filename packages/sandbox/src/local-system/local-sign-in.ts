import type { SiteConfig } from "@lab-grader/core/contracts/site-config";
import * as z from "zod";
import type { HttpRequest, HttpResult } from "../http-server.ts";
import {
  answerPreflight,
  type CorsConfiguration,
  isAllowedOrigin,
  isPreflight,
  withCors,
} from "../runtime/cors.ts";
import { configPath, localPrefix } from "../runtime/http-gateway.ts";
import type { JwtIssuer } from "../runtime/jwt-issuer.ts";
import { createLocalCodeFlow } from "./local-code-flow.ts";
import type { People } from "./people.ts";
import { commandLineClientId, signInClients, siteClientId } from "./sign-in-clients.ts";
import { stylesheetAnswer, stylesheetPath } from "./sign-in-page.ts";

export interface LocalSignInOptions {
  readonly issuer: JwtIssuer;
  readonly people: People;
  /** The one web page that may change codes for tokens; absent: none. */
  readonly siteOrigin: string | undefined;
  /** Known once the API listens. */
  readonly apiUrl: () => string;
}

const TokenRequest = z.strictObject({ login: z.string().min(1).max(128) });

/** What the site's pages ask for, as they ask Cognito; nothing else is for pages. */
const pagePaths = [configPath, `${localPrefix}oauth2/token`, `${localPrefix}oauth2/revoke`];

/**
 * Signs anybody in without a password: `POST /_local/token {"login": "learner-01"}`, or by the same
 * pages as Cognito's, with a choice of who to be; what a site says in its `/config.json`; and the
 * issuer's public key. Exists in the local runtime only, which listens on the loopback addresses.
 */
export function createLocalSignIn(
  options: LocalSignInOptions,
): (request: HttpRequest) => Promise<HttpResult> {
  const { siteOrigin } = options;
  const answer = createAnswers(options);
  const cors: CorsConfiguration = {
    allowOrigins: siteOrigin === undefined ? [] : [siteOrigin],
    allowMethods: ["GET", "POST"],
    allowHeaders: ["content-type"],
    exposeHeaders: [],
    maxAgeSeconds: 600,
  };
  return async (request) => {
    if (isForeign(request, cors)) {
      return json(403, {
        detail:
          siteOrigin === undefined
            ? "only programs on this machine may sign in here, not web pages"
            : `only programs on this machine may sign in here, and pages of ${siteOrigin}`,
      });
    }
    return isPreflight(request)
      ? answerPreflight(cors, request)
      : withCors(cors, request, await answer(request));
  };
}

/** What the site says of its deployment, as infra/site-deployment.ts writes it in AWS. */
export function localSiteConfig(apiUrl: string): SiteConfig {
  return {
    stage: "local",
    apiUrl,
    signInUrl: `${apiUrl}${localPrefix.replace(/\/$/, "")}`,
    clientId: siteClientId,
    commandLineClientId,
  };
}

function createAnswers({ issuer, people, siteOrigin, apiUrl }: LocalSignInOptions) {
  const clients = signInClients(siteOrigin);
  const flow = createLocalCodeFlow(issuer, { people, clients, clock: Date.now });
  return async (request: HttpRequest): Promise<HttpResult> => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const form = () => new URLSearchParams(request.body.toString("utf8"));
    switch (`${request.method} ${pathname}`) {
      case `GET ${configPath}`:
        return json(200, localSiteConfig(apiUrl()));
      case `GET ${localPrefix}.well-known/jwks.json`:
        return json(200, issuer.jwks);
      case `GET ${stylesheetPath}`:
        return stylesheetAnswer();
      case `GET ${localPrefix}oauth2/authorize`:
        return await flow.authorize(searchParams);
      case `POST ${localPrefix}oauth2/token`:
        return await flow.token(form());
      case `POST ${localPrefix}oauth2/revoke`:
        return flow.revoke(form());
      case `GET ${localPrefix}logout`:
        return flow.logout(searchParams);
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

/**
 * A page of another site could otherwise sign in as anybody, under a name of its own that it lets
 * lead to this machine too. The site's pages get tokens for a code, so only where somebody chose.
 */
function isForeign(request: HttpRequest, cors: CorsConfiguration): boolean {
  const { origin, host } = request.headers;
  const hostname = String(host).replace(/:\d+$/, "");
  if (!["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return true;
  const [path = ""] = request.url.split("?");
  return origin !== undefined && !(isAllowedOrigin(cors, request) && pagePaths.includes(path));
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
