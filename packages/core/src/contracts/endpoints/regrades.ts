import * as z from "zod";
import { LearnerId, StageId, SubmissionId } from "../../ids.ts";
import { PlanSummary } from "../../regrade/plan-summary.ts";
import { CriterionChange, PlannedVerdict, RegradeRefusal } from "../../regrade/planned-target.ts";
import { RegradeOptions, RegradeSelection } from "../../regrade/regrade-input.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { JobView } from "./jobs.ts";

const Reason = z.string().trim().min(1, "a reason").max(1000);
const GivenOptions = RegradeOptions.partial();

/** Which submissions, by which version of the lab, from which evidence. Changes no grade. */
export const RegradePlanRequest = z.strictObject({
  select: RegradeSelection.default({ which: "counted" }),
  /**
   * A version of the assignment's lab or its digest; `newest`: published last; `same`: each
   * submission by the version that it was graded with.
   */
  lab: z.string().min(1).max(64).default("newest"),
  /** `recollect`: look into the accounts anew. */
  source: z.enum(["stored", "recollect"]).default("stored"),
  options: GivenOptions.optional(),
  reason: Reason.optional(),
});

export const RegradeApplyRequest = z.strictObject({
  /** Every grade that is written says it. */
  reason: Reason,
  /** Absent: as planned. */
  options: GivenOptions.optional(),
  /** One more attempt for each submission whose points change. */
  giveAttemptsBack: z.boolean().default(false),
  /** The events ask that learners be told. */
  notify: z.boolean().default(false),
  /** The assignment gives this version of the lab from now on. */
  adopt: z.boolean().default(false),
});

const Totals = z.object({
  state: z.string(),
  /** Whether it uses an attempt. */
  counts: z.boolean(),
  /** Rounded to 2 decimals. */
  points: z.number(),
  judgedPoints: z.number(),
  maxPoints: z.number(),
  graderVersion: z.string(),
});

/** A verdict with what is read in short about its reason. */
const VerdictView = PlannedVerdict.extend({ short: z.string() });

/** One submission of a plan. */
const PlannedRow = z.object({
  submissionId: SubmissionId,
  learnerId: LearnerId,
  stage: StageId,
  number: z.int(),
  /**
   * `changes`: applying the plan writes a grade. `same`: nothing differs. `kept`: it would be
   * worse. `refused`: it can't be judged again.
   */
  status: z.enum(["changes", "same", "kept", "refused"]),
  from: Totals.optional(),
  to: Totals.optional(),
  changes: z.array(
    CriterionChange.extend({ from: VerdictView.optional(), to: VerdictView.optional() }),
  ),
  refusal: z.object({ code: RegradeRefusal, text: z.string() }).optional(),
});
export type PlannedRow = z.infer<typeof PlannedRow>;

/** One submission of an application. */
const AppliedRow = z.object({
  submissionId: SubmissionId,
  learnerId: LearnerId,
  /** `changed`: another grade counts since the plan; it was left alone. Plan again. */
  status: z.enum(["applied", "changed", "unchanged"]),
  gradeId: z.string().optional(),
});

export const RegradeView = z.object({
  job: JobView,
  step: z.enum(["plan", "apply"]),
  /** The plan that is applied. */
  plan: z.string().optional(),
  options: RegradeOptions,
  /** Absent: each submission by its own. */
  labVersion: z.string().optional(),
  /** Of a plan that is done. */
  summary: PlanSummary.optional(),
  /** Of the parts that are done, a page of them. */
  planned: z.array(PlannedRow).optional(),
  applied: z.array(AppliedRow).optional(),
  cursor: z.string().optional(),
});
export type RegradeView = z.infer<typeof RegradeView>;

const RegradeQuery = z.strictObject({ cursor: z.string().min(1).max(1024).optional() });

export const planRegrade = defineEndpoint({
  name: "planRegrade",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/regrades",
  summary: "Plans a regrade: what every grade would become. Nothing is changed.",
  groups: staff,
  body: RegradePlanRequest,
  answer: JobView,
  statuses: [202],
  problems: [
    "assignment.not_found",
    "cohort.role_too_small",
    "regrade.other_lab",
    "submission.not_found",
  ],
});

export const getRegrade = defineEndpoint({
  name: "getRegrade",
  method: "GET",
  path: "/v1/assignments/{assignmentId}/regrades/{jobId}",
  summary: "A planned or applied regrade: its summary, and its submissions page by page.",
  groups: staff,
  query: RegradeQuery,
  answer: RegradeView,
  problems: ["assignment.not_found", "regrade.not_found", "cursor.invalid"],
});

export const applyRegrade = defineEndpoint({
  name: "applyRegrade",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/regrades/{jobId}/apply",
  summary:
    "Applies a plan: exactly what it shows, over the grades that it looked at. Again: goes on where it ended.",
  groups: staff,
  body: RegradeApplyRequest,
  answer: JobView,
  statuses: [202],
  problems: [
    "assignment.not_found",
    "cohort.role_too_small",
    "regrade.not_found",
    "regrade.not_planned",
    "regrade.other_lab",
  ],
});
