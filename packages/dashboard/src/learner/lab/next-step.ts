import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import type { Standing } from "./due.ts";
import type { StageProgress } from "./stage-progress.ts";

/** A stage with how far the learner is in it. */
export interface StageStanding {
  readonly stage: string;
  readonly title: string;
  readonly progress: StageProgress;
}

/** What a learner does next in a lab, and where. */
export type NextStep =
  | { readonly kind: "wait_until_open" }
  | { readonly kind: "follow"; readonly title: string; readonly submissionId: string }
  | { readonly kind: "start"; readonly title: string; readonly stage: string }
  | {
      readonly kind: "look_again" | "improve";
      readonly title: string;
      readonly submissionId: string;
    }
  | { readonly kind: "wait_for_instructor" }
  | { readonly kind: "clean_up"; readonly submissionId: string }
  | { readonly kind: "closed" }
  | { readonly kind: "nothing" };

/** The first thing that brings the lab on; one that is finished is cleaned up. */
export function nextStep(of: {
  readonly standing: Standing;
  readonly isPassed: boolean;
  readonly stages: readonly StageStanding[];
  /** The newest first. */
  readonly submissions: readonly SubmissionSummary[];
}): NextStep {
  const { standing, isPassed, stages, submissions } = of;
  if (standing === "upcoming") return { kind: "wait_until_open" };

  const moving = stages.find(({ progress }) => isMoving(progress));
  if (moving?.progress.latest) {
    return { kind: "follow", title: moving.title, ...idOf(moving.progress.latest) };
  }
  const newest = submissions.find(({ state }) => state !== "canceled");
  if (isPassed && newest) return { kind: "clean_up", ...idOf(newest) };
  if (standing === "closed")
    return newest ? { kind: "clean_up", ...idOf(newest) } : { kind: "closed" };

  const open = stages.find(({ progress }) => progress.attempts === 0 && isOpen(progress));
  if (open?.progress.latest) {
    return { kind: "look_again", title: open.title, ...idOf(open.progress.latest) };
  }
  if (open) return { kind: "start", title: open.title, stage: open.stage };
  const better = stages.find(({ progress }) => progress.status === "partly" && progress.left !== 0);
  if (better?.progress.kept) {
    return { kind: "improve", title: better.title, ...idOf(better.progress.kept) };
  }
  const isRead = stages.some(({ progress }) => progress.status === "with_instructor");
  return isRead ? { kind: "wait_for_instructor" } : nothing;
}

const nothing = { kind: "nothing" } as const;

function isMoving({ status }: StageProgress): boolean {
  return status === "on_its_way" || status === "waiting";
}

/** Something can be handed in, as far as the stages go. */
function isOpen({ status }: StageProgress): boolean {
  return status !== "locked" && status !== "with_instructor";
}

function idOf({ submissionId }: SubmissionSummary) {
  return { submissionId };
}
