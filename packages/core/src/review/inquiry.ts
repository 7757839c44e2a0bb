import * as z from "zod";
import {
  AssignmentId,
  CohortId,
  GradeId,
  InquiryId,
  Instant,
  LearnerId,
  paddedNumber,
  SubmissionId,
} from "../ids.ts";
import { CriterionId } from "../lab/lab.ts";
import { defineRecord } from "../storage/table.ts";

export const InquiryState = z.enum(["open", "answered"]);
export type InquiryState = z.infer<typeof InquiryState>;

/** What came of an inquiry: the grade stayed, a person changed it, or a regrade did. */
export const InquiryDecision = z.enum(["kept", "changed", "regraded"]);
export type InquiryDecision = z.infer<typeof InquiryDecision>;

/** A learner's question about the verdict on one criterion. This item alone decides its state. */
export const Inquiry = z.strictObject({
  inquiryId: InquiryId,
  cohortId: CohortId,
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  submissionId: SubmissionId,
  /** Within the submission's stage. */
  criterion: CriterionId,
  /** Counts the inquiries about this criterion of the submission, from 1. */
  number: z.int().min(1),
  /** The grade that it is about; it names the evidence. */
  gradeId: GradeId,
  text: z.string(),
  askedAt: Instant,
  state: InquiryState,
  answer: z
    .strictObject({
      text: z.string(),
      decision: InquiryDecision,
      by: z.string(),
      at: Instant,
      /** Effective when it was answered. */
      gradeId: GradeId,
    })
    .optional(),
});
export type Inquiry = z.infer<typeof Inquiry>;

/** Beside its submission's grades: partition `submissionId`, sort key `inquiry#criterion#0001`. */
export const InquiryRecord = defineRecord({
  kind: "inquiry",
  schema: Inquiry,
  key: (key: { submissionId: string; criterion: string; number: number }) => ({
    pk: key.submissionId,
    sk: `${inquiryPrefix(key)}${paddedNumber(key.number)}`,
  }),
});

export function inquiryPrefix({ criterion }: { readonly criterion: string }): string {
  return `inquiry#${criterion}#`;
}

/** Where an inquiry lies. Written before it, so one that leads nowhere is skipped. */
export const InquiryPlace = Inquiry.pick({
  inquiryId: true,
  cohortId: true,
  learnerId: true,
  submissionId: true,
  criterion: true,
  number: true,
  askedAt: true,
});
export type InquiryPlace = z.infer<typeof InquiryPlace>;

/** By its id: partition `inquiryId`. */
export const InquiryIdRecord = defineRecord({
  kind: "inquiry-place",
  schema: InquiryPlace,
  key: (key: { inquiryId: string }) => ({ pk: key.inquiryId, sk: "inquiry" }),
});

interface Listed {
  readonly askedAt: string;
  readonly inquiryId: string;
}

/** Those of a learner, oldest first. */
export const LearnerInquiryRecord = defineRecord({
  kind: "learner-inquiry",
  schema: InquiryPlace,
  key: (key: Listed & { learnerId: string }) => ({
    pk: key.learnerId,
    sk: `inquiry#${key.askedAt}#${key.inquiryId}`,
  }),
});

const CohortInquiry = InquiryPlace.extend({ state: InquiryState });

/** Those of a cohort by state, oldest first. It follows the inquiry. */
export const CohortInquiryRecord = defineRecord({
  kind: "cohort-inquiry",
  schema: CohortInquiry,
  key: (key: Listed & { cohortId: string; state: InquiryState }) => ({
    pk: key.cohortId,
    sk: `${cohortInquiryPrefix(key.state)}${key.askedAt}#${key.inquiryId}`,
  }),
});

export function cohortInquiryPrefix(state: InquiryState): string {
  return `inquiry#${state}#`;
}

export function placeOfInquiry(inquiry: Inquiry): InquiryPlace {
  const { inquiryId, cohortId, learnerId, submissionId, criterion, number, askedAt } = inquiry;
  return { inquiryId, cohortId, learnerId, submissionId, criterion, number, askedAt };
}
