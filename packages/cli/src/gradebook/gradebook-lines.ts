import type { GradebookRow } from "@lab-grader/core/contracts/http";
import { markOf } from "@lab-grader/core/views/feedback-order";
import type { GradebookLine } from "./gradebook-table.ts";

/** The rows of one stage, as the gradebook of the API has them. */
export function stageLines(
  stageId: string,
  rows: readonly GradebookRow[],
): readonly GradebookLine[] {
  return rows.map(({ login, stages }) => {
    const stage = stages.find(({ stage: id }) => id === stageId);
    const allMet = stage?.shown?.criteria.every(({ outcome }) => outcome === "met");
    return {
      login,
      state: stage?.latest?.state,
      points: stage?.shown?.points ?? null,
      attempts: stage?.attempts ?? 0,
      outcomes: (stage?.shown?.criteria ?? []).map(markOf),
      why: stage?.why ?? (allMet ? "as asked" : ""),
    };
  });
}
