import * as z from "zod";
import { type ProbeKind, probeKinds } from "../facts/fact.ts";
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
  title: z.string().min(1).max(200).describe("What must be true, in the learner's words."),
  points: CriterionPoints.describe("More than 0; shared equally by the lines of `expect`."),
  aspect: z.string().min(1).max(40).optional().describe("Groups criteria for `compare`."),
  requires: z
    .array(CriterionId)
    .min(1)
    .optional()
    .describe("Criteria of the same stage that must be met first."),
  why: z.string().max(500).optional().describe("Why it matters; closes the feedback."),
  hints: z
    .array(z.string().min(1).max(500))
    .max(5)
    .optional()
    .describe("Shown one after the other, as the assignment allows."),
  feedback: z
    .record(z.string(), z.string().min(1).max(500))
    .optional()
    .describe("One sentence of yours per reason code."),
  hidden: z.boolean().optional().describe("Judged, but not shown to learners."),
});

export const CheckCriterion = CriterionCommon.extend({
  check: z.string().min(1),
  where: JsonObject.optional().describe("Where to look, where it is not as at the top."),
  expect: JsonObject.optional().describe("What must be true; without it the check's own default."),
  partial: z.enum(["lines", "none"]).optional().describe("`none`: all points or nothing."),
});
export const QuestionCriterion = CriterionCommon.extend({
  question: z.string().min(1).max(2000).describe("What is asked; with `choices` or an `answer`."),
  choices: z
    .array(
      z.strictObject({
        text: z.string().min(1).max(500),
        correct: z.boolean().optional().describe("A right choice; there may be several."),
        because: z.string().max(500).optional().describe("Shown to who chose it."),
      }),
    )
    .min(2)
    .max(12)
    .optional(),
  answer: z
    .union([z.number(), z.string().min(1).max(200)])
    .optional()
    .describe("The right number, or the right text; capitals and spaces don't count."),
  tolerance: z.number().nonnegative().optional().describe("Accepted distance of a number."),
  because: z.string().max(500).optional().describe("Shown with the verdict."),
});
export const WrittenCriterion = CriterionCommon.extend({
  written: z.string().min(1).max(2000).describe("What to write; a person reads it."),
  levels: z
    .array(z.strictObject({ points: z.number().nonnegative(), when: z.string().min(1).max(500) }))
    .min(2)
    .max(10),
  untilMarked: z
    .enum(["full", "none"])
    .describe("`full`: counts at once; `none`: counts when somebody has marked it."),
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
  after: StageId.optional().describe("Needs one counted attempt of that stage, not a pass."),
  fails: z
    .record(CriterionId, Taken)
    .optional()
    .describe("Criteria of an earlier stage that must be red now, with their points here."),
  again: z
    .record(CriterionId, Taken)
    .optional()
    .describe("Criteria of an earlier stage that must be green again, with their points here."),
  criteria: z.record(CriterionId, z.unknown()).optional().describe("What this stage asks, by id."),
});
export type StageSource = z.infer<typeof StageSource>;

/** `lab.yaml` as a whole. Criteria are parsed one by one, each by its own kind. */
export const LabSource = z.strictObject({
  id: LabId,
  version: Version,
  title: z.string().min(1).max(100),
  summary: z.string().min(1).max(500),
  minutes: z.int().positive().max(10_000).describe("What a learner needs for all stages."),
  costUsd: z
    .number()
    .nonnegative()
    .describe("In the learner's account, when cleaned up the same day."),
  passAt: z.number().min(0).max(100).describe("Per cent of the points that were judged."),
  probes: z
    .array(z.enum(probeKinds))
    .optional()
    .describe("What may be read or written beyond settings."),
  variables: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, "a variable name: letters and digits"),
      z.string(),
    )
    .optional()
    .describe("Values to be written as $name; an assignment may set others."),
  regions: z
    .array(Region)
    .min(1)
    .max(8)
    .optional()
    .describe("Regions that criteria name; those of `variables` and `where` need no mention."),
  where: z
    .looseObject({ region: z.union([Region, z.string().startsWith("$")]) })
    .optional()
    .describe("Where every check looks, unless a criterion says otherwise."),
  gate: CriterionId.optional().describe(
    "While this criterion is red, nothing else is judged and no attempt is used.",
  ),
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
    .optional()
    .describe("What an assignment gets unless the instructor says otherwise."),
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
  /** Earlier stages whose counted attempt this one is compared with. */
  readonly comparesWith: readonly string[];
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
  readonly probes: readonly ProbeKind[];
  readonly variables: Readonly<Record<string, string>>;
  /** Every region that the lab may ask of. */
  readonly regions: readonly string[];
  /** Asked in every stage; it has points in its own stage only. */
  readonly gate?: Extract<Criterion, { kind: "check" }> | undefined;
  readonly defaults: NonNullable<LabSource["defaults"]>;
  readonly stages: readonly Stage[];
}
