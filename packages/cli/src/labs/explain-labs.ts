import { createHash } from "node:crypto";
import { type BindingValues, bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { labChecklist, type StageChecklist } from "@lab-grader/core/lab/checklist";
import type { Lab } from "@lab-grader/core/lab/lab";
import { type StageCalls, stageCalls } from "@lab-grader/core/lab/stage-calls";
import { longestSessionPolicy, sessionPolicyOf } from "@lab-grader/core/policy/derive-policy";
import {
  type LearnerRoleTemplate,
  learnerRoleTemplate,
} from "@lab-grader/core/policy/learner-role-template";

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

/** All that is derived from labs: each by itself, and the role that all of them need together. */
export interface LabsExplanation {
  readonly labs: readonly LabExplanation[];
  readonly role: LearnerRoleTemplate;
}

/** @param deploymentStage what the template takes for granted; absent: whoever makes the stack says it */
export function explainLabs(
  labs: readonly Lab[],
  deploymentStage: string | undefined,
): LabsExplanation {
  return {
    labs: labs.map(explainLab),
    role: learnerRoleTemplate(
      labs.map((lab) => ({ lab })),
      {
        stage: deploymentStage,
        hash: (text) => createHash("sha256").update(text).digest("hex"),
      },
    ),
  };
}

function explainLab(lab: Lab): LabExplanation {
  const bound = lab.stages.map(({ id }) => bindStage(lab, id, exampleValues));
  return {
    lab: lab.id,
    version: lab.version,
    title: lab.title,
    policies: bound.map((stage) => {
      const { accountId } = exampleValues.learner;
      const policy = sessionPolicyOf(factsOfStage(stage), accountId);
      return {
        stage: stage.stage,
        characters: policy.characters,
        limit: longestSessionPolicy,
        ...(policy.fits ? { policy: JSON.parse(policy.document) } : {}),
      };
    }),
    calls: bound.map(stageCalls),
    checklist: labChecklist(lab, exampleValues),
  };
}
