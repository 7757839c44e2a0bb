import * as z from "zod";
import type { Deployment } from "../deployment.ts";

/** What a sign-in is worth, kept in this tab's `sessionStorage` and nowhere else. */
export const Tokens = z.object({
  accessToken: z.string().min(1),
  /** Milliseconds since the epoch. */
  expiresAtMs: z.number(),
  refreshToken: z.string().min(1).optional(),
});
export type Tokens = z.infer<typeof Tokens>;

/** Who is signed in. For showing only: the API asks the gateway who somebody is. */
export interface Person {
  readonly login: string;
  readonly groups: readonly string[];
}

/** The sign-in page takes neither the code nor the refresh token: sign in again. */
export class SignInRefused extends Error {
  constructor() {
    super("The sign-in page gives no token for this.");
    this.name = "SignInRefused";
  }
}

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
});

/**
 * Asks the sign-in page for tokens: docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 * @throws SignInRefused where the code or the refresh token is not worth anything (any more).
 */
export async function askForTokens(
  { signInUrl, clientId }: Pick<Deployment, "signInUrl" | "clientId">,
  grant: Readonly<Record<string, string>>,
  { fetch, now }: { readonly fetch: typeof globalThis.fetch; readonly now: () => number },
): Promise<Tokens> {
  const asked = now();
  const answer = await fetch(`${signInUrl}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: clientId, ...grant }),
  });
  if (answer.status === 400 || answer.status === 401) throw new SignInRefused();
  const parsed = TokenAnswer.safeParse(await answer.json().catch(() => undefined));
  if (!answer.ok || !parsed.success) {
    throw new Error(`The sign-in page answered ${answer.status}, and no token.`);
  }
  const { access_token: accessToken, refresh_token: refreshToken, expires_in } = parsed.data;
  return { accessToken, expiresAtMs: asked + expires_in * 1000, refreshToken };
}

const Claims = z.object({
  login: z.string().optional(),
  username: z.string().optional(),
  "cognito:groups": z.array(z.string()).optional(),
});

/** Reads a token without verifying it. */
export function personOf(accessToken: string): Person {
  const claims = Claims.safeParse(claimsOf(accessToken)).data;
  return {
    login: claims?.login ?? claims?.username ?? "",
    groups: claims?.["cognito:groups"] ?? [],
  };
}

function claimsOf(accessToken: string): unknown {
  const [, claims = ""] = accessToken.split(".");
  try {
    const binary = atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(
      new TextDecoder().decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0))),
    );
  } catch {
    // Whatever it is, it names nobody; the API will say so.
    return undefined;
  }
}
