import * as z from "zod";
import type { Deployment } from "../deployment.ts";
import { type KeyValueStore, readStored } from "./stored.ts";
import { askForTokens, type Person, personOf, SignInRefused, Tokens } from "./tokens.ts";

/** `ended`: somebody was signed in, and must sign in again; what is on the page stays. */
export type SessionState =
  | { readonly status: "signed-out" }
  | { readonly status: "signed-in" | "ended"; readonly person: Person };

/** Who is signed in in this tab. */
export interface Session {
  state(): SessionState;
  /** Called after every change of the state; returns how to stop. */
  subscribe(listener: () => void): () => void;
  /** A token that is still good, renewed where needed. @throws SignInRefused when it has ended. */
  token(): Promise<string>;
  /** The API did not take the token: it ends here too. */
  end(): void;
  /** Takes over a sign-in, for another tab too where that waits for one. */
  signIn(tokens: Tokens, options: { readonly isForOtherTab: boolean }): void;
  /**
   * Forgets it here and in this person's other tabs, and makes it worthless. Resolves with the
   * address to go to.
   */
  signOut(): Promise<string>;
}

export interface SessionOptions {
  readonly deployment: Deployment;
  readonly store: KeyValueStore;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly origin: string;
  /**
   * Between the tabs of this site: a second tab signs in for one whose sign-in has ended, and who
   * signs out leaves none of theirs open behind.
   */
  readonly channel: Pick<BroadcastChannel, "postMessage" | "addEventListener">;
}

const tokensKey = "lab-grader.tokens";
/** Renewed so long before its end, so that it does not end on its way. */
const marginMs = 60_000;

/** What tabs tell each other. */
const Told = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("signed-in"), tokens: Tokens }),
  z.object({ kind: z.literal("signed-out"), login: z.string() }),
]);
type Told = z.infer<typeof Told>;

export function createSession(options: SessionOptions): Session {
  const { deployment, store, fetch, now, origin, channel } = options;
  const listeners = new Set<() => void>();
  let tokens = readStored(store, tokensKey, Tokens);
  let state: SessionState = tokens
    ? { status: "signed-in", person: personOf(tokens.accessToken) }
    : { status: "signed-out" };
  let renewing: Promise<Tokens> | undefined;

  const change = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const keep = (next: Tokens) => {
    tokens = next;
    store.setItem(tokensKey, JSON.stringify(next));
    change({ status: "signed-in", person: personOf(next.accessToken) });
  };
  const end = () => {
    tokens = undefined;
    store.removeItem(tokensKey);
    if (state.status === "signed-in") change({ status: "ended", person: state.person });
  };
  const renew = async ({ refreshToken }: Tokens): Promise<Tokens> => {
    if (refreshToken === undefined) throw new SignInRefused();
    const grant = { grant_type: "refresh_token", refresh_token: refreshToken };
    const renewed = await askForTokens(deployment, grant, { fetch, now });
    return { ...renewed, refreshToken: renewed.refreshToken ?? refreshToken };
  };

  const forget = async () => {
    const refreshToken = tokens?.refreshToken;
    tokens = undefined;
    store.removeItem(tokensKey);
    change({ status: "signed-out" });
    if (refreshToken === undefined) return;
    const { signInUrl, clientId } = deployment;
    const form = new URLSearchParams({ client_id: clientId, token: refreshToken });
    // Offline it can't be revoked; it ends by itself within hours.
    await fetch(`${signInUrl}/oauth2/revoke`, { method: "POST", body: form }).catch(() => {});
  };
  const tell = (told: Told) => channel.postMessage(told);

  channel.addEventListener("message", ({ data }: { readonly data: unknown }) => {
    const told = Told.safeParse(data).data;
    if (!told || state.status === "signed-out") return;
    const { login } = state.person;
    if (told.kind === "signed-out") {
      if (told.login === login) void forget();
      return;
    }
    // The page shows what belongs to whoever was signed in before.
    const isSame = personOf(told.tokens.accessToken).login === login;
    if (state.status === "ended" && isSame) keep(told.tokens);
  });

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    token: async () => {
      if (!tokens) throw new SignInRefused();
      if (now() < tokens.expiresAtMs - marginMs) return tokens.accessToken;
      renewing ??= renew(tokens).finally(() => {
        renewing = undefined;
      });
      try {
        const renewed = await renewing;
        if (tokens && tokens.accessToken !== renewed.accessToken) keep(renewed);
        return renewed.accessToken;
      } catch (fault) {
        if (fault instanceof SignInRefused) end();
        throw fault;
      }
    },
    end,
    signIn: (next, { isForOtherTab }) => {
      keep(next);
      if (isForOtherTab) tell({ kind: "signed-in", tokens: next });
    },
    signOut: async () => {
      const before = state;
      const forgotten = forget();
      if (before.status !== "signed-out") tell({ kind: "signed-out", login: before.person.login });
      await forgotten;
      const { signInUrl, clientId } = deployment;
      // docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
      return `${signInUrl}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: origin })}`;
    },
  };
}
