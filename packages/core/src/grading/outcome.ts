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

/** Points of an outcome, `undefined` where nothing was judged. */
export function pointsOfOutcome(outcome: Outcome): Points | undefined {
  return outcome.outcome === "unknown" || outcome.outcome === "not_judged"
    ? undefined
    : outcome.points;
}
