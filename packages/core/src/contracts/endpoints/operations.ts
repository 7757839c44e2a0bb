import * as z from "zod";
import { SubmissionId } from "../../ids.ts";
import { DeadLetterView, PhaseCounts } from "../../views/phases.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { SubmissionReceipt } from "../http.ts";

const cursor = z.string().min(1).max(1024).optional();

export const countOpenWork = defineEndpoint({
  name: "countOpenWork",
  method: "GET",
  path: "/v1/operations",
  summary:
    "How much is on its way in each phase and how old the oldest is, page by page; add the pages up. Staff count their cohorts, admins the deployment.",
  groups: staff,
  query: z.strictObject({ cursor }),
  answer: PhaseCounts.extend({ cursor: z.string().optional() }),
  problems: ["cursor.invalid"],
});

export const listDeadLetters = defineEndpoint({
  name: "listDeadLetters",
  method: "GET",
  path: "/v1/dead-letters",
  summary:
    "What the queues gave up on one day, with its cause. Staff see those of their cohorts, admins all.",
  groups: staff,
  query: z.strictObject({
    /** Absent: today. */
    day: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, "a day in UTC, such as 2026-01-31")
      .optional(),
    cursor,
  }),
  answer: z.object({ deadLetters: z.array(DeadLetterView), cursor: z.string().optional() }),
  problems: ["cursor.invalid"],
});

export const redrive = defineEndpoint({
  name: "redrive",
  method: "POST",
  path: "/v1/submissions/{submissionId}/redrive",
  summary:
    "Grades a failed submission again as a new one that keeps its time; the learner needn't do anything. Repeating it makes no second one.",
  groups: staff,
  body: z.strictObject({ reason: z.string().trim().min(1).max(200) }),
  answer: SubmissionReceipt.extend({ redriveOf: SubmissionId }),
  statuses: [202, 200],
  problems: [
    "submission.not_found",
    "submission.not_failed",
    "submission.open",
    "submission.handed_in_again",
    "cohort.role_too_small",
  ],
});
