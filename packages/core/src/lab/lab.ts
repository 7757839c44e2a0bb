import * as z from "zod";
import { Region, StageId } from "../ids.ts";
import { JsonObject } from "../json.ts";

export const LabId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,62}$/,
    "a lab id: lower-case letters, digits and hyphens, 2 to 63 characters",
  );
export const CriterionId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    "a criterion id: lower-case letters, digits and hyphens, at most 40 characters",
  );
const Version = z.string().regex(/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/, "a version such as 1.0.0");
/** More than 0, at most 2 decimals. */
const CriterionPoints = z.number().positive().max(10_000).multipleOf(0.01);

function duration(units: Readonly<Record<string, number>>) {
  const letters = Object.keys(units).join("");
  return z
    .string()
    .regex(
      new RegExp(`^\\d+[${letters}]$`),
      `a duration: a number and one of ${Object.keys(units).join(", ")}`,
    )
    .transform((text) => Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 0));
}
/** `2m`, `10s`, `1h`, `3d` in seconds. */
export const DurationSeconds = duration({ s: 1, m: 60, h: 3600, d: 86_400 });
/** `10%` as 10. */
const Percent = z
  .string()
  .regex(/^\d{1,3}%$/, "a percentage, such as 10%")
  .transform((text) => Number(text.slice(0, -1)))
  .refine((percent) => percent <= 100, "at most 100%");

const CriterionCommon = z.strictObject({
  title: z.string().min(1).max(200),
  points: CriterionPoints,
  /** Groups criteria for `compare`. */
  aspect: z.string().min(1).max(40).optional(),
  /** Criteria of the same stage that must be met first. */
  requires: z.array(CriterionId).min(1).optional(),
  /** Why it matters; closes the feedback. */
  why: z.string().max(500).optional(),
  hints: z.array(z.string().min(1).max(500)).max(5).optional(),
  /** One sentence of the author per reason code. */
  feedback: z.record(z.string(), z.string().min(1).max(500)).optional(),
  /** Not shown to learners. */
  hidden: z.boolean().optional(),
});

export const CheckCriterion = CriterionCommon.extend({
  check: z.string().min(1),
  where: JsonObject.optional(),
  expect: JsonObject.optional(),
  /** `none`: all or nothing. */
  partial: z.enum(["lines", "none"]).optional(),
});
export const QuestionCriterion = CriterionCommon.extend({
  question: z.string().min(1).max(2000),
  choices: z
    .array(
      z.strictObject({
        text: z.string().min(1).max(500),
        correct: z.boolean().optional(),
        because: z.string().max(500).optional(),
      }),
    )
    .min(2)
    .max(12)
    .optional(),
  answer: z.union([z.number(), z.string().min(1).max(200)]).optional(),
  /** Accepted distance of a numeric answer. */
  tolerance: z.number().nonnegative().optional(),
  because: z.string().max(500).optional(),
});
export const WrittenCriterion = CriterionCommon.extend({
  written: z.string().min(1).max(2000),
  levels: z
    .array(z.strictObject({ points: z.number().nonnegative(), when: z.string().min(1).max(500) }))
    .min(2)
    .max(10),
  /** `full`: counts at once; `none`: counts when somebody has marked it. */
  untilMarked: z.enum(["full", "none"]),
});
export const CompareCriterion = CriterionCommon.extend({
  compare: z.strictObject({ with: StageId, aspects: z.array(z.string().min(1)).min(1) }),
});

/** Points alone, or what differs from the criterion that is taken over. */
const Taken = z.union([
  CriterionPoints,
  z.strictObject({ points: CriterionPoints, title: z.string().min(1).max(200).optional() }),
]);

/** One criterion as its author writes it; which kind it is, its own key says. */
export const CriterionSource = z.union([
  CheckCriterion,
  QuestionCriterion,
  WrittenCriterion,
  CompareCriterion,
]);
export type CriterionSource = z.infer<typeof CriterionSource>;

