import * as z from "zod";
import { AssignmentId, Instant, LearnerId } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";

export const exportFormats = ["canvas", "moodle", "csv", "json"] as const;

export const exportGradebook = defineEndpoint({
  name: "exportGradebook",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/exports/{format}",
  summary:
    "The released results of a cohort as a file for Canvas, Moodle or a spreadsheet, with whoever is left out and why.",
  groups: staff,
  query: z.strictObject({
    /** Ids with commas between; absent: every assignment. */
    assignments: z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.array(AssignmentId).min(1).max(100))
      .optional(),
    /** How Moodle is to find the learners. */
    moodleKey: z.enum(["email", "idNumber", "moodleUsername"]).optional(),
  }),
  answer: z.object({
    file: z.object({
      name: z.string(),
      mediaType: z.enum(["text/csv", "application/json"]),
      text: z.string(),
    }),
    leftOut: z.array(z.object({ learnerId: LearnerId, login: z.string(), why: z.string() })),
    notes: z.array(z.string()),
    /** Head of the audit seals when it was written; absent while nothing is sealed. */
    seal: z.object({ hash: z.string(), at: Instant }).optional(),
    cells: z.int(),
  }),
  problems: [
    "cohort.not_found",
    "assignment.not_found",
    "export.unknown_format",
    "export.too_large",
    "export.refused",
  ],
});
