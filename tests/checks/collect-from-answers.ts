import type { Answer, FactEvidence } from "@lab-grader/core/evidence/evidence";
import { type FactCall, type FactRef, keptFields } from "@lab-grader/core/facts/fact";
import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { type CollectedEvidence, FactReader, getFact } from "@lab-grader/core/facts/read-facts";
import { canonicalJson } from "@lab-grader/core/json";
import { type GoldenAnswer, type GoldenCase, isRefusal } from "./golden-case.ts";

const observedAt = "2026-03-01T12:00:00.000Z";
const access = { status: "open", way: "role" } as const;

/** Asks the facts of a golden case's written answers, as the grader asks an account. */
export function collectFromAnswers(
  golden: Pick<GoldenCase, "name" | "answers" | "truncated">,
  facts: readonly FactRef[],
): { readonly evidence: CollectedEvidence; readonly asked: readonly string[] } {
  const collected: FactEvidence[] = [];
  const asked: string[] = [];
  for (const ref of factPlan(facts).flat()) {
    const fact = getFact(ref.kind);
    const parents = new FactReader({ access, facts: collected }).parentsOf(ref);
    if ("instead" in parents) continue;
    const answers = fact.ask(ref.params, parents.values).flatMap((call) => {
      asked.push(call.operation);
      const keep = fact.operations[call.operation]?.keep ?? [];
      return answersTo(call, golden).map((answer) => answerOf(call, answer, keep));
    });
    const last = answers.at(-1);
    if (last && golden.truncated?.includes(last.operation)) {
      answers.splice(-1, 1, { ...last, truncated: true });
    }
    collected.push({ kind: ref.kind, params: ref.params, answers });
  }
  return { evidence: { access, facts: collected }, asked };
}

function answersTo(
  call: FactCall,
  { name, answers }: Pick<GoldenCase, "name" | "answers">,
): readonly GoldenAnswer[] {
  const about = canonicalJson({ region: call.region, input: call.input });
  const [found] = Object.entries(answers)
    .filter(([key]) => {
      const [operation, part = ""] = key.split(" ");
      return operation === call.operation && about.includes(part);
    })
    .sort(([left], [right]) => right.length - left.length);
  if (!found) throw new Error(`The case "${name}" has no answer to ${call.operation} ${about}.`);
  const [, answer] = found;
  return Array.isArray(answer) ? answer : [answer];
}

function answerOf(call: FactCall, answer: GoldenAnswer, keep: readonly string[]): Answer {
  const { until: _until, ...asked } = call;
  const base = { ...asked, observedAt };
  if (isRefusal(answer)) {
    const refused = answer.refused && { service: "sts", operation: answer.refused, input: {} };
    return { ...base, ...refused, error: answer.error };
  }
  const { durationMs } = answer;
  return {
    ...base,
    ...(typeof durationMs === "number" && { durationMs }),
    output: keptFields(answer, keep),
  };
}
