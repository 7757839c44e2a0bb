import * as z from "zod";
import type { HttpRequest, HttpResult } from "../http-server.ts";
import { localPrefix } from "../runtime/http-gateway.ts";
import type { JwtIssuer } from "../runtime/jwt-issuer.ts";

/** Groups of everybody who may sign in, by login. */
export type People = ReadonlyMap<string, readonly string[]>;

const TokenRequest = z.strictObject({ login: z.string().min(1).max(128) });

/**
 * Signs anybody in without a password: `POST /_local/token {"login": "learner-01"}`, and the
 * issuer's public key. Exists in the local runtime only, which listens on the loopback addresses.
 */
export function createLocalSignIn(
  issuer: JwtIssuer,
  people: People,
): (request: HttpRequest) => Promise<HttpResult> {
  return async (request) => {
    const path = request.url.slice(localPrefix.length);
    if (isForeign(request)) {
      return json(403, { detail: "only programs on this machine may sign in here, not web pages" });
    }
    if (path === ".well-known/jwks.json" && request.method === "GET") {
      return json(200, issuer.jwks);
    }
    if (path !== "token" || request.method !== "POST") {
      return json(404, { detail: `there is POST ${localPrefix}token and nothing else` });
    }
    const parsed = TokenRequest.safeParse(jsonOf(request.body));
    if (!parsed.success) {
      return json(400, { detail: 'expected {"login": "learner-01"}' });
    }
    const { login } = parsed.data;
    const groups = people.get(login);
    if (groups === undefined) {
      return json(404, { detail: `nobody is called ${login} here` });
    }
    return json(200, { token: await issuer.issueToken({ login, groups }) });
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

function json(status: number, content: object): HttpResult {
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(content),
  };
}
