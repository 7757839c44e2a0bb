import * as z from "zod";
import { Assignment, HintPolicy } from "../cohorts/assignment.ts";
import { probeKinds } from "../facts/fact.ts";
import { LatePolicy } from "../gradebook/late-policy.ts";
import { Instant, Region, StageId } from "../ids.ts";
import { JsonObject } from "../json.ts";
import { LabProof } from "../lab/lab-proof.ts";
import { AskedFact } from "./asked-fact.ts";
import { Restated } from "./assignment-lab.ts";

/** One action that the session of a stage is given. */
const RubricPermission = z.object({
  /** `dynamodb:DescribeTable` */
  action: z.string(),
  /** `$account` stands for the learner's account. */
  resource: z.string(),
  /** As in a policy: operator, key, values. */
  condition: z.record(z.string(), z.record(z.string(), z.array(z.string()))).optional(),
});

const criterionCommon = {
  /** Id within the stage. */
  criterion: z.string(),
  title: z.string(),
  points: z.number(),
  isHidden: z.boolean(),
  isGate: z.boolean(),
  aspect: z.string().optional(),
  /** Criteria of the same stage that must be met first, by id. */
  requires: z.array(z.string()),
  /** Absent where the stage asks it itself. */
  restated: Restated.optional(),
  why: z.string().optional(),
  hints: z.array(z.string()),
  /** The author's own sentence by reason code. */
  feedback: z.record(z.string(), z.string()),
};

/** A criterion with all that its author wrote. Variables stand as `$name`. */
export const RubricCriterion = z.discriminatedUnion("kind", [
  z.object({
    ...criterionCommon,
    kind: z.literal("check"),
    check: z.string(),
    /** What this kind of check asks, one sentence. */
    summary: z.string(),
    /** AWS's documentation, without `https://`. */
    read: z.string(),
    where: JsonObject,
    /** Absent: the check's own default. */
    expect: JsonObject.optional(),
    isAllOrNothing: z.boolean(),
    /** What must be true, in words, for an example account. */
    expected: z.string(),
    /** `dynamodb DescribeTable`: every call that it may need. */
    operations: z.array(z.string()),
    permissions: z.array(RubricPermission),
  }),
  z.object({
    ...criterionCommon,
    kind: z.literal("question"),
    question: z.string(),
    choices: z
      .array(z.object({ text: z.string(), isCorrect: z.boolean(), because: z.string().optional() }))
      .optional(),
    /** The key, where there are no choices. */
    answer: z.union([z.number(), z.string()]).optional(),
    tolerance: z.number().optional(),
    because: z.string().optional(),
  }),
  z.object({
    ...criterionCommon,
    kind: z.literal("written"),
    written: z.string(),
    levels: z.array(z.object({ points: z.number(), when: z.string() })),
    untilMarked: z.enum(["full", "none"]),
  }),
  z.object({
    ...criterionCommon,
    kind: z.literal("compare"),
    with: StageId,
    aspects: z.array(z.string()),
    /** What must be true, in words. */
    expected: z.string(),
  }),
]);
export type RubricCriterion = z.infer<typeof RubricCriterion>;

export const RubricStage = z.object({
  stage: StageId,
  title: z.string(),
  after: StageId.optional(),
  maxPoints: z.number(),
  /** The gate is not among them outside its own stage. */
  criteria: z.array(RubricCriterion),
  /** What cuts the grader's session to this stage, for an example account. */
  policy: z.object({
    characters: z.int(),
    limit: z.int(),
    /** Absent where it is longer than that. */
    document: JsonObject.optional(),
  }),
  /** Levels of facts, one after the other. */
  depth: z.int(),
  /** Of all its facts; an estimate where facts stand on others. */
  calls: z.int(),
  /** In the order of asking. */
  facts: z.array(AskedFact),
  /** What learners may know before they submit. */
  checklist: z.array(
    z.object({
      criterion: z.string(),
      title: z.string(),
      points: z.number(),
      expected: z.string(),
      choices: z.array(z.string()).optional(),
    }),
  ),
});
export type RubricStage = z.infer<typeof RubricStage>;

/** A published version of a lab with all of its rubric. For staff only: it holds the keys. */
export const LabRubric = z.object({
  labId: z.string(),
  version: z.string(),
  digest: z.string(),
  publishedAt: Instant,
  /** Login. */
  publishedBy: z.string(),
  /** Published to try it out, under a version of its own. */
  isDev: z.boolean(),
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  costUsd: z.number(),
  passAt: z.number(),
  probes: z.array(z.enum(probeKinds)),
  variables: z.record(z.string(), z.string()),
  /** Every region that it may ask of. */
  regions: z.array(Region),
  /** Id of the criterion that is asked in every stage. */
  gate: z.string().optional(),
  maxPoints: z.number(),
  /** What an assignment gets unless somebody says otherwise. */
  proposes: z.object({
    attemptLimit: z.int().optional(),
    coolDownSeconds: z.int().optional(),
    keep: Assignment.shape.keep,
    latePolicy: LatePolicy.optional(),
    hints: HintPolicy,
  }),
  stages: z.array(RubricStage),
  /** The learner's role, with stand-ins for the account, where this lab is the only one. */
  role: z.object({
    /** False: longer than AWS takes of one role; then there are no documents. */
    fits: z.boolean(),
    characters: z.int(),
    documents: z.array(JsonObject),
  }),
  /** The lab sheet, Markdown as its author wrote it: a text to be shown, never markup to be trusted. */
  sheet: z.string().optional(),
  /** What its cases came out as, as whoever published it says; absent where that was not sent. */
  proof: z.object({ by: z.string(), at: Instant, document: LabProof }).optional(),
});
export type LabRubric = z.infer<typeof LabRubric>;
