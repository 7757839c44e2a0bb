import { type Answer, largestFactBytes } from "@lab-grader/core/evidence/evidence";
import { type Fact, type FactCall, keptFields } from "@lab-grader/core/facts/fact";
import { isJsonObject, type Json, type JsonObject } from "@lab-grader/core/json";
import type { AskAccount } from "./ask-account.ts";
import { sizeBytes } from "./evidence-size.ts";

/**
 * The answers to one call of a fact, page after page, each cut to what the fact keeps. Stops where
 * AWS refuses, at the fact's last page, or once there is more than evidence keeps.
 */
export async function answersOfCall(
  call: FactCall,
  { fact, ask, accountId }: { fact: Fact; ask: AskAccount; accountId: string },
): Promise<Answer[]> {
  const { pages, keep } = fact.operations[call.operation] ?? { keep: [] };
  const mostPages = pages?.maxPages ?? 1;
  const answers: Answer[] = [];
  let bytes = 0;
  let input = withAccount(call.input, accountId);
  for (;;) {
    const { service, operation, region } = call;
    const whole = await ask({ service, operation, region, input });
    const asked = { service, operation, region, input, observedAt: whole.observedAt };
    if ("error" in whole) return [...answers, { ...asked, error: whole.error }];

    const token = pages && whole.output[pages.outputToken];
    const isLast = !pages || token === undefined || token === null || token === "";
    const answer: Answer = { ...asked, output: keptFields(whole.output, keep) };
    bytes += sizeBytes(answer);
    if (isLast) return [...answers, answer];
    if (answers.length + 1 >= mostPages || bytes > largestFactBytes)
      return [...answers, { ...answer, truncated: true }];
    answers.push(answer);
    input = { ...input, [pages.inputToken]: token };
  }
}

/** `$account` stands for the account that a session opened; no fact knows it. */
function withAccount(input: JsonObject, accountId: string): JsonObject {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, valueWithAccount(value, accountId)]),
  );
}

function valueWithAccount(value: Json, accountId: string): Json {
  if (typeof value === "string") return value.replaceAll("$account", accountId);
  if (isList(value)) return value.map((item) => valueWithAccount(item, accountId));
  return isJsonObject(value) ? withAccount(value, accountId) : value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
