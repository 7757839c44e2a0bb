import * as z from "zod";
import { Instant, Region } from "../ids.ts";
import { Points } from "./points.ts";

/** Whose fault it is that no verdict was reached. None of them is the learner's work. */
export const Fault = z.enum([
  /** The role or one action was denied: the learner must act. */
  "access",
  /** AWS is not finished: asked again by itself. */
  "target",
  /** Throttled after retries, timed out, 5xx: ours or AWS's; retried. */
  "platform",
  /** The lab is wrong: an instructor must act. */
  "rubric",
  /** Not in the stored evidence of a regrade: an instructor must act. */
  "evidence",
]);
export type Fault = z.infer<typeof Fault>;

/** What the texts of a reason are filled with. Texts may come from the learner's account. */
export const ReasonParams = z.record(z.string(), z.union([z.string(), z.number()]));
export type ReasonParams = z.infer<typeof ReasonParams>;

/** One call that was made to reach a verdict. */
export const LookedAt = z.strictObject({
  service: z.string(),
  operation: z.string(),
  region: Region,
  /** The name of what was looked at, as the call names it; absent where the call names nothing. */
  resource: z.string().optional(),
  at: Instant,
});
export type LookedAt = z.infer<typeof LookedAt>;

/** One check of a comparison, as it was or is. */
const ComparedState = z.strictObject({
  /** Id of the criterion within its stage. */
  id: z.string(),
  isMet: z.boolean(),
  reason: z.string(),
  params: ReasonParams,
  expected: z.string(),
});

/** What a comparison found for one aspect: the same checks, then and now. */
export const ComparedAspect = z.strictObject({
  aspect: z.string(),
  isBetter: z.boolean(),
  before: z.array(ComparedState),
  now: z.array(ComparedState),
});
export type ComparedAspect = z.infer<typeof ComparedAspect>;

const found = { reason: z.string(), params: ReasonParams };

/** A verdict without the calls that led to it. */
export const Verdict = z.discriminatedUnion("outcome", [
  z.strictObject({ ...found, outcome: z.literal("met"), points: Points }),
  z.strictObject({ ...found, outcome: z.literal("partly"), points: Points }),
  z.strictObject({ ...found, outcome: z.literal("not_met"), points: Points }),
  z.strictObject({ ...found, outcome: z.literal("unknown"), fault: Fault }),
  z.strictObject({ ...found, outcome: z.literal("not_judged") }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** What a person decided about one criterion, and what stands without them. */
export const Decision = z.strictObject({
  /** For staff only. */
  login: z.string(),
  at: Instant,
  /** The reason of an override, the comment of a mark; absent where a mark has none. */
  note: z.string().optional(),
  /** Of a mark: which of the lab's levels, from 1. */
  level: z.int().min(1).optional(),
  /** From evidence and answers; it comes back when the decision is taken back. */
  judged: Verdict,
});
export type Decision = z.infer<typeof Decision>;

const judged = {
  /** Full name: `stage.criterion`. */
  criterion: z.string(),
  /** Code in the catalogue of reasons. */
  reason: z.string(),
  params: ReasonParams,
  maxPoints: z.number().nonnegative(),
  /** What had to be true, for a person. */
  expected: z.string().optional(),
  lookedAt: z.array(LookedAt),
  /** A person decided it; absent: judged from evidence and answers. */
  by: z.enum(["override", "mark"]).optional(),
  /** Present with `by`. */
  decision: Decision.optional(),
  /** Counts in neither direction for now: the verdict is kept, its points are not counted. */
  held: z.literal(true).optional(),
  /** The hold of this criterion took the submission's attempt back; only with `held`. */
  givesBack: z.literal(true).optional(),
  /** Of a comparison with an earlier stage only. */
  compared: z.array(ComparedAspect).optional(),
};

/** The verdict on one criterion. `unknown` and `not_judged` carry no points: they are never a zero. */
export const Outcome = z.discriminatedUnion("outcome", [
  z.strictObject({ ...judged, outcome: z.literal("met"), points: Points }),
  z.strictObject({ ...judged, outcome: z.literal("partly"), points: Points }),
  z.strictObject({ ...judged, outcome: z.literal("not_met"), points: Points }),
  z.strictObject({ ...judged, outcome: z.literal("unknown"), fault: Fault }),
  /** Behind a red gate, or a question in `try`. */
  z.strictObject({ ...judged, outcome: z.literal("not_judged") }),
]);
export type Outcome = z.infer<typeof Outcome>;
export type OutcomeKind = Outcome["outcome"];

/** No verdict was reached, and the criterion counts: the submission has no whole result. */
export function isUnknown(outcome: Outcome): outcome is Extract<Outcome, { outcome: "unknown" }> {
  return outcome.outcome === "unknown" && outcome.held === undefined;
}

/** Points of an outcome, `undefined` where nothing was judged. */
export function pointsOfOutcome(outcome: Outcome): Points | undefined {
  return outcome.outcome === "unknown" || outcome.outcome === "not_judged"
    ? undefined
    : outcome.points;
}
