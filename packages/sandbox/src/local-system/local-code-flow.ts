import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import type { HttpResult } from "../http-server.ts";
import type { JwtIssuer } from "../runtime/jwt-issuer.ts";
import type { People } from "./people.ts";

/** The sign-in of Cognito's hosted pages, as far as `labgrader login` and web pages use it. */
export interface LocalCodeFlow {
  /** The page on which somebody chooses who they are. */
  authorize(query: URLSearchParams): Promise<HttpResult>;
  /** Tokens for a code, or for a refresh token. */
  token(form: URLSearchParams): Promise<HttpResult>;
  /** Makes a refresh token worthless. */
  revoke(form: URLSearchParams): HttpResult;
}

const Question = z.object({
  response_type: z.literal("code"),
  client_id: z.string(),
  redirect_uri: z
    .string()
    .regex(/^http:\/\/(localhost|127\.0\.0\.1):\d{1,5}\/signed-in$/, "an address of this machine"),
  state: z.string().min(1),
  code_challenge: z.string().min(1),
  code_challenge_method: z.literal("S256"),
});
type Question = z.infer<typeof Question>;

interface Promised {
  readonly login: string;
  readonly question: Question;
  readonly endsAtMs: number;
}

const codeMs = 60_000;
const tokenSeconds = 3600;

/** docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
export function createLocalCodeFlow(
  issuer: JwtIssuer,
  { people, clock }: { readonly people: People; readonly clock: () => number },
): LocalCodeFlow {
  const codes = new Map<string, Promised>();
  const refreshTokens = new Map<string, string>();

  const tokensFor = async (login: string, refreshToken?: string): Promise<HttpResult> => {
    const groups = await people.groupsOf(login);
    if (groups === undefined) return refused("invalid_grant");
    return json(200, {
      access_token: await issuer.issueToken({ login, groups }),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      expires_in: tokenSeconds,
      token_type: "Bearer",
    });
  };

  return {
    authorize: async (query) => {
      const parsed = Question.safeParse(Object.fromEntries(query));
      if (!parsed.success || parsed.data.client_id !== issuer.clientId) {
        return page(400, "<p>This is not a sign-in that the local system knows.</p>");
      }
      const question = parsed.data;
      const login = query.get("login");
      if (login === null) return page(200, chooser(await people.logins(), query));
      if ((await people.groupsOf(login)) === undefined) {
        return page(404, `<p>Nobody is called ${escaped(login)} here.</p>`);
      }
      const code = randomBytes(16).toString("hex");
      codes.set(code, { login, question, endsAtMs: clock() + codeMs });
      const answer = new URLSearchParams({ code, state: question.state });
      return {
        status: 302,
        headers: { location: `${question.redirect_uri}?${answer}`, "cache-control": "no-store" },
        body: "",
      };
    },

    token: async (form) => {
      if (form.get("client_id") !== issuer.clientId) return refused("invalid_client");
      if (form.get("grant_type") === "refresh_token") {
        const login = refreshTokens.get(form.get("refresh_token") ?? "");
        return login === undefined ? refused("invalid_grant") : await tokensFor(login);
      }
      const code = form.get("code") ?? "";
      const promised = codes.get(code);
      // A code is good once, right or wrong.
      codes.delete(code);
      if (!promised || clock() >= promised.endsAtMs || !isAnswered(promised.question, form)) {
        return refused("invalid_grant");
      }
      const refreshToken = randomBytes(32).toString("base64url");
      refreshTokens.set(refreshToken, promised.login);
      return await tokensFor(promised.login, refreshToken);
    },

    revoke: (form) => {
      refreshTokens.delete(form.get("token") ?? "");
      return { status: 200, headers: {}, body: "" };
    },
  };
}

/** Whether who brings the code is who asked for it: datatracker.ietf.org/doc/html/rfc7636#section-4.6 */
function isAnswered(question: Question, form: URLSearchParams): boolean {
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  return (
    form.get("grant_type") === "authorization_code" &&
    form.get("redirect_uri") === question.redirect_uri &&
    challenge === question.code_challenge
  );
}

function chooser(logins: readonly string[], query: URLSearchParams): string {
  const links = logins.map((login) => {
    const chosen = new URLSearchParams([...query, ["login", login]]);
    return `<li><a href="?${escaped(chosen.toString())}">${escaped(login)}</a></li>`;
  });
  return `<h1>Who are you?</h1><ul>${links.join("")}</ul>`;
}

function page(status: number, body: string): HttpResult {
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'",
    },
    body: `<!doctype html><html lang="en"><title>Sign in to the local system</title>${body}</html>`,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function refused(error: string): HttpResult {
  return json(400, { error });
}

function json(status: number, body: object): HttpResult {
  return {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}
