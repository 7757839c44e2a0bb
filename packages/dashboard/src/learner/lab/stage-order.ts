import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import type { OrderedStage } from "./stage-progress.ts";

type LabStage = AssignmentLab["stages"][number];

/** What a stage waits for: the one before it, and those that it is compared with. */
export function orderOf({ stage, after, criteria }: LabStage): OrderedStage {
  const compared = criteria.flatMap(({ compare }) => (compare ? [compare.with] : []));
  return { stage, needs: [...new Set([...(after === undefined ? [] : [after]), ...compared])] };
}

/** The title of a stage; its id where there is none of this name. */
export function stageTitle(lab: Pick<AssignmentLab, "stages">, stage: string): string {
  return lab.stages.find((one) => one.stage === stage)?.title ?? stage;
}
