import * as z from "zod";
import { JobId, SubmissionId } from "../ids.ts";

/** Every message of the grading queue (`grade`, `verify`, `look`) and of the regrade queue (`job`). */
export const QueueMessage = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("grade"), submissionId: SubmissionId }),
  /** Whether a learner's account lets us in as it should: only the grader may look. */
  z.strictObject({ kind: z.literal("verify"), jobId: JobId }),
  /** Work over what is stored; without a part: plan it, or send what is left of it. */
  z.strictObject({ kind: z.literal("job"), jobId: JobId, part: z.int().min(1).optional() }),
  /** A part of a job that looks into accounts: only the grader may. */
  z.strictObject({ kind: z.literal("look"), jobId: JobId, part: z.int().min(1) }),
]);
export type QueueMessage = z.infer<typeof QueueMessage>;
