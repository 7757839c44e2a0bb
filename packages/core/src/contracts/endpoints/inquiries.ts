import * as z from "zod";
import {
  AssignmentId,
  GradeId,
  InquiryId,
  Instant,
  LearnerId,
  StageId,
  SubmissionId,
} from "../../ids.ts";
import { CriterionId } from "../../lab/lab.ts";
import { InquiryDecision, InquiryState } from "../../review/inquiry.ts";
import { OutcomeSummary } from "../../views/outcome-view.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Cursor } from "../http.ts";

/** Inquiries of one page: each costs several reads. */
export const inquiryPageSize = 25;

const longestText = 2000;
const Text = z.string(`a text of at most ${longestText} characters`).trim().min(1).max(longestText);

/** The criterion under one grade. */
const UnderGrade = z.object({
  gradeId: GradeId,
  at: Instant,
  /** Of the submission; null where nothing was judged. */
  points: z.number().nullable(),
  /** Absent where this version of the lab does not ask it. */
  outcome: OutcomeSummary.optional(),
});

/** A question about one verdict, the grade that it is about, and the one of now. */
export const InquiryView = z.object({
  inquiryId: InquiryId,
  state: InquiryState,
  assignmentId: AssignmentId,
  submissionId: SubmissionId,
  learnerId: LearnerId,
  /** For staff. */
  login: z.string().optional(),
  stage: StageId,
  criterion: CriterionId,
  title: z.string(),
  text: z.string(),
  askedAt: Instant,
  /** Absent while the result is kept back from the learner who asks. */
  about: UnderGrade.optional(),
  current: UnderGrade.optional(),
  /** Whether another grade counts than the one that it is about. */
  hasChanged: z.boolean(),
  /** The look whose evidence the grade was reached from; absent where there is none. */
  evidenceClaim: z.int().optional(),
  answer: z
    .object({
      text: z.string(),
      decision: InquiryDecision,
      /** Learners read "an instructor". */
      by: z.string(),
      at: Instant,
    })
    .optional(),
});
export type InquiryView = z.infer<typeof InquiryView>;

const InquiryList = z.object({
  inquiries: z.array(InquiryView),
  /** Absent on the last page. */
  cursor: z.string().optional(),
});
export type InquiryList = z.infer<typeof InquiryList>;

export const inquire = defineEndpoint({
  name: "inquire",
  method: "POST",
  path: "/v1/submissions/{submissionId}/inquiries",
  summary:
    "Asks staff about the verdict on one criterion. One question per criterion and grade is open at a time.",
  groups: ["learner"],
  body: z.strictObject({ criterion: CriterionId, text: Text }),
  answer: InquiryView,
  statuses: [201],
  problems: [
    "submission.not_found",
    "result.not_released",
    "review.no_grade",
    "review.criterion_unknown",
    "inquiry.open",
  ],
});

export const listOwnInquiries = defineEndpoint({
  name: "listOwnInquiries",
  method: "GET",
  path: "/v1/inquiries",
  summary: "The signed-in learner's questions about verdicts with their answers, newest first.",
  groups: ["learner"],
  query: z.strictObject({ cursor: Cursor.optional() }),
  answer: InquiryList,
  problems: ["cursor.invalid"],
});

export const listInquiries = defineEndpoint({
  name: "listInquiries",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/inquiries",
  summary:
    "The questions about verdicts in a cohort, oldest first; those that are open, unless asked otherwise.",
  groups: staff,
  query: z.strictObject({ state: InquiryState.optional(), cursor: Cursor.optional() }),
  answer: InquiryList,
  problems: ["cohort.not_found", "cursor.invalid"],
});

export const answerInquiry = defineEndpoint({
  name: "answerInquiry",
  method: "POST",
  path: "/v1/inquiries/{inquiryId}/answer",
  summary:
    "Answers a question about a verdict, once. `changed` and `regraded` need another grade than then.",
  groups: staff,
  body: z.strictObject({ text: Text, decision: InquiryDecision }),
  answer: InquiryView,
  problems: [
    "inquiry.not_found",
    "cohort.role_too_small",
    "inquiry.answered",
    "inquiry.grade_unchanged",
  ],
});
