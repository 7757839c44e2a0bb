import * as z from "zod";
import { Enrolment } from "../../cohorts/enrolment.ts";
import {
  largestRosterBytes,
  RosterEntry,
  RosterFormat,
  RosterProblem,
} from "../../cohorts/roster/roster-entry.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Cursor, PageSize } from "../http.ts";

/** Problems and rows of one answer, so that it stays readable. */
export const mostRosterProblems = 200;
/** Learners of one page of a roster. */
export const largestRosterPage = 200;

/** What a roster changes, or would change. */
export const RosterReport = z.object({
  /** `invalid`: has problems, nothing was changed; `planned`: a dry run; `applied`: see `left`. */
  status: z.enum(["invalid", "planned", "applied"]),
  format: RosterFormat,
  learners: z.int(),
  /** Of this answer's plan: after some changes were applied, these count as unchanged. */
  plan: z.object({
    enrol: z.int(),
    reEnrol: z.int(),
    update: z.int(),
    unchanged: z.int(),
    /** Enrolled and not in the file; dropped only where that is asked for. */
    missing: z.int(),
  }),
  /** Who is meant, in a dry run. */
  changes: z.array(
    z.object({ kind: z.enum(["enrol", "reEnrol", "update", "missing"]), login: z.string() }),
  ),
  applied: z.object({
    enrolled: z.int(),
    reEnrolled: z.int(),
    updated: z.int(),
    dropped: z.int(),
  }),
  /** Changes still to be made: send the same request again. */
  left: z.int(),
  problems: z.array(RosterProblem),
  /** More than are listed, where there are very many. */
  problemCount: z.int(),
  skipped: z.array(z.object({ line: z.int(), why: z.string() })),
  ignoredColumns: z.array(z.string()),
});
export type RosterReport = z.infer<typeof RosterReport>;

export const importRoster = defineEndpoint({
  name: "importRoster",
  method: "POST",
  path: "/v1/cohorts/{cohortId}/roster",
  summary:
    "Enrols the learners of a CSV file: of Canvas, of Moodle, or with the header login,name,email,section. Repeatable; with dryRun it only says what it would do.",
  groups: staff,
  body: z.strictObject({
    csv: z.string("the text of the file"),
    dryRun: z.boolean("true or false"),
    /** Drops who is enrolled and not in the file. */
    dropMissing: z.boolean().optional(),
    /** The header of the column with the logins, where it isn't the usual one. */
    loginColumn: z.string().min(1).max(200).optional(),
  }),
  // JSON writes a line break and a quote with two characters.
  largestBodyBytes: 2 * largestRosterBytes,
  answer: RosterReport,
  problems: ["cohort.not_found", "cohort.role_too_small", "roster.invalid", "roster.too_large"],
});

export const EnrolmentPage = z.object({
  learners: z.array(Enrolment),
  /** Absent on the last page. */
  cursor: z.string().optional(),
});
export type EnrolmentPage = z.infer<typeof EnrolmentPage>;

export const listLearners = defineEndpoint({
  name: "listLearners",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/learners",
  summary: "The learners of a cohort, dropped ones too, page by page.",
  groups: staff,
  query: z.strictObject({
    cursor: Cursor.optional(),
    limit: PageSize(largestRosterPage).optional(),
  }),
  answer: EnrolmentPage,
  problems: ["cohort.not_found", "cursor.invalid"],
});

export const enrolLearner = defineEndpoint({
  name: "enrolLearner",
  method: "POST",
  path: "/v1/cohorts/{cohortId}/learners",
  summary: "Enrols one learner, or brings back one who was dropped.",
  groups: staff,
  body: RosterEntry.extend({ externalIds: RosterEntry.shape.externalIds.default({}) }),
  answer: Enrolment,
  problems: ["cohort.not_found", "cohort.role_too_small"],
});

export const dropLearner = defineEndpoint({
  name: "dropLearner",
  method: "POST",
  path: "/v1/cohorts/{cohortId}/learners/{learnerId}/drop",
  summary: "Takes a learner out of a cohort; submissions and grades stay.",
  groups: staff,
  answer: Enrolment,
  problems: ["cohort.not_found", "cohort.role_too_small", "learner.not_found"],
});
