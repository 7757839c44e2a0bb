import { createHash } from "node:crypto";
import { explainLab, type LabExplanation } from "@lab-grader/core/lab/explain-lab";
import type { Lab } from "@lab-grader/core/lab/lab";
import {
  type LearnerRoleTemplate,
  learnerRoleTemplate,
} from "@lab-grader/core/policy/learner-role-template";

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
