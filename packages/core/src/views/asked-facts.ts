import { factId } from "../facts/fact.ts";
import { getFact } from "../facts/read-facts.ts";
import { type BoundStage, usesOf } from "../lab/bind-stage.ts";
import { type StageCalls, stageCalls } from "../lab/stage-calls.ts";
import { criteriaOfFacts } from "../lab/visible-facts.ts";
import type { AskedFact } from "./asked-fact.ts";

/** Everything that a stage asks of AWS, and how much that is. */
export function askedFacts(stage: BoundStage): Omit<StageCalls, "facts"> & { facts: AskedFact[] } {
  const calls = stageCalls(stage);
  return { ...calls, facts: described(calls, criteriaOfFacts(stage)) };
}

/**
 * What a stage asks for the criteria that learners see. What is asked for hidden ones alone, or to
 * tell what a hidden one of another stage has left behind, is not among it.
 */
export function visibleAskedFacts(stage: BoundStage): AskedFact[] {
  const refs = stage.criteria
    .flatMap((bound) => (bound.kind === "check" && !bound.criterion.isHidden ? usesOf(bound) : []))
    .filter((use) => use.stage === undefined);
  return described(stageCalls(stage, refs), criteriaOfFacts(stage, "learner"));
}

function described(
  { facts }: StageCalls,
  criteria: ReturnType<typeof criteriaOfFacts>,
): AskedFact[] {
  return facts.map(({ fact, params, level, operations, calls, after }) => {
    const { summary, probe } = getFact(fact);
    return {
      ...{ fact, summary, params, level, calls },
      criteria: [...new Set(criteria.get(factId({ kind: fact, params })))],
      operations: [...operations],
      after: [...after],
      ...(probe === undefined ? {} : { probe }),
    };
  });
}