export const StageSource = z.strictObject({
  title: z.string().min(1).max(200),
  /** Needs one counted attempt of that stage, not a pass. */
  after: StageId.optional(),
  /** Criteria of an earlier stage that must be red now. */
  fails: z.record(CriterionId, Taken).optional(),
  /** Criteria of an earlier stage that must be green again. */
  again: z.record(CriterionId, Taken).optional(),
  criteria: z.record(CriterionId, z.unknown()).optional(),
});
export type StageSource = z.infer<typeof StageSource>;

/** `lab.yaml` as a whole. Criteria are parsed one by one, each by its own kind. */
export const LabSource = z.strictObject({
  id: LabId,
  version: Version,
  title: z.string().min(1).max(100),
  summary: z.string().min(1).max(500),
  minutes: z.int().positive().max(10_000),
  /** In the learner's account, when cleaned up the same day. */
  costUsd: z.number().nonnegative(),
  /** Per cent of the points that were judged. */
  passAt: z.number().min(0).max(100),
  probes: z.array(z.enum(["read-items", "write-items"])).optional(),
  variables: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, "a variable name: letters and digits"),
      z.string(),
    )
    .optional(),
  where: z.looseObject({ region: z.union([Region, z.string().startsWith("$")]) }).optional(),
  /** While this criterion is red, nothing else is judged and no attempt is used. */
  gate: CriterionId.optional(),
  defaults: z
    .strictObject({
      attempts: z
        .strictObject({
          count: z.int().positive().optional(),
          cooldown: DurationSeconds.optional(),
          keep: z.enum(["best", "last"]).optional(),
        })
        .optional(),
      late: z
        .strictObject({
          grace: DurationSeconds.optional(),
          deduct: Percent,
          per: z.enum(["hour", "day"]),
          floor: Percent.optional(),
        })
        .optional(),
      hints: z.enum(["none", "one per attempt", "all"]).optional(),
    })
    .optional(),
  stages: z.record(StageId, StageSource),
});
export type LabSource = z.infer<typeof LabSource>;

interface CriterionBase {
  /** Within its stage. */
  readonly id: string;
  /** `stage.criterion` */
  readonly name: string;
  readonly title: string;
  readonly points: number;
  readonly aspect?: string | undefined;
  readonly requires: readonly string[];
  readonly why?: string | undefined;
  readonly hints: readonly string[];
  readonly feedback: Readonly<Record<string, string>>;
  readonly isHidden: boolean;
}

/** A criterion with everything that a stage takes over from earlier ones filled in. */
export type Criterion =
  | (CriterionBase & {
      readonly kind: "check";
      readonly check: string;
      readonly where: JsonObject;
      /** Absent: the check's own default. `{anyOf: […]}`: the best of several. */
      readonly expect?: JsonObject | undefined;
      readonly isAllOrNothing: boolean;
      /** `fails`: a criterion of an earlier stage that must be red now. */
      readonly polarity: "holds" | "fails";
    })
  | (CriterionBase & {
      readonly kind: "question";
      readonly source: z.infer<typeof QuestionCriterion>;
    })
  | (CriterionBase & {
      readonly kind: "written";
      readonly source: z.infer<typeof WrittenCriterion>;
    })
  | (CriterionBase & {
      readonly kind: "compare";
      readonly with: string;
      readonly aspects: readonly string[];
    });

export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly after?: string | undefined;
  readonly criteria: readonly Criterion[];
}

/** A lab that was read, checked and completed. */
export interface Lab {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number;
  readonly costUsd: number;
  readonly passAt: number;
  readonly variables: Readonly<Record<string, string>>;
  /** Asked in every stage; it has points in its own stage only. */
  readonly gate?: Extract<Criterion, { kind: "check" }> | undefined;
  readonly defaults: NonNullable<LabSource["defaults"]>;
  readonly stages: readonly Stage[];
}
