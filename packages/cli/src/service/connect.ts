import { ApiProblem, type Client, createClient, UnreadableAnswer } from "@lab-grader/core/client";
import * as z from "zod";
import type { CommandContext } from "../command.ts";
import { CommandError, serviceError, usageError } from "../command-error.ts";
import { getLocalState } from "./local-state.ts";

/** A login, as the school or the local system knows it. */
export const Login = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,127}$/, "a login, such as learner-01");

const Deployment = z.object({
  LABGRADER_API_URL: z.url({ protocol: /^https?$/, error: "an address, such as https://…" }),
  LABGRADER_TOKEN: z.string({ error: "a token of your sign-in" }).min(1, "a token of your sign-in"),
});

/**
 * The API: the deployed one that LABGRADER_API_URL names, else the running local system, which
 * signs `login` in without a password.
 */
export async function connect(
  context: Pick<CommandContext, "environment" | "directory" | "signal">,
  login: string | undefined,
): Promise<Client> {
  const { environment, signal } = context;
  if (environment.LABGRADER_API_URL === undefined) {
    const { apiUrl } = await getLocalState(context.directory);
    if (login === undefined) {
      throw usageError("usage.login_missing", "Who are you? Name a login: --as learner-01");
    }
    const request = fetchWith(signal, apiUrl);
    return explained(
      createClient({
        baseUrl: apiUrl,
        fetch: request,
        token: () => localToken(apiUrl, login, request),
      }),
    );
  }
  if (login !== undefined) {
    throw usageError(
      "usage.as_is_local",
      "--as is for the local system only; a deployed one knows you by LABGRADER_TOKEN.",
    );
  }
  const { LABGRADER_API_URL: apiUrl, LABGRADER_TOKEN: token } = deployment(environment);
  const baseUrl = apiUrl.replace(/\/+$/, "");
  return explained(
    createClient({ baseUrl, fetch: fetchWith(signal, apiUrl), token: async () => token }),
  );
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

/** The client, with what the API says in the words and exit codes of a command. */
function explained(client: Client): Client {
  const explain =
    <Arguments extends readonly unknown[], Answer>(ask: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments): Promise<Answer> => {
      try {
        return await ask(...given);
      } catch (fault) {
        throw commandErrorOf(fault);
      }
    };
  return {
    submit: explain(client.submit),
    getSubmission: explain(client.getSubmission),
    listAssignments: explain(client.listAssignments),
    listSubmissions: explain(client.listSubmissions),
    listCohorts: explain(client.listCohorts),
    getGradebook: explain(client.getGradebook),
    publishLab: explain(client.publishLab),
  };
}

function commandErrorOf(fault: unknown): unknown {
  if (fault instanceof ApiProblem) {
    const { problem } = fault;
    const request = problem.status >= 500 ? ` Request ${problem.requestId}.` : "";
    const kind = problem.status >= 500 ? "service" : "usage";
    return new CommandError(kind, problem.code, `${fault.message}${request}`, { cause: fault });
  }
  if (fault instanceof UnreadableAnswer) {
    return fault.status === 401
      ? usageError("auth.required", "Your sign-in is not accepted or has ended. Sign in again.")
      : serviceError("service.unreadable", fault.message, { cause: fault });
  }
  return fault;
}
