import { type Client, createClient } from "@lab-grader/core/client";
import * as z from "zod";
import type { CommandContext } from "../command.ts";
import { serviceError, usageError } from "../command-error.ts";
import { renewSignIn } from "./code-flow.ts";
import { explained } from "./explained-client.ts";
import { getLocalState } from "./local-state.ts";
import { readSignIn, type SignIn, writeSignIn } from "./sign-in-file.ts";

/** A login, as the school or the local system knows it. */
export const Login = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,127}$/, "a login, such as learner-01");

const Deployment = z.object({
  LABGRADER_API_URL: z.url({ protocol: /^https?$/, error: "an address, such as https://…" }),
  LABGRADER_TOKEN: z.string({ error: "a token of your sign-in" }).min(1, "a token of your sign-in"),
});

type Connecting = Pick<CommandContext, "environment" | "directory" | "signal">;

/**
 * The API: the deployed one that LABGRADER_API_URL names, else the one that this machine is signed
 * in at, else the running local system, which signs `login` in without a password.
 */
export async function connect(context: Connecting, login: string | undefined): Promise<Client> {
  const { environment, signal } = context;
  if (environment.LABGRADER_API_URL !== undefined) {
    if (login !== undefined) {
      throw usageError(
        "usage.as_is_local",
        "--as is for the local system only; a deployed one knows you by LABGRADER_TOKEN.",
      );
    }
    const { LABGRADER_API_URL: apiUrl, LABGRADER_TOKEN: token } = deployment(environment);
    return clientOf(apiUrl, signal, { token: async () => token });
  }
  if (login !== undefined) return await connectLocally(context, login);
  const signIn = await readSignIn(environment);
  if (signIn === undefined) return await connectLocally(context, login);
  if (signIn.kind === "oneTime") {
    const { apiUrl, token } = signIn;
    return clientOf(apiUrl, signal, { token: async () => token, isOneTime: true });
  }
  return clientOf(signIn.apiUrl, signal, { token: freshToken(signIn, context) });
}

async function connectLocally(
  { directory, signal }: Connecting,
  login: string | undefined,
): Promise<Client> {
  const { apiUrl } = await getLocalState(directory);
  if (login === undefined) {
    throw usageError("usage.login_missing", "Who are you? Name a login: --as learner-01");
  }
  const request = fetchWith(signal, apiUrl);
  return clientOf(apiUrl, signal, { token: () => localToken(apiUrl, login, request) });
}

function clientOf(
  apiUrl: string,
  signal: AbortSignal,
  by: { readonly token: () => Promise<string>; readonly isOneTime?: boolean },
): Client {
  const baseUrl = apiUrl.replace(/\/+$/, "");
  return explained(createClient({ baseUrl, fetch: fetchWith(signal, apiUrl), ...by }));
}

/** Renewed this long before its end, so that no request meets that. */
const renewBeforeMs = 60_000;

/** The access token, renewed where it ends soon, once for requests at the same time. */
function freshToken(
  first: Extract<SignIn, { kind: "person" }>,
  { environment, signal }: Connecting,
): () => Promise<string> {
  let current = Promise.resolve(first);
  return async () => {
    current = current.then(async (signIn) => {
      if (Date.now() < signIn.expiresAtMs - renewBeforeMs) return signIn;
      const renewed = await renewSignIn(signIn, signal);
      await writeSignIn(environment, renewed);
      return renewed;
    });
    return (await current).accessToken;
  };
}

function deployment(
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<typeof Deployment> {
  const parsed = Deployment.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw usageError("usage.environment", problems.join("\n"));
}

const TokenAnswer = z.object({ token: z.string() });

async function localToken(apiUrl: string, login: string, request: typeof fetch): Promise<string> {
  const answer = await request(`${apiUrl}/_local/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login }),
  });
  const parsed = TokenAnswer.safeParse(await answer.json().catch(() => undefined));
  if (parsed.success) return parsed.data.token;
  throw usageError("usage.login_unknown", `The local system has nobody called ${login}.`);
}

function fetchWith(signal: AbortSignal, apiUrl: string): typeof fetch {
  return async (input, init) => {
    try {
      return await fetch(input, { ...init, signal });
    } catch (cause) {
      signal.throwIfAborted();
      throw serviceError("service.unreachable", `Nothing answers at ${apiUrl}. Is it running?`, {
        cause,
      });
    }
  };
}
