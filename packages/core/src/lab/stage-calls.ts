import type { FactRef } from "../facts/fact.ts";
import { factPlan } from "../facts/fact-plan.ts";
import { getFact } from "../facts/read-facts.ts";
import type { JsonObject } from "../json.ts";
import { type BoundStage, factsOfStage } from "./bind-stage.ts";

/** One fact of a stage and the calls that answer it. */
export interface FactCalls {
  readonly fact: string;
  readonly params: JsonObject;
  /** From 1: facts of one level are asked at the same time. */
  readonly level: number;
  /** `dynamodb DescribeTable` */
  readonly operations: readonly string[];
  /**
   * Pages not counted. Of a fact that stands on others it is an estimate, one per operation: what is
   * asked hangs on their answers, and often it is nothing.
   */
  readonly calls: number;
  /** Facts whose answers it needs. */
  readonly after: readonly string[];
}

/** What a stage asks of a learner's account. */
export interface StageCalls {
  readonly stage: string;
  /** Levels, one after the other. */
  readonly depth: number;
  /** The sum of its facts' calls: an estimate where facts stand on others. */
  readonly calls: number;
  readonly facts: readonly FactCalls[];
}

/**
 * Lists the calls of a stage, in the order of asking.
 * @param asked default: every fact of the stage
 */
export function stageCalls(
  bound: BoundStage,
  asked: readonly FactRef[] = factsOfStage(bound),
): StageCalls {
  const plan = factPlan(asked);
  const facts = plan.flatMap((level, depth) => level.map((ref) => factCalls(ref, depth + 1)));
  return {
    stage: bound.stage,
    depth: plan.length,
    calls: facts.reduce((sum, { calls }) => sum + calls, 0),
    facts,
  };
}

function factCalls({ kind, params }: FactRef, level: number): FactCalls {
  const fact = getFact(kind);
  const after = Object.values(fact.after(params)).map((parent) => parent.kind);
  const declared = Object.entries(fact.operations).map(
    ([operation, { service }]) => `${service} ${operation}`,
  );
  // What a fact asks after others hangs on their answers; without parents it is known now.
  const calls = after.length === 0 ? fact.ask(params, {}) : [];
  return {
    fact: kind,
    params,
    level,
    operations:
      calls.length === 0
        ? declared
        : [...new Set(calls.map(({ service, operation }) => `${service} ${operation}`))],
    calls: after.length === 0 ? calls.length : declared.length,
    after: [...new Set(after)],
  };
}
