import * as z from "zod";
import { LearnerId, StageId, SubmissionId } from "../../ids.ts";
import { CriterionId } from "../../lab/lab.ts";
import { reviewRefusals } from "../../review/review-submission.ts";
import { SubmissionView } from "../../views/submission-view.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Reason } from "./terms.ts";

/** The effective grade that the person has read: what they decide, they decide over this one. */
const SeenGrade = z
  .string("the id of the grade that you have read")
  .regex(/^grd_[0-9a-z]{12}$/, "the id of the grade that you have read: grd_ and 12 characters");

const access = ["cohort.role_too_small"] as const;

export const overrideCriterion = defineEndpoint({
  name: "overrideCriterion",
  method: "POST",
  path: "/v1/submissions/{submissionId}/overrides",
  summary:
    "Sets the points of one criterion, over the grade that was read; null takes the override back. What was judged stays beside it.",
  groups: staff,
  body: z.strictObject({
    criterion: CriterionId,
    points: z
      .number("points: a number, or null to take the override back")
      .min(0)
      .max(10_000)
      .multipleOf(0.01, "at most 2 decimals")
      .nullable(),
    reason: Reason,
    seenGrade: SeenGrade,
  }),
  answer: SubmissionView,
  problems: [...reviewRefusals.filter((code) => !code.startsWith("mark.")), ...access],
});

const MarkBody = {
  criterion: CriterionId,
  level: z.int("the number of a level, from 1").min(1).max(10),
  comment: z.string().trim().min(1).max(2000).optional(),
  seenGrade: SeenGrade,
};

export const markWritten = defineEndpoint({
  name: "markWritten",
  method: "POST",
  path: "/v1/submissions/{submissionId}/marks",
  summary:
    "Marks a written part by one of the lab's levels, from 1. A submission with nothing left to mark becomes graded.",
  groups: staff,
  body: z.strictObject(MarkBody),
  answer: SubmissionView,
  problems: [...reviewRefusals.filter((code) => !code.startsWith("override.")), ...access],
});

/** Identifies a text in the row of its assignment without saying whose it is. */
const Place = z.string().regex(/^[0-9a-f]{16}$/, "a place: 16 hexadecimal digits");

/** A text that nobody has marked, with what it is marked by. */
export const UnmarkedView = z.object({
  place: Place,
  stage: StageId,
  /** The grade to name when marking. */
  gradeId: z.string(),
  /** Absent where names are hidden. */
  submissionId: SubmissionId.optional(),
  learner: z
    .object({ learnerId: LearnerId, login: z.string(), name: z.string().optional() })
    .optional(),
  criteria: z.array(
    z.object({
      criterion: CriterionId,
      title: z.string(),
      maxPoints: z.number(),
      /** What was to be written. */
      asked: z.string(),
      /** What was written. */
      text: z.string(),
      /** In the lab's order; the first is level 1. */
      levels: z.array(z.object({ level: z.int(), points: z.number(), when: z.string() })),
    }),
  ),
});
export type UnmarkedView = z.infer<typeof UnmarkedView>;

export const getUnmarked = defineEndpoint({
  name: "getUnmarked",
  method: "GET",
  path: "/v1/assignments/{assignmentId}/unmarked",
  summary:
    "The next submission with texts that nobody has marked, in an order that does not follow the names.",
  groups: staff,
  query: z.strictObject({
    /** The place that was read last; absent: from the start. */
    after: Place.optional(),
    /** `true`: neither login nor name, and no id that says whose it is. */
    hideNames: z.enum(["true", "false"]).optional(),
  }),
  answer: z.object({
    next: UnmarkedView.nullable(),
    /**
     * Submissions that still wait in the row, wherever it is gone on from; one that was marked a
     * moment ago may be among them. Counted up to `mostCountedUnmarked`.
     */
    left: z.int(),
  }),
  problems: ["assignment.not_found", "cohort.role_too_small"],
});

export const markAtPlace = defineEndpoint({
  name: "markAtPlace",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/unmarked/{place}/marks",
  summary: "Marks a written part by its place, without naming whose it is.",
  groups: staff,
  body: z.strictObject(MarkBody),
  answer: z.object({
    place: Place,
    /** Criteria of the submission that are still to be marked. */
    left: z.array(CriterionId),
    state: SubmissionView.shape.state,
  }),
  problems: [
    "assignment.not_found",
    "mark.nothing_here",
    ...reviewRefusals.filter((code) => !code.startsWith("override.")),
    ...access,
  ],
});
