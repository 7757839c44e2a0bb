import type { Answer } from "@lab-grader/core/evidence/evidence";
import type { FactCall } from "@lab-grader/core/facts/fact";
import { canonicalJson, type JsonObject } from "@lab-grader/core/json";
import { outputAsJson, type Redact, redactor } from "./answer-json.ts";
import { ChainedRoleRefused } from "./chained-roles.ts";
import { httpStatusOf } from "./http-status.ts";
import type { LearnerSession } from "./learner-session.ts";
import type { OwnAnswers } from "./own-answers.ts";

/** AWS's whole answer to one call; a refusal is an answer too. */
export type WholeAnswer =
  | {
      readonly observedAt: string;
      /** From sending to answer, retries included. */
      readonly durationMs?: number;
      readonly output: JsonObject;
    }
  | {
      readonly observedAt: string;
      readonly error: NonNullable<Answer["error"]>;
      /** The call that AWS refused, where it is not the one that was asked: taking on its role. */
      readonly refused?: Pick<Answer, "service" | "operation" | "input">;
    };

interface AskOptions {
  /** The answer changes with what was done before it, so the same call later is made again. */
  readonly isOnce: boolean;
  /** Takes away what a probe has written: sent although the submission's time is over. */
  readonly cleansUp: boolean;
}

/** Asks the account; the same call twice is made once unless it `isOnce`. Never throws. */
export type AskAccount = (call: FactCall, options?: AskOptions) => Promise<WholeAnswer>;

/** What may follow the submission's time; the verdict is still written within the invocation. */
const defaultCleanUpSeconds = 3;

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
  cleanUpSeconds = defaultCleanUpSeconds,
  deadline,
  now,
  ownAnswers,
}: {
  readonly session: LearnerSession;
  readonly concurrency: number;
  readonly callDeadlineSeconds: number;
  /** After the deadline, for all that takes away what was written. */
  readonly cleanUpSeconds?: number;
  readonly deadline: AbortSignal;
  readonly now: () => string;
  /** Answers of the grader's own account that earlier submissions were given. */
  readonly ownAnswers?: OwnAnswers | undefined;
}): AskAccount {
  const redact = redactor(session.secrets);
  const withinLimit = limiter(concurrency);
  const answers = new Map<string, Promise<WholeAnswer>>();

  const cleanUpDeadline = laterThan(deadline, cleanUpSeconds * 1000);

  const send = async (call: FactCall, end: AbortSignal): Promise<WholeAnswer> => {
    const callEnd = new AbortController();
    const timer = setTimeout(() => callEnd.abort(), callDeadlineSeconds * 1000);
    const abortSignal = AbortSignal.any([callEnd.signal, end]);
    const startedMs = performance.now();
    try {
      abortSignal.throwIfAborted();
      const output = await session.send(call, { abortSignal });
      const durationMs = Math.round((performance.now() - startedMs) * 10) / 10;
      const observation = session.observationOf?.(output) ?? { observedAt: now(), durationMs };
      return { ...observation, output: outputAsJson(output, redact) };
    } catch (error) {
      const observedAt = observationOf(error)?.observedAt ?? now();
      if (!(error instanceof ChainedRoleRefused))
        return { observedAt, error: errorOf(error, redact) };
      const { refused, cause } = error;
      return { observedAt, error: errorOf(cause, redact), refused };
    } finally {
      clearTimeout(timer);
    }
  };

  const observationOf = (error: unknown) =>
    error instanceof Error ? session.observationOf?.(error) : undefined;

  const ask = (call: FactCall): Promise<WholeAnswer> => {
    const asked = () => withinLimit(() => send(call, deadline));
    return call.in === "own" && ownAnswers ? ownAnswers.findOrAsk(call, asked) : asked();
  };

  return (call, { isOnce, cleansUp } = { isOnce: false, cleansUp: false }) => {
    if (isOnce) return withinLimit(() => send(call, cleansUp ? cleanUpDeadline : deadline));
    const identity = canonicalJson(call);
    const known = answers.get(identity);
    if (known) return known;
    const answer = ask(call);
    answers.set(identity, answer);
    return answer;
  };
}

/** Aborts so much later than the other signal. */
function laterThan(signal: AbortSignal, milliseconds: number): AbortSignal {
  const later = new AbortController();
  const begin = () => void setTimeout(() => later.abort(), milliseconds).unref();
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return later.signal;
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
