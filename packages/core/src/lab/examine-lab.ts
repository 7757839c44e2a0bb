import { factPlan } from "../facts/fact-plan.ts";
import { longestSessionPolicy, sessionPolicyOf } from "../policy/derive-policy.ts";
import { bindStage, factsOfStage } from "./bind-stage.ts";
import type { Lab } from "./lab.ts";

/** What one stage of a lab asks of a learner's account. */
export interface StageExamination {
  readonly stage: string;
  readonly criteria: number;
  readonly points: number;
  /** Facts that are asked, each once; near misses only when something is not found. */
  readonly facts: number;
  /** How many questions stand on the answers of others, one after the other. */
  readonly depth: number;
  readonly sessionPolicyCharacters: number;
  /** Too long a session policy, or one that is near it: the lab cannot be published beyond the limit. */
  readonly warnings: readonly string[];
}

/** Nearly full: the next criterion may be the one too many. */
const nearlyFull = 0.9;

/** Looks at every stage as it would be asked of a learner with an ordinary name and account. */
export function examineLab(lab: Lab): readonly StageExamination[] {
  const accountId = "111111111111";
  return lab.stages.map((stage) => {
    const bound = bindStage(lab, stage.id, {
      learner: { login: "learner-01", accountId },
      graderAccountId: "222222222222",
    });
    const facts = factsOfStage(bound);
    const plan = factPlan(facts);
    const policy = sessionPolicyOf(facts, accountId);
    return {
      stage: stage.id,
      criteria: stage.criteria.length,
      points: stage.criteria.reduce((sum, criterion) => sum + criterion.points, 0),
      facts: plan.flat().length,
      depth: plan.length,
      sessionPolicyCharacters: policy.characters,
      warnings: policyWarnings(policy.characters),
    };
  });
}

function policyWarnings(characters: number): readonly string[] {
  if (characters > longestSessionPolicy) {
    return [
      `the session policy has ${characters} characters, ${longestSessionPolicy} are possible: ` +
        "ask of fewer tables or regions in one stage, or make two stages of it",
    ];
  }
  return characters > longestSessionPolicy * nearlyFull
    ? [`the session policy has ${characters} of ${longestSessionPolicy} characters`]
    : [];
}
