import * as z from "zod";
import { JobId, StageId, SubmissionId } from "../ids.ts";
import { JobFailure } from "../jobs/job-work.ts";

/** What becomes of grades that would be worse, and of what people have decided. */
export const RegradeOptions = z.strictObject({
  /** A grade with fewer points than now stays as it is. */
  neverLower: z.boolean(),
  /** A criterion that somebody has overridden keeps that outcome. */
  keepOverrides: z.boolean(),
  /** A written part that somebody has marked keeps its mark. */
  keepMarks: z.boolean(),
});
export type RegradeOptions = z.infer<typeof RegradeOptions>;

export const usualOptions: RegradeOptions = {
  neverLower: false,
  keepOverrides: true,
  keepMarks: true,
};

/** The most submissions that one request may list. */
export const mostListed = 500;

export const RegradeSelection = z.discriminatedUnion(
  "which",
  [
    /** Every closed submission with a grade. */
    z.strictObject({ which: z.literal("all"), stage: StageId.optional() }),
    /** Those that used an attempt. */
    z.strictObject({ which: z.literal("counted"), stage: StageId.optional() }),
    /** The attempt of each learner and stage that the gradebook shows. */
    z.strictObject({ which: z.literal("effective"), stage: StageId.optional() }),
    z.strictObject({
      which: z.literal("listed"),
      submissions: z.array(SubmissionId).min(1).max(mostListed),
    }),
  ],
  "which: all, counted, effective or listed",
);
export type RegradeSelection = z.infer<typeof RegradeSelection>;

export const PlanInput = z.strictObject({
  step: z.literal("plan"),
  select: RegradeSelection,
  /** Absent: each submission by the version that it was graded with. */
  lab: z.strictObject({ digest: z.string(), version: z.string() }).optional(),
  source: z.enum(["stored", "recollect"]),
  options: RegradeOptions,
});
export type PlanInput = z.infer<typeof PlanInput>;

export const ApplyInput = z.strictObject({
  step: z.literal("apply"),
  /** The job that planned it. */
  plan: JobId,
  options: RegradeOptions,
  /** One more attempt for each submission whose points changed. */
  giveAttemptsBack: z.boolean(),
  /** Says in the event that learners are to be told. */
  notify: z.boolean(),
  /** Submissions from now on are graded by this version too. */
  adopt: z.strictObject({ digest: z.string() }).optional(),
});
export type ApplyInput = z.infer<typeof ApplyInput>;

const RegradeInput = z.discriminatedUnion("step", [PlanInput, ApplyInput]);

/** @throws JobFailure where the job was started by another version of the code. */
export function readRegradeInput(input: unknown): PlanInput | ApplyInput {
  const parsed = RegradeInput.safeParse(input);
  if (!parsed.success) throw new JobFailure("job.unknown_kind", { kind: "regrade" });
  return parsed.data;
}
