import * as z from "zod";
import { parseSubmissionId } from "../../ids.ts";
import type { Table } from "../../storage/table.ts";
import { AssignmentRecord } from "../assignment.ts";
import type { ArchiveRecord } from "./archive-record.ts";

/** Everything by which an item of an archive says whose it is. */
const Places = z.object({
  cohortId: z.string().optional(),
  cohorts: z.array(z.string()).default([]),
  formerCohorts: z.array(z.string()).default([]),
  assignmentId: z.string().optional(),
  submissionId: z.string().optional(),
  comparedWith: z.record(z.string(), z.string()).default({}),
  keptTimeOf: z.string().optional(),
  redriveOf: z.string().optional(),
});

/**
 * Whoever restores has not read every line: a file may hold grades for another cohort, in places
 * where nothing is yet.
 * @returns the index of the first line that is not of the cohort; -1: there is none.
 */
export async function findForeign(
  records: readonly ArchiveRecord[],
  { cohortId, table }: { readonly cohortId: string; readonly table: Table },
): Promise<number> {
  const places = records.map(({ value }) => Places.safeParse(value).data);
  const named = new Set(places.flatMap((place) => (place ? assignmentsOf(place) : [])));
  const elsewhere = await Promise.all(
    [...named].map(async (assignmentId) => {
      const known = await table.get(AssignmentRecord, { assignmentId });
      return known !== undefined && known.cohortId !== cohortId ? [assignmentId] : [];
    }),
  );
  const foreign = new Set(elsewhere.flat());
  return places.findIndex(
    (place) =>
      place !== undefined &&
      (cohortsOf(place).some((each) => each !== cohortId) ||
        assignmentsOf(place).some((each) => foreign.has(each))),
  );
}

type Places = z.infer<typeof Places>;

function cohortsOf({ cohortId, cohorts, formerCohorts }: Places): readonly string[] {
  return [...(cohortId === undefined ? [] : [cohortId]), ...cohorts, ...formerCohorts];
}

function assignmentsOf(place: Places): readonly string[] {
  const { assignmentId, submissionId, comparedWith, keptTimeOf, redriveOf } = place;
  const submissions = [submissionId, ...Object.values(comparedWith), keptTimeOf, redriveOf];
  return [
    ...(assignmentId === undefined ? [] : [assignmentId]),
    ...submissions.flatMap((each = "") => parseSubmissionId(each)?.assignmentId ?? []),
  ];
}
