import * as z from "zod";
import { TermsContent } from "../../gradebook/learner-terms.ts";
import { AssignmentId, Instant, LearnerId } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Cursor } from "../http.ts";
import { Moment } from "../moment.ts";
import { LateTokenBalance } from "./assignments.ts";

/** What was decided for a learner in an assignment, with everything that was decided before. */
export const TermsView = z.object({
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  login: z.string(),
  /** 0: nothing was ever decided. */
  version: z.int(),
  terms: TermsContent,
  /** The rules that follow for this learner. */
  effective: z.object({ dueAt: Instant, closesAt: Instant, attemptLimit: z.int().optional() }),
  /** Newest first, one page. */
  history: z.array(
    z.object({
      version: z.int(),
      by: z.string(),
      at: Instant,
      reason: z.string(),
      terms: TermsContent,
    }),
  ),
  /** Absent where the history ends with this page. */
  cursor: z.string().optional(),
});
export type TermsView = z.infer<typeof TermsView>;

/** Decisions of one page. */
export const termsPageSize = 25;

export const Reason = z.string("why, in a few words").trim().min(1).max(500);

const of = "/v1/assignments/{assignmentId}/learners/{learnerId}/terms";

export const getTerms = defineEndpoint({
  name: "getTerms",
  method: "GET",
  path: of,
  summary: "What was decided for one learner, and everything that was decided before.",
  groups: staff,
  query: z.strictObject({ cursor: Cursor.optional() }),
  answer: TermsView,
  problems: ["assignment.not_found", "learner.not_found", "cursor.invalid"],
});

export const setTerms = defineEndpoint({
  name: "setTerms",
  method: "PUT",
  path: of,
  summary:
    "Decides extension, excuse and extra attempts of one learner as a whole, if nobody else has decided meanwhile. What is left out is taken back.",
  groups: staff,
  body: z.strictObject({
    /** Of the terms as they were read; 0: there were none. */
    version: z.int("the version that you have read").min(0),
    reason: Reason,
    extension: z.strictObject({ dueAt: Moment, closesAt: Moment.optional() }).optional(),
    isExcused: z.boolean().optional(),
    extraAttempts: z.int("a whole number").min(0).max(100).optional(),
  }),
  answer: TermsView,
  problems: [
    "assignment.not_found",
    "cohort.role_too_small",
    "learner.not_found",
    "terms.changed",
    "terms.extension_too_early",
    "dates.out_of_order",
  ],
});

export const spendLateTokens = defineEndpoint({
  name: "spendLateTokens",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/late-tokens",
  summary:
    "Spends late tokens on an assignment. The body says how many in all, so the same request again spends none.",
  groups: ["learner"],
  body: z.strictObject({ count: z.int("how many in all").min(1).max(100) }),
  answer: LateTokenBalance,
  problems: [
    "assignment.not_found",
    "late_tokens.not_here",
    "late_tokens.used_up",
    "late_tokens.spent",
  ],
});

export const overrideCell = defineEndpoint({
  name: "overrideCell",
  method: "PUT",
  path: "/v1/assignments/{assignmentId}/learners/{learnerId}/override",
  summary:
    "Sets a learner's result in an assignment, whatever the stages add up to; null takes that back.",
  groups: staff,
  body: z.strictObject({
    version: z.int("the version of the terms that you have read").min(0),
    reason: Reason,
    points: z
      .number("points: a number, or null to take the override back")
      .min(0)
      .max(1_000_000)
      .multipleOf(0.01, "at most 2 decimals")
      .nullable(),
  }),
  answer: TermsView,
  problems: [
    "assignment.not_found",
    "cohort.role_too_small",
    "learner.not_found",
    "terms.changed",
    "override.above_total",
  ],
});

export const withholdCell = defineEndpoint({
  name: "withholdCell",
  method: "PUT",
  path: "/v1/assignments/{assignmentId}/learners/{learnerId}/withheld",
  summary: "Keeps a learner's result in an assignment back from them, or shows it again.",
  groups: staff,
  body: z.strictObject({
    version: z.int("the version of the terms that you have read").min(0),
    reason: Reason,
    isWithheld: z.boolean(),
  }),
  answer: TermsView,
  problems: ["assignment.not_found", "cohort.role_too_small", "learner.not_found", "terms.changed"],
});
