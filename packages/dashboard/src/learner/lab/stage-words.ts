import type { StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { formatPointsOf } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { StageProgress } from "./stage-progress.ts";

/** The mark of a stage's state; its word stands beside it. */
export const stageMarks: Readonly<Record<StageProgress["status"], StatusIndicatorProps.Type>> = {
  locked: "stopped",
  not_started: "pending",
  on_its_way: "in-progress",
  waiting: "in-progress",
  with_instructor: "info",
  blocked: "warning",
  failed: "warning",
  not_counted: "warning",
  partly: "info",
  complete: "success",
  hidden: "info",
};

/** `34 of 40 points`, `on its way`, `opens after one attempt of “Build it”`. */
export function stageStateWords(
  { status, kept, lockedBy }: StageProgress,
  titleOf: (stage: string) => string,
): string {
  const { states } = text.labs;
  switch (status) {
    case "locked":
      return states.locked(titleOf(lockedBy ?? ""));
    case "partly":
    case "complete":
      return kept ? states[status](keptPoints(kept)) : states.not_started;
    default:
      return states[status];
  }
}

/** `9 attempts left, 1 used` */
export function attemptsWords({ attempts, left }: StageProgress): string {
  const { labs } = text;
  if (left === undefined) return labs.attemptsUnlimited(attempts);
  return left === 0 ? labs.noAttemptsLeft(attempts) : labs.attemptsLeft(left, attempts);
}

/** Of the attempt that counts; its points may not be released yet. */
export function keptPoints({
  points,
  maxPoints,
}: Pick<NonNullable<StageProgress["kept"]>, "points" | "maxPoints">): string {
  if (points === null || maxPoints === null) return text.labs.notShown;
  return formatPointsOf(points, maxPoints);
}
