import * as z from "zod";
import { AssignmentId, Instant, LearnerId } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { JobView } from "./jobs.ts";

/** A seal as staff see it. The hashes of its learners stay inside. */
export const SealView = z.object({
  number: z.int(),
  at: Instant,
  /** Results until here are in it. */
  upTo: Instant,
  hash: z.string(),
  /** Absent on the first. */
  previousHash: z.string().optional(),
});
export type SealView = z.infer<typeof SealView>;

const cursor = z.string().min(1).max(1024).optional();

export const listSeals = defineEndpoint({
  name: "listSeals",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/seals",
  summary: "The seals of a cohort's results, oldest first, each recomputed and compared.",
  groups: staff,
  query: z.strictObject({ cursor }),
  answer: z.object({
    seals: z.array(SealView),
    problems: z.array(
      z.object({ number: z.int(), code: z.enum(["seal.altered", "seal.missing"]) }),
    ),
    cursor: z.string().optional(),
  }),
  problems: ["cohort.not_found", "cursor.invalid"],
});

export const startSeal = defineEndpoint({
  name: "startSeal",
  method: "POST",
  path: "/v1/cohorts/{cohortId}/seals",
  summary: "Seals the results of a cohort now, as the schedule does every day.",
  groups: staff,
  answer: JobView,
  statuses: [202],
  problems: ["cohort.not_found", "cohort.role_too_small"],
});

/** What a learner's audit found. */
export const LearnerAuditView = z.object({
  learnerId: LearnerId,
  login: z.string(),
  grades: z.int(),
  problems: z.array(
    z.object({
      code: z.enum([
        "grade.missing",
        "grade.altered",
        "grade.repeated",
        "submission.differs",
        "evidence.altered",
        "terms.altered",
        "terms.missing",
        "cell.differs",
        "seal.differs",
      ]),
      /** A submission, an assignment or a seal. */
      at: z.string(),
    }),
  ),
});
export type LearnerAuditView = z.infer<typeof LearnerAuditView>;

export const auditCohort = defineEndpoint({
  name: "auditCohort",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/audit",
  summary:
    "Walks the chains of grades and terms of some learners and compares them with the newest seal, page by page.",
  groups: staff,
  query: z.strictObject({ cursor }),
  answer: z.object({
    /** Absent where nothing was sealed yet. */
    seal: SealView.optional(),
    /** Whose rules are others than at the time of that seal. People may change them; a chain they have not. */
    changedAssignments: z.array(AssignmentId),
    learners: z.array(LearnerAuditView),
    cursor: z.string().optional(),
  }),
  problems: ["cohort.not_found", "cursor.invalid"],
});
