import * as z from "zod";
import { ArchiveRecord } from "../../cohorts/archive/archive-record.ts";
import { CohortId } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Cursor } from "../http.ts";

/** Lines of one request to restore. */
export const mostRestoredRecords = 200;
const largestRestoreBytes = 4 * 1024 * 1024;

export const readArchivePart = defineEndpoint({
  name: "readArchivePart",
  method: "GET",
  path: "/v1/cohorts/{cohortId}/archive",
  summary:
    "One part of a cohort's archive. Begin with the part cohort, then ask for each part that an answer names; with its cursor while it has one.",
  groups: staff,
  query: z.strictObject({ part: z.string().min(1).max(64), cursor: Cursor.optional() }),
  answer: z.object({
    records: z.array(ArchiveRecord),
    /** Further parts, that this one has found. */
    parts: z.array(z.string()),
    /** Of this part; absent at its end. */
    cursor: z.string().optional(),
    /** Submissions that are not closed, and so not in the archive. */
    leftOut: z.array(z.string()),
  }),
  problems: ["cohort.not_found", "cohort.role_too_small", "archive.no_part", "cursor.invalid"],
});

export const restoreArchive = defineEndpoint({
  name: "restoreArchive",
  method: "POST",
  path: "/v1/archives",
  summary:
    "Writes lines of a cohort's archive where nothing is yet. Repeatable; what is there is compared, never replaced.",
  groups: ["admin"],
  body: z.strictObject({
    /** The cohort of the archive: a line of another one is refused. */
    cohortId: CohortId,
    records: z.array(ArchiveRecord).min(1).max(mostRestoredRecords),
  }),
  largestBodyBytes: largestRestoreBytes,
  answer: z.object({ written: z.int(), same: z.int() }),
  problems: ["archive.invalid", "archive.foreign", "archive.conflict"],
});
