import * as z from "zod";
import { AccountAccess, Answer } from "../../evidence/evidence.ts";
import { Instant, StageId, SubmissionId } from "../../ids.ts";
import { JsonObject } from "../../json.ts";
import { CriterionId } from "../../lab/lab.ts";
import { SubmissionsComparison } from "../../views/submissions-comparison.ts";
import { defineEndpoint, everybody } from "../endpoint.ts";
import { SubmissionSummary } from "../http.ts";

export const cancelSubmission = defineEndpoint({
  name: "cancelSubmission",
  method: "POST",
  path: "/v1/submissions/{submissionId}/cancel",
  summary:
    "Takes a submission back that is queued or waiting for AWS; no attempt is used. Again changes nothing.",
  groups: everybody,
  answer: SubmissionSummary,
  problems: ["submission.not_found", "submission.not_cancelable"],
});

/** Everything that was read for one look at a submission. */
export const EvidenceView = z.object({
  submissionId: SubmissionId,
  stage: StageId,
  /** Which look: each claim of a grader is one. */
  claim: z.int(),
  accountId: z.string(),
  collectedAt: Instant,
  access: AccountAccess,
  /** SHA-256 of all facts together; equal hashes are equal answers. */
  hash: z.string(),
  facts: z.array(
    z.object({
      kind: z.string(),
      params: JsonObject,
      /** Criteria that are judged by it; none: it tells only what the lab leaves behind. */
      criteria: z.array(z.string()),
      answers: z.array(Answer),
    }),
  ),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const getEvidence = defineEndpoint({
  name: "getEvidence",
  method: "GET",
  path: "/v1/submissions/{submissionId}/evidence",
  summary:
    "The calls that were made and what AWS answered, by fact. Learners don't see facts of hidden criteria.",
  groups: everybody,
  answer: EvidenceView,
  problems: ["submission.not_found", "evidence.none", "evidence.not_shown", "result.not_released"],
});

export const compareSubmissions = defineEndpoint({
  name: "compareSubmissions",
  method: "GET",
  path: "/v1/submissions/{submissionId}/comparison",
  summary:
    "Two submissions of one learner side by side, of one stage or of two: criteria, and facts with what changed.",
  groups: everybody,
  query: z.strictObject({ with: SubmissionId }),
  answer: SubmissionsComparison,
  problems: [
    "submission.not_found",
    "comparison.other_learner",
    "evidence.not_shown",
    "result.not_released",
  ],
});

/** The hints of a criterion that the learner has seen. */
export const HintsView = z.object({
  criterion: CriterionId,
  hints: z.array(z.string()),
  of: z.int(),
  /** Hints that may be asked for now, over all criteria of the stage; absent: as many as there are. */
  left: z.int().optional(),
});
export type HintsView = z.infer<typeof HintsView>;

export const takeHint = defineEndpoint({
  name: "takeHint",
  method: "POST",
  path: "/v1/submissions/{submissionId}/hints",
  summary:
    "Shows the hints of a criterion up to this number. Those that were shown before are free, so the same request again takes none.",
  groups: ["learner"],
  body: z.strictObject({
    criterion: CriterionId,
    number: z.int("the number of the hint, from 1").min(1).max(5),
  }),
  answer: HintsView,
  problems: [
    "submission.not_found",
    "result.not_released",
    "hints.off",
    "hints.none",
    "hints.not_needed",
    "hints.out_of_order",
    "hints.after_attempt",
  ],
});
