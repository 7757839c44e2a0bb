import * as z from "zod";
import { SubmissionId } from "../ids.ts";

/** Every message of the grading queue and of the regrade queue. */
export const QueueMessage = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("grade"), submissionId: SubmissionId }),
  z.strictObject({ kind: z.literal("verify"), verificationId: z.string().min(1).max(64) }),
  z.strictObject({
    kind: z.literal("regrade"),
    regradeId: z.string().min(1).max(64),
    submissionId: SubmissionId,
  }),
]);
export type QueueMessage = z.infer<typeof QueueMessage>;
