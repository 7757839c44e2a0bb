import { type Answer, largestFactBytes } from "@lab-grader/core/evidence/evidence";
import { type Fact, type FactCall, keptFields, type Paging } from "@lab-grader/core/facts/fact";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { isJsonObject, type Json, type JsonObject } from "@lab-grader/core/json";
import type { Now } from "@lab-grader/core/submissions/ports";
import type { AskAccount, WholeAnswer } from "./ask-account.ts";
import { sizeBytes } from "./evidence-size.ts";

/** What the calls of a fact are made with. */
export interface CallContext {
  readonly fact: Fact;
  readonly ask: AskAccount;
  readonly accountId: string;
  readonly submissionId: string;
  readonly now: Now;
  /** What `$now` stands for; absent: the time of the call. */
  readonly askedAt?: string | undefined;
  /** Ends the pauses between repeated calls. */
  readonly deadline: AbortSignal;
  readonly timings: Pick<GradingTimings, "longestLookSeconds">;
}

/** The answers to all calls of a fact: all at once, or one after the other where their order matters. */
export async function answersOfCalls(
  calls: readonly FactCall[],
  context: CallContext,
): Promise<readonly (readonly Answer[])[]> {
  if (!context.fact.isInOrder)
    return Promise.all(calls.map((call) => answersOfCall(call, context)));
  const answers: (readonly Answer[])[] = [];
  for (const call of calls) {
    // What could not be written is not waited for.
    const { until: _until, ...once } = call;
    const isRefused = answers.flat().some(({ error }) => error !== undefined);
    answers.push(await answersOfCall(isRefused ? once : call, context));
  }
  return answers;
}

/**
 * The answers to one call of a fact, page after page, each cut to what the fact keeps. Stops where
 * AWS refuses, at the fact's last page, or once there is more than evidence keeps.
 */
async function answersOfCall(call: FactCall, context: CallContext): Promise<Answer[]> {
  const { fact } = context;
  const { pages, keep } = fact.operations[call.operation] ?? { keep: [] };
  const mostPages = pages?.maxPages ?? 1;
  const answers: Answer[] = [];
  let bytes = 0;
  const nowSeconds = Math.floor(Date.parse(context.askedAt ?? context.now()) / 1000);
  const input = filled(call.input, { ...context, nowSeconds });
  const { until, ...first } = { ...call, input };
  let asking: FactCall = first;
  for (;;) {
    const whole = await askUntil(asking, until, context);
    const { input } = asking;
    const asked = { ...asking, observedAt: whole.observedAt };
    if ("error" in whole) return [...answers, { ...asked, ...whole.refused, error: whole.error }];

    const token = pages && whole.output[pages.outputToken];
    const hasMore = pages && token !== undefined && token !== null && token !== "";
    const { durationMs } = whole;
    const answer: Answer = { ...asked, durationMs, output: keptFields(whole.output, keep) };
    const isLast = !hasMore || isEnough([...answers, answer], pages);
    bytes += sizeBytes(answer);
    if (isLast) return [...answers, answer];
    if (answers.length + 1 >= mostPages || bytes > largestFactBytes)
      return [...answers, { ...answer, truncated: true }];
    answers.push(answer);
    asking = { ...asking, input: { ...input, [pages.inputToken]: token } };
  }
}

/** Counting, for instance, ends where there are enough; what lies beyond is not missing. */
function isEnough(answers: readonly Answer[], { enough }: Paging): boolean {
  if (!enough) return false;
  const sum = answers.reduce((total, { output }) => total + Number(output?.[enough.output]), 0);
  return sum >= Number(answers[0]?.input[enough.input]);
}

/** The first pause between two looks at what was written a moment ago; each next one is longer. */
const firstPauseMs = 100;
const longestPauseMs = 1_000;

/** One call, or the last of several until its output has the member that is waited for. */
async function askUntil(
  call: FactCall,
  until: FactCall["until"],
  { ask, fact, deadline, now, timings }: CallContext,
): Promise<WholeAnswer> {
  const isOnce = fact.isInOrder || until !== undefined;
  const cleansUp = fact.isInOrder && call.operation.startsWith("Delete");
  const lookSeconds = Math.min(until?.seconds ?? 0, timings.longestLookSeconds);
  const patience = AbortSignal.timeout(Math.round(lookSeconds * 1000));
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const answer = await ask(call, { isOnce, cleansUp });
    const isSeen = until === undefined || "error" in answer || isThere(answer.output[until.member]);
    if (isSeen || patience.aborted) return answer;
    // Not seen in time means something only if there was all the time.
    if (deadline.aborted)
      return { observedAt: now(), error: { name: "TimeoutError", message: "" } };
    await pause(pauseMs, AbortSignal.any([patience, deadline]));
  }
}

/** A query that finds nothing answers an empty list. */
function isThere(member: Json | undefined): boolean {
  return member !== undefined && !(isList(member) && member.length === 0);
}

/** Ends early when the signal says so. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

/** What the placeholders of one call stand for. */
interface Filling {
  readonly accountId: string;
  readonly submissionId: string;
  /** Seconds since the epoch: one instant for the whole call. */
  readonly nowSeconds: number;
}

/**
 * `$account` stands for the account that a session opened, `$submission` for what it was opened
 * for, `$now` and `$now-3600` for the time of the call and an hour before, as AWS's JSON writes it.
 */
function filled(input: JsonObject, filling: Filling): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, filledValue(value, filling)]),
  );
}

function filledValue(value: Json, filling: Filling): Json {
  if (typeof value === "string") {
    const time = /^\$now([+-]\d{1,9})?$/.exec(value);
    if (time) return filling.nowSeconds + Number(time[1] ?? 0);
    return value
      .replaceAll("$account", filling.accountId)
      .replaceAll("$submission", filling.submissionId);
  }
  if (isList(value)) return value.map((item) => filledValue(item, filling));
  return isJsonObject(value) ? filled(value, filling) : value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
