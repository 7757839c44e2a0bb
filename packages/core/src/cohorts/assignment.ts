import * as z from "zod";
import { LatePolicy } from "../gradebook/late-policy.ts";
import { Points } from "../grading/points.ts";
import { AssignmentId, CohortId, Instant, StageId } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/** How learners get at the hints of a criterion. Counted per stage of a learner, if at all. */
export const HintPolicy = z.enum(["off", "free", "one_per_attempt"]);
export type HintPolicy = z.infer<typeof HintPolicy>;

/** A criterion that counts in neither direction for now. */
export const Hold = z.strictObject({
  /** `stage.criterion` */
  criterion: z.string(),
  by: z.string(),
  at: Instant,
  reason: z.string(),
});
export type Hold = z.infer<typeof Hold>;

/** A version of a lab given to a cohort, with its rules. Lies in a partition of its own. */
export const Assignment = z.strictObject({
  assignmentId: AssignmentId,
  cohortId: CohortId,
  labId: z.string(),
  labVersion: z.string(),
  labDigest: z.string(),
  /** Of its column in the gradebook and in exports. */
  title: z.string().min(1).max(100),
  /** Counts the changes of this assignment. */
  version: z.int().min(1),
  /** Stages in the lab's order; `after` must have one counted attempt first. */
  stages: z
    .array(
      z.strictObject({
        stage: StageId,
        after: StageId.optional(),
        /** Earlier stages whose counted attempt this one is compared with. */
        comparesWith: z.array(StageId).optional(),
      }),
    )
    .min(1),
  /** Of all stages of the lab together. */
  maxPoints: Points,
  /** Per cent of the points that were judged. */
  passAt: z.number().min(0).max(100),
  opensAt: Instant,
  /** Lateness counts from here. */
  dueAt: Instant,
  /** No submissions from this time on. */
  closesAt: Instant,
  /** IANA name of the zone in which its times are shown; they are stored in UTC. */
  timeZone: z.string().min(1).max(64),
  /** Counted attempts per stage; absent: unlimited. */
  attemptLimit: z.int().min(1).optional(),
  /** Between the end of an attempt and the next submission of its stage. */
  coolDownSeconds: z.int().min(1).optional(),
  keep: z.enum(["best", "last"]),
  /** Absent: lateness is shown, but costs nothing. */
  latePolicy: LatePolicy.optional(),
  /** What a blocked or waiting submission shows of the criteria that could be judged. */
  blockedFeedback: z.enum(["full", "unknownOnly"]),
  hints: HintPolicy,
  /** Values of the lab's variables that this assignment sets. */
  variables: z.record(z.string(), z.string()),
  /** `hidden`: learners see no points of it in the gradebook yet. */
  release: z.enum(["released", "hidden"]),
  holds: z.array(Hold).optional(),
  /** The number of its column in Canvas, where one was named. */
  canvasId: z
    .string()
    .regex(/^\d{1,20}$/, "the number of an assignment in Canvas: digits only")
    .optional(),
  /** Maximum of its grade item in Moodle, where it isn't `maxPoints`. */
  moodleMaximum: z.number().positive().max(100).optional(),
});
export type Assignment = z.infer<typeof Assignment>;

export const AssignmentRecord = defineRecord({
  kind: "assignment",
  schema: Assignment,
  key: (key: { assignmentId: string }) => ({ pk: key.assignmentId, sk: "assignment" }),
});
