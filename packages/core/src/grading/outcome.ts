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
