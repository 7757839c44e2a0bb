import * as z from "zod";
import type { Deployment } from "../deployment.ts";
import { type KeyValueStore, readStored } from "./stored.ts";
import { askForTokens, SignInRefused, type Tokens } from "./tokens.ts";

/** Where the sign-in page sends the browser back to. */
export const signedInPath = "/signed-in";

const attemptKey = "lab-grader.sign-in";

/** One attempt to sign in: what only this tab knows. */
const Attempt = z.object({
  state: z.string(),
  verifier: z.string(),
  /** The page that was asked for; a path of this site. */
  returnTo: z.string(),
  /** A second tab, for another whose sign-in has ended. */
  isForOtherTab: z.boolean(),
});
type Attempt = z.infer<typeof Attempt>;

export interface FinishedSignIn extends Pick<Attempt, "returnTo" | "isForOtherTab"> {
  readonly tokens: Tokens;
}

/**
 * Code flow with PKCE: the address of the sign-in page.
 * docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html
 */
export async function beginSignIn(
  { signInUrl, clientId }: Deployment,
  asked: Pick<Attempt, "returnTo" | "isForOtherTab">,
  { store, origin }: { readonly store: KeyValueStore; readonly origin: string },
): Promise<string> {
  const attempt: Attempt = { ...asked, state: randomText(), verifier: randomText() };
  store.setItem(attemptKey, JSON.stringify(attempt));
  const challenge = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(attempt.verifier),
  );
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: `${origin}${signedInPath}`,
    scope: "openid email profile",
    state: attempt.state,
    code_challenge_method: "S256",
    code_challenge: base64url(new Uint8Array(challenge)),
  });
  return `${signInUrl}/oauth2/authorize?${query}`;
}

/**
 * Changes the code of the address that the sign-in page sent the browser to for tokens.
 * @throws SignInRefused where it is the answer to somebody else's question, or a refusal.
 */
export async function finishSignIn(
  deployment: Deployment,
  returned: URLSearchParams,
  {
    store,
    origin,
    fetch,
    now,
  }: {
    readonly store: KeyValueStore;
    readonly origin: string;
    readonly fetch: typeof globalThis.fetch;
    readonly now: () => number;
  },
): Promise<FinishedSignIn> {
  const attempt = readStored(store, attemptKey, Attempt);
  // A code is good once; a reload must not send it again.
  store.removeItem(attemptKey);
  const code = returned.get("code");
  if (!attempt || code === null || returned.get("state") !== attempt.state) {
    throw new SignInRefused();
  }
  const tokens = await askForTokens(
    deployment,
    {
      grant_type: "authorization_code",
      code,
      redirect_uri: `${origin}${signedInPath}`,
      code_verifier: attempt.verifier,
    },
    { fetch, now },
  );
  const { returnTo, isForOtherTab } = attempt;
  return { tokens, isForOtherTab, returnTo: ownPath(returnTo) };
}

/** Only a path of this site: `//elsewhere.example` is the address of another one. */
function ownPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : "/";
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
