import type { Answer } from "@lab-grader/core/evidence/evidence";
import type { FactCall } from "@lab-grader/core/facts/fact";
import { canonicalJson, type JsonObject } from "@lab-grader/core/json";
import { outputAsJson, type Redact, redactor } from "./answer-json.ts";
import { httpStatusOf } from "./http-status.ts";
import type { LearnerSession } from "./learner-session.ts";

/** AWS's whole answer to one call; a refusal is an answer too. */
export type WholeAnswer =
  | { readonly observedAt: string; readonly output: JsonObject }
  | { readonly observedAt: string; readonly error: NonNullable<Answer["error"]> };

/** Asks the account; the same call twice is made once. Never throws. */
export type AskAccount = (call: FactCall) => Promise<WholeAnswer>;

/** A denial names two ARNs before it says why, and why decides whose fault it is. */
const longestMessage = 1000;

/**
 * Asks one account on behalf of one submission: at most `concurrency` calls at a time, each within
 * its own time and all within the submission's.
 */
export function askAccount({
  session,
  concurrency,
  callDeadlineSeconds,
  deadline,
  now,
}: {
  readonly session: LearnerSession;
  readonly concurrency: number;
  readonly callDeadlineSeconds: number;
  readonly deadline: AbortSignal;
  readonly now: () => string;
}): AskAccount {
  const redact = redactor(session.secrets);
  const withinLimit = limiter(concurrency);
  const answers = new Map<string, Promise<WholeAnswer>>();

  const send = async (call: FactCall): Promise<WholeAnswer> => {
    const callEnd = new AbortController();
    const timer = setTimeout(() => callEnd.abort(), callDeadlineSeconds * 1000);
    const abortSignal = AbortSignal.any([callEnd.signal, deadline]);
    try {
      abortSignal.throwIfAborted();
      const output = await session.send(call, { abortSignal });
      return { observedAt: now(), output: outputAsJson(output, redact) };
    } catch (error) {
      return { observedAt: now(), error: errorOf(error, redact) };
    } finally {
      clearTimeout(timer);
    }
  };

  return (call) => {
    const identity = canonicalJson(call);
    const known = answers.get(identity);
    if (known) return known;
    const answer = withinLimit(() => send(call));
    answers.set(identity, answer);
    return answer;
  };
}

function errorOf(error: unknown, redact: Redact): NonNullable<Answer["error"]> {
  if (!(error instanceof Error)) return { name: "Error", message: "" };
  const status = httpStatusOf(error);
  return {
    name: error.name,
    // Redacted before it is cut, so that no half of a secret is left at the end.
    message: redact(error.message).slice(0, longestMessage),
    ...(status === undefined ? {} : { status }),
  };
}

/** Runs tasks in the order in which they come, at most `concurrency` at a time. */
function limiter(concurrency: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
