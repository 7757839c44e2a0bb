import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import type { HttpResult } from "../http-server.ts";
import type { JwtIssuer } from "../runtime/jwt-issuer.ts";
import type { People } from "./people.ts";
import type { SignInClient } from "./sign-in-clients.ts";
import { chooserPage, refusalPage } from "./sign-in-page.ts";

/** The sign-in of Cognito's hosted pages, as far as `labgrader login` and the site use it. */
export interface LocalCodeFlow {
  /** The page on which somebody chooses who they are. */
  authorize(query: URLSearchParams): Promise<HttpResult>;
  /** Tokens for a code, or for a refresh token. */
  token(form: URLSearchParams): Promise<HttpResult>;
  /** Makes a refresh token worthless. */
  revoke(form: URLSearchParams): HttpResult;
  /** Back to the site. There is no session here that could end. */
  logout(query: URLSearchParams): HttpResult;
}

const Question = z.object({
  response_type: z.literal("code"),
  client_id: z.string(),
  redirect_uri: z.string(),
  state: z.string().min(1),
  code_challenge: z.string().min(1),
  code_challenge_method: z.literal("S256"),
});
type Question = z.infer<typeof Question>;

/** What a code or a refresh token is good for. */
interface Grant {
  readonly login: string;
  readonly clientId: string;
  readonly endsAtMs: number;
}

interface CodeGrant extends Grant {
  readonly question: Question;
}

const codeMs = 60_000;
const tokenSeconds = 3600;
/** As infra/identity.ts sets it. */
const refreshTokenMs = 12 * 3_600_000;

/** docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
export function createLocalCodeFlow(
  issuer: JwtIssuer,
  {
    people,
    clients,
    clock,
  }: {
    readonly people: People;
    readonly clients: readonly SignInClient[];
    readonly clock: () => number;
  },
): LocalCodeFlow {
  const codes = new Map<string, CodeGrant>();
  const refreshTokens = new Map<string, Grant>();
  const clientOf = (parameters: URLSearchParams) =>
    clients.find(({ clientId }) => clientId === parameters.get("client_id"));

  const tokensFor = async (
    { login, clientId }: Grant,
    refreshToken?: string,
  ): Promise<HttpResult> => {
    const groups = await people.groupsOf(login);
    if (groups === undefined) return refused("invalid_grant");
    return json(200, {
      access_token: await issuer.issueToken({ login, groups, clientId }),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      expires_in: tokenSeconds,
      token_type: "Bearer",
    });
  };

  const renewed = async (clientId: string, form: URLSearchParams): Promise<HttpResult> => {
    const grant = refreshTokens.get(form.get("refresh_token") ?? "");
    return grant?.clientId === clientId && clock() < grant.endsAtMs
      ? await tokensFor(grant)
      : refused("invalid_grant");
  };

  return {
    authorize: async (query) => {
      const question = Question.safeParse(Object.fromEntries(query)).data;
      // Of a name that is said twice one reader would take the first value and one the last.
      const isAmbiguous = new Set(query.keys()).size !== [...query.keys()].length;
      if (!question || isAmbiguous || !clientOf(query)?.isCallback(question.redirect_uri)) {
        return refusalPage(
          400,
          "This is not a sign-in that the local system knows. Start again where you came from.",
        );
      }
      const login = query.get("login")?.trim();
      if (login === undefined) return chooserPage(await people.list(), query);
      if ((await people.groupsOf(login)) === undefined) {
        return chooserPage(await people.list(), query, `Nobody is called ${login} here.`);
      }
      const code = randomBytes(16).toString("hex");
      const { client_id: clientId, redirect_uri: redirectUri, state } = question;
      codes.set(code, { login, clientId, question, endsAtMs: clock() + codeMs });
      return redirect(`${redirectUri}?${new URLSearchParams({ code, state })}`);
    },

    token: async (form) => {
      const client = clientOf(form);
      if (!client) return refused("invalid_client");
      const { clientId } = client;
      if (form.get("grant_type") === "refresh_token") return await renewed(clientId, form);
      const code = form.get("code") ?? "";
      const grant = codes.get(code);
      // A code is good once, right or wrong.
      codes.delete(code);
      if (
        grant?.clientId !== clientId ||
        clock() >= grant.endsAtMs ||
        !isAnswered(grant.question, form)
      ) {
        return refused("invalid_grant");
      }
      const refreshToken = randomBytes(32).toString("base64url");
      refreshTokens.set(refreshToken, { ...grant, endsAtMs: clock() + refreshTokenMs });
      return await tokensFor(grant, refreshToken);
    },

    revoke: (form) => {
      const token = form.get("token") ?? "";
      if (refreshTokens.get(token)?.clientId === clientOf(form)?.clientId) {
        refreshTokens.delete(token);
      }
      return { status: 200, headers: {}, body: "" };
    },

    logout: (query) => {
      const logoutUri = clientOf(query)?.logoutUri;
      return logoutUri !== undefined && query.get("logout_uri") === logoutUri
        ? redirect(logoutUri)
        : refusalPage(400, "The local system does not know the page to go back to.");
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

function redirect(location: string): HttpResult {
  return { status: 302, headers: { location, "cache-control": "no-store" }, body: "" };
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
