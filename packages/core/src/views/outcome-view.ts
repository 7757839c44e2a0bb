import * as z from "zod";
import { Fault, LookedAt } from "../grading/outcome.ts";
import { Instant } from "../ids.ts";
import { Answer } from "../lab/answers.ts";
import type { Criterion, Lab } from "../lab/lab.ts";

/** An outcome in a few words, for a cell of the gradebook. */
export const OutcomeSummary = z.object({
  /** Id within the stage. */
  criterion: z.string(),
  outcome: z.enum(["met", "partly", "not_met", "unknown", "not_judged"]),
  /** Only of an unknown outcome: whose turn it is. */
  fault: Fault.optional(),
  reason: z.string(),
  short: z.string(),
  /** Rounded to 2 decimals; null where nothing was judged. */
  points: z.number().nullable(),
  maxPoints: z.number(),
  /** It counts in neither direction for now. */
  isHeld: z.literal(true).optional(),
});
export type OutcomeSummary = z.infer<typeof OutcomeSummary>;

/** An outcome with everything that a learner reads about it, in the order in which it is read. */
export const OutcomeView = OutcomeSummary.extend({
  title: z.string(),
  expected: z.string().optional(),
  /** Absent where the criterion is met, like all that follows but `lookedAt` and `isHidden`. */
  found: z.string().optional(),
  lookedAt: z.array(LookedAt),
  doNext: z.string().optional(),
  /** Address of AWS's documentation, without `https://`. */
  read: z.string().optional(),
  /** The author's sentence for this reason. */
  fromTeacher: z.string().optional(),
  why: z.string().optional(),
  /** Of what is not met, where the assignment shows hints: how many were seen, and how many there are. */
  hints: z.object({ seen: z.int(), of: z.int() }).optional(),
  /** Of a failure that was shown on purpose: what was seen of it. */
  seen: z.string().optional(),
  /** Of a comparison with an earlier stage: the same checks then and now, in words. */
  compared: z
    .array(
      z.object({ aspect: z.string(), isBetter: z.boolean(), before: z.string(), now: z.string() }),
    )
    .optional(),
  /** A person decided it: who, why, and what was judged without them. */
  decided: z
    .object({
      by: z.enum(["override", "mark"]),
      /** Learners read "an instructor". */
      who: z.string(),
      at: Instant,
      note: z.string().optional(),
      /** Of a mark: which of the levels, from 1. */
      level: z.int().optional(),
      judged: z.object({
        outcome: OutcomeSummary.shape.outcome,
        short: z.string(),
        points: z.number().nullable(),
      }),
    })
    .optional(),
  /** Of a criterion on hold: what that means, and why. */
  onHold: z.object({ text: z.string(), reason: z.string().optional() }).optional(),
  /** Of a question or a written part: what the learner answered, as it came. */
  answer: Answer.optional(),
  /** Only staff sees it. */
  isHidden: z.literal(true).optional(),
});
export type OutcomeView = z.infer<typeof OutcomeView>;

/** The criteria of a stage in the order of their outcomes: the gate first where it is taken over. */
export function criteriaOfStage(lab: Lab, stageId: string): readonly Criterion[] {
  const criteria = lab.stages.find(({ id }) => id === stageId)?.criteria ?? [];
  const { gate } = lab;
  if (gate === undefined || criteria.some(({ id }) => id === gate.id)) return criteria;
  return [{ ...gate, name: `${stageId}.${gate.id}`, points: 0 }, ...criteria];
}
