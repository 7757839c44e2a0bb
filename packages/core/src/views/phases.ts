import * as z from "zod";
import { Instant, SubmissionId } from "../ids.ts";
import type { Job } from "../jobs/job.ts";
import { isClosed, type Submission } from "../submissions/submission.ts";
import { secondsBetween } from "../time.ts";

/** Where work may be on its way. `follow_up`: closed, its cell and event still have to follow. */
export const phases = ["queued", "waiting", "grading", "follow_up", "job"] as const;
export type Phase = (typeof phases)[number];

/** What is in one phase now. */
export const PhaseCount = z.object({
  count: z.int(),
  /** Of the oldest, since it was submitted or started. */
  oldestSeconds: z.number().optional(),
  /** The oldest, to look at first. */
  oldest: z.string().optional(),
});
export type PhaseCount = z.infer<typeof PhaseCount>;

/** Counts add up: those of several pages are those of the whole. */
export const PhaseCounts = z.object({
  at: Instant,
  phases: z.object({
    queued: PhaseCount,
    waiting: PhaseCount,
    grading: PhaseCount,
    follow_up: PhaseCount,
    job: PhaseCount,
  }),
});
export type PhaseCounts = z.infer<typeof PhaseCounts>;

export const noneInPhase: PhaseCount = { count: 0 };

export function phaseOf({ state }: Pick<Submission, "state">): Phase {
  if (isClosed(state)) return "follow_up";
  return state;
}

/** Counts of the things that are open, by phase. */
export function countPhases(
  open: readonly { readonly phase: Phase; readonly id: string; readonly since: string }[],
  now: string,
): PhaseCounts {
  const countOf = (phase: Phase): PhaseCount =>
    open
      .filter((each) => each.phase === phase)
      .map(({ id, since }): PhaseCount => {
        return { count: 1, oldest: id, oldestSeconds: Math.max(0, secondsBetween(since, now)) };
      })
      .reduce(addPhase, noneInPhase);
  return {
    at: now,
    phases: {
      queued: countOf("queued"),
      waiting: countOf("waiting"),
      grading: countOf("grading"),
      follow_up: countOf("follow_up"),
      job: countOf("job"),
    },
  };
}

export function addPhases(left: PhaseCounts, right: PhaseCounts): PhaseCounts {
  return {
    at: left.at,
    phases: {
      queued: addPhase(left.phases.queued, right.phases.queued),
      waiting: addPhase(left.phases.waiting, right.phases.waiting),
      grading: addPhase(left.phases.grading, right.phases.grading),
      follow_up: addPhase(left.phases.follow_up, right.phases.follow_up),
      job: addPhase(left.phases.job, right.phases.job),
    },
  };
}

function addPhase(left: PhaseCount, right: PhaseCount): PhaseCount {
  const older = (right.oldestSeconds ?? -1) > (left.oldestSeconds ?? -1) ? right : left;
  return { ...older, count: left.count + right.count };
}

/** What is open, as it is counted. */
export function openSubmission(submission: Submission) {
  const { submissionId: id, acceptedAt, submittedAt } = submission;
  return { phase: phaseOf(submission), id, since: acceptedAt ?? submittedAt };
}

export function openJob({ jobId: id, startedAt: since }: Job) {
  return { phase: "job" as const, id, since };
}

/** A message that the queue gave up, as operators see it. */
export const DeadLetterView = z.object({
  messageId: z.string(),
  /** When the message was sent first. */
  at: Instant,
  cause: z.string(),
  submissionId: SubmissionId.optional(),
  jobId: z.string().optional(),
});
export type DeadLetterView = z.infer<typeof DeadLetterView>;
