import * as z from "zod";
import { Login } from "../cohort.ts";
import { Enrolment } from "../enrolment.ts";

/** The most learners of one roster. */
export const largestRoster = 5000;
/** Of the file that is read. */
export const largestRosterBytes = 2 * 1024 * 1024;

/** What one row of a roster says of one learner. */
export const RosterEntry = Enrolment.pick({
  name: true,
  email: true,
  section: true,
  externalIds: true,
}).extend({ login: Login });
export type RosterEntry = z.infer<typeof RosterEntry>;

/** Stable: clients decide by it, never by a text. */
export const rosterProblemCodes = [
  "roster.cell_invalid",
  "roster.duplicate",
  "roster.empty",
  "roster.encoding",
  "roster.header_invalid",
  "roster.login_column_missing",
  "roster.login_missing",
  "roster.quotes",
  "roster.row_too_long",
  "roster.too_many_rows",
] as const;

/** Why a roster can't be taken; one is enough to take nothing of it. */
export const RosterProblem = z.object({
  code: z.enum(rosterProblemCodes),
  /** Of the file, from 1: the header is line 1. A row whose cells span lines counts by its first. */
  line: z.int().min(1),
  /** The header above the cell; absent where the whole row is meant. */
  column: z.string().optional(),
  /** What is there, what was expected, what to do. */
  problem: z.string(),
});
export type RosterProblem = z.infer<typeof RosterProblem>;

/** Who wrote the file, as its header tells. */
export const RosterFormat = z.enum(["canvas", "moodle", "plain"]);
export type RosterFormat = z.infer<typeof RosterFormat>;
