import * as z from "zod";
import { Assignment, HintPolicy, Hold } from "../../cohorts/assignment.ts";
import { LatePolicy } from "../../gradebook/late-policy.ts";
import { AssignmentId, CohortId, Instant, JobId, StageId } from "../../ids.ts";
import { LabId } from "../../lab/lab.ts";
import { defineEndpoint, everybody, staff } from "../endpoint.ts";
import { AssignmentList, AssignmentsQuery } from "../http.ts";
import { Moment } from "../moment.ts";
import { TimeZone } from "../time-zone.ts";

/** Late tokens of a learner: what is spent on an assignment, what is left in the cohort. */
export const LateTokenBalance = z.object({
  spentHere: z.int(),
  /** The most that may be spent on this assignment. */
  most: z.int(),
  /** In the cohort, besides those spent here. */
  left: z.int(),
  budget: z.int(),
});
export type LateTokenBalance = z.infer<typeof LateTokenBalance>;

/** An assignment with its rules, as they hold for everybody. */
export const AssignmentView = z.object({
  assignmentId: AssignmentId,
  cohortId: CohortId,
  version: z.int(),
  title: z.string(),
  lab: z.object({ id: z.string(), version: z.string(), title: z.string() }),
  stages: z.array(
    z.object({
      stage: StageId,
      title: z.string(),
      after: StageId.optional(),
      maxPoints: z.number(),
    }),
  ),
  maxPoints: z.number(),
  passAt: z.number(),
  opensAt: Instant,
  dueAt: Instant,
  closesAt: Instant,
  timeZone: z.string(),
  /** Absent: unlimited. */
  attemptLimit: z.int().optional(),
  coolDownSeconds: z.int().optional(),
  keep: Assignment.shape.keep,
  latePolicy: LatePolicy.optional(),
  blockedFeedback: Assignment.shape.blockedFeedback,
  hints: HintPolicy,
  variables: z.record(z.string(), z.string()),
  release: Assignment.shape.release,
  canvasId: z.string().optional(),
  moodleMaximum: z.number().optional(),
  holds: z.array(Hold.omit({ by: true })),
  /** As they hold for the learner who asks; absent for staff. */
  own: z
    .object({
      dueAt: Instant,
      closesAt: Instant,
      attemptLimit: z.int().optional(),
      isExcused: z.boolean(),
      lateTokens: LateTokenBalance,
    })
    .optional(),
  /** The job that folds the cells again after a change; for staff. */
  refoldJobId: JobId.optional(),
});
export type AssignmentView = z.infer<typeof AssignmentView>;

const Title = z.string("a title of 1 to 100 characters").trim().min(1).max(100);
const AttemptLimit = z.int("a whole number").min(1).max(1000);
const CoolDownSeconds = z
  .int("whole seconds")
  .min(1)
  .max(7 * 86_400);
const Variables = z.record(z.string().min(1).max(64), z.string().max(200));
const CanvasId = z
  .string()
  .regex(/^\d{1,20}$/, "the number of an assignment in Canvas: digits only");

const MoodleMaximum = z.number("a number").positive("above 0").max(100, "at most 100");

/** Rules that may be left out; null is "none", also where the lab proposes something. */
const rules = {
  title: Title.optional(),
  timeZone: TimeZone.optional(),
  attemptLimit: AttemptLimit.nullable().optional(),
  coolDownSeconds: CoolDownSeconds.nullable().optional(),
  keep: Assignment.shape.keep.optional(),
  latePolicy: LatePolicy.nullable().optional(),
  blockedFeedback: Assignment.shape.blockedFeedback.optional(),
  hints: HintPolicy.optional(),
  variables: Variables.optional(),
  release: Assignment.shape.release.optional(),
  canvasId: CanvasId.nullable().optional(),
  moodleMaximum: MoodleMaximum.nullable().optional(),
};

export const AssignmentRequest = z.strictObject({
  lab: LabId,
  labVersion: z.string().min(1).max(64),
  opensAt: Moment,
  dueAt: Moment,
  /** Absent: nothing is taken after the due date. */
  closesAt: Moment.optional(),
  ...rules,
});
export type AssignmentRequest = z.infer<typeof AssignmentRequest>;

export const AssignmentPatch = z.strictObject({
  version: z.int("the version that you have read").min(1),
  opensAt: Moment.optional(),
  dueAt: Moment.optional(),
  closesAt: Moment.optional(),
  ...rules,
});
export type AssignmentPatch = z.infer<typeof AssignmentPatch>;

export const listAssignments = defineEndpoint({
  name: "listAssignments",
  method: "GET",
  path: "/v1/assignments",
  summary: "The assignments of the caller's cohorts, as learner and as staff.",
  groups: everybody,
  query: AssignmentsQuery,
  answer: AssignmentList,
});

export const createAssignment = defineEndpoint({
  name: "createAssignment",
  method: "POST",
  path: "/v1/cohorts/{cohortId}/assignments",
  summary:
    "Gives a published version of a lab to a cohort. Rules that are left out are those that the lab proposes.",
  groups: staff,
  body: AssignmentRequest,
  isIdempotent: true,
  answer: AssignmentView,
  statuses: [201, 200],
  problems: [
    "cohort.not_found",
    "cohort.role_too_small",
    "assignment.lab_unknown",
    "assignment.after_cohort",
    "assignment.variable_unknown",
    "assignment.variables_invalid",
    "assignment.key_reused",
    "dates.out_of_order",
  ],
});

export const getAssignment = defineEndpoint({
  name: "getAssignment",
  method: "GET",
  path: "/v1/assignments/{assignmentId}",
  summary: "An assignment with its rules; learners also read what holds for them.",
  groups: everybody,
  answer: AssignmentView,
  problems: ["assignment.not_found"],
});

export const changeAssignment = defineEndpoint({
  name: "changeAssignment",
  method: "PATCH",
  path: "/v1/assignments/{assignmentId}",
  summary:
    "Changes dates and rules, if nobody else has changed them meanwhile. All cells of the gradebook follow, as a job.",
  groups: staff,
  body: AssignmentPatch,
  answer: AssignmentView,
  problems: [
    "assignment.not_found",
    "cohort.role_too_small",
    "assignment.changed",
    "assignment.after_cohort",
    "assignment.variable_unknown",
    "assignment.variables_invalid",
    "dates.out_of_order",
  ],
});
