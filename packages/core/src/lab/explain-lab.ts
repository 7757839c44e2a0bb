import { longestSessionPolicy, sessionPolicyOf } from "../policy/derive-policy.ts";
import { type BindingValues, type BoundStage, bindStage, factsOfStage } from "./bind-stage.ts";
import { labChecklist, type StageChecklist } from "./checklist.ts";
import type { Lab } from "./lab.ts";
import { type StageCalls, stageCalls } from "./stage-calls.ts";

/** Nobody's account: it stands where a learner's will. */
export const exampleValues: BindingValues = {
  learner: { login: "learner-01", accountId: "111111111111" },
  graderAccountId: "222222222222",
};

/** The session policy of one stage, for an example account. */
export interface StagePolicy {
  readonly stage: string;
  readonly characters: number;
  /** AWS would take a little more; the rest is room. */
  readonly limit: number;
  /** Absent where it is longer than that. */
  readonly policy?: unknown;
}

/** All that is derived from one lab. */
export interface LabExplanation {
  readonly lab: string;
  readonly version: string;
  readonly title: string;
  readonly policies: readonly StagePolicy[];
  readonly calls: readonly StageCalls[];
  readonly checklist: readonly StageChecklist[];
}

/** Derives what a lab asks of AWS and of its learners; nothing is asked of anybody. */
export function explainLab(lab: Lab): LabExplanation {
  const bound = lab.stages.map(({ id }) => bindStage(lab, id, exampleValues));
  return {
    lab: lab.id,
    version: lab.version,
    title: lab.title,
    policies: bound.map(stagePolicy),
    calls: bound.map((stage) => stageCalls(stage)),
    checklist: labChecklist(lab, exampleValues),
  };
}

/** What the grader's session may do in a stage that is bound to the example account. */
export function stagePolicy(bound: BoundStage): StagePolicy {
  const policy = sessionPolicyOf(factsOfStage(bound), exampleValues.learner.accountId);
  return {
    stage: bound.stage,
    characters: policy.characters,
    limit: longestSessionPolicy,
    ...(policy.fits ? { policy: JSON.parse(policy.document) } : {}),
  };
}
