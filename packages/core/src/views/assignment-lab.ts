import * as z from "zod";
import { probeKinds } from "../facts/fact.ts";
import { AssignmentId, Instant, Region, StageId } from "../ids.ts";
import { AskedFact } from "./asked-fact.ts";
import { QuestionView } from "./question-view.ts";

/** A criterion that a stage takes over from an earlier one: green again, or red now. */
export const Restated = z.object({ stage: StageId, as: z.enum(["again", "fails"]) });
export type Restated = z.infer<typeof Restated>;

/** A criterion as a learner reads it before anything was looked at: no key, no hint. */
export const PublicCriterion = z.object({
  /** Id within the stage. */
  criterion: z.string(),
  title: z.string(),
  /** 0 for the gate outside its own stage. */
  points: z.number(),
  kind: z.enum(["check", "question", "written", "compare"]),
  /** What must be true, in words; of a check or a comparison. */
  expected: z.string().optional(),
  /** While it is red nothing else is judged, and no attempt is used. */
  isGate: z.literal(true).optional(),
  /** Groups criteria for a comparison. */
  aspect: z.string().optional(),
  /** Criteria of the same stage that must be met first, by id. */
  requires: z.array(z.string()).optional(),
  /** Absent where the stage asks it itself. */
  restated: Restated.optional(),
  /** Of a comparison: the earlier stage, and what of it. */
  compare: z.object({ with: StageId, aspects: z.array(z.string()) }).optional(),
});
export type PublicCriterion = z.infer<typeof PublicCriterion>;

/** An assignment's lab as its learners read it: nothing hidden, no keys, no feedback, no hints. */
export const AssignmentLab = z.object({
  assignmentId: AssignmentId,
  lab: z.object({ id: z.string(), version: z.string() }),
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  /** In the learner's account, when cleaned up the same day. */
  costUsd: z.number(),
  /** Per cent of the points that were judged. */
  passAt: z.number(),
  /** What is read or written beyond settings. */
  probes: z.array(z.enum(probeKinds)),
  /** Where we look, by the variables of this assignment; none before it opens. */
  regions: z.array(Region),
  /**
   * Present while the assignment has not opened for the learner who asks: then there is no sheet,
   * and stages tell only their titles and points.
   */
  opensAt: Instant.optional(),
  /** The lab sheet, Markdown as its author wrote it: a text to be shown, never markup to be trusted. */
  sheet: z.string().optional(),
  /** In the lab's order. */
  stages: z.array(
    z.object({
      stage: StageId,
      title: z.string(),
      /** The stage of which one attempt is needed first. */
      after: StageId.optional(),
      /** Of all its criteria, those too that are not shown. */
      maxPoints: z.number(),
      criteria: z.array(PublicCriterion),
      /** Questions and written parts, to be answered with the submission. */
      questions: z.array(QuestionView),
      /** Everything that is asked of AWS for the criteria that are shown, in the order of asking. */
      asks: z.array(AskedFact),
    }),
  ),
});
export type AssignmentLab = z.infer<typeof AssignmentLab>;
