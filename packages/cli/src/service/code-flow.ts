import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { serviceError, usageError } from "../command-error.ts";
import type { DeploymentConfig } from "./deployment-config.ts";
import type { SignIn } from "./sign-in-file.ts";

type PersonSignIn = Extract<SignIn, { kind: "person" }>;

/** One attempt to sign in: the secrets that only this process knows. */
export interface SignInAttempt {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** The page that a person opens. */
  readonly address: string;
}

/** Code flow with PKCE: docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html */
export function beginSignIn(
  { signInUrl, commandLineClientId }: DeploymentConfig,
  redirectUri: string,
): SignInAttempt {
  const state = randomBytes(16).toString("base64url");
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    response_type: "code",
    client_id: commandLineClientId,
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state,
    code_challenge_method: "S256",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  });
  return { state, verifier, redirectUri, address: `${signInUrl}/oauth2/authorize?${query}` };
}

/**
 * The code in the address that the sign-in page sends the browser to.
 * @throws CommandError where it is the answer to somebody else's question, or a refusal.
 */
export function codeOf(returned: URL, { state }: SignInAttempt): string {
  const refusal =
    returned.searchParams.get("error_description") ?? returned.searchParams.get("error");
  if (refusal !== null) {
    throw usageError("auth.refused", `The sign-in page says: ${refusal.slice(0, 200)}`);
  }
  const code = returned.searchParams.get("code");
  if (code === null || returned.searchParams.get("state") !== state) {
    throw usageError("auth.foreign_answer", "This is not the answer to this sign-in. Start again.");
  }
  return code;
}

/** Changes the code for tokens. */
export async function finishSignIn(
  config: DeploymentConfig,
  attempt: SignInAttempt,
  code: string,
  signal: AbortSignal,
): Promise<PersonSignIn> {
  const { signInUrl, apiUrl, commandLineClientId: clientId } = config;
  const tokens = await askForTokens(
    { signInUrl, clientId },
    {
      grant_type: "authorization_code",
      code,
      redirect_uri: attempt.redirectUri,
      code_verifier: attempt.verifier,
    },
    signal,
  );
  return {
    kind: "person",
    apiUrl,
    signInUrl,
    clientId,
    login: loginOf(tokens.accessToken),
    ...tokens,
  };
}

/** A new access token. @throws CommandError where the sign-in has ended. */
export async function renewSignIn(
  signIn: PersonSignIn,
  signal: AbortSignal,
): Promise<PersonSignIn> {
  const { refreshToken } = signIn;
  if (refreshToken === undefined) throw signInEnded();
  const tokens = await askForTokens(
    signIn,
    { grant_type: "refresh_token", refresh_token: refreshToken },
    signal,
  );
  return { ...signIn, ...tokens };
}

/** Makes the sign-in worthless wherever else it lies. */
export async function revokeSignIn(
  { signInUrl, clientId, refreshToken }: PersonSignIn,
  signal: AbortSignal,
): Promise<void> {
  if (refreshToken === undefined) return;
  await postForm(
    `${signInUrl}/oauth2/revoke`,
    { client_id: clientId, token: refreshToken },
    signal,
  );
}

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
});

async function askForTokens(
  { signInUrl, clientId }: Pick<PersonSignIn, "signInUrl" | "clientId">,
  grant: Readonly<Record<string, string>>,
  signal: AbortSignal,
) {
  const asked = Date.now();
  const form = { client_id: clientId, ...grant };
  const answer = await postForm(`${signInUrl}/oauth2/token`, form, signal);
  if (answer.status === 400) throw signInEnded();
  const parsed = Tokens.safeParse(await answer.json().catch(() => undefined));
  if (!parsed.success) {
    throw serviceError(
      "service.unreadable",
      `${signInUrl} answered ${answer.status}, and no token.`,
    );
  }
  const { access_token: accessToken, refresh_token: refreshToken, expires_in } = parsed.data;
  return {
    accessToken,
    expiresAtMs: asked + Math.floor(expires_in * 1000),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}

async function postForm(
  address: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(address, { method: "POST", body: new URLSearchParams(form), signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw serviceError("service.unreachable", `Nothing answers at ${new URL(address).origin}.`, {
      cause,
    });
  }
}

/** For showing only: the API asks the gateway who somebody is. */
function loginOf(accessToken: string): string {
  const [, claims = ""] = accessToken.split(".");
  const text = Buffer.from(claims, "base64url").toString("utf8");
  const parsed = z.object({ login: z.string() }).safeParse(jsonOf(text));
  return parsed.data?.login ?? "somebody whom the roster does not know";
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

function signInEnded() {
  return usageError(
    "auth.required",
    "Your sign-in has ended. Sign in again: labgrader login <site>",
  );
}
