import { type Enrolment, EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import type { Table } from "@lab-grader/core/storage/table";
import { VisibleError } from "./http.ts";

/**
 * A page of a cohort's learners, dropped ones too, or the one that is asked for.
 * @throws VisibleError `learner.not_found`
 */
export async function readEnrolments(
  cohortId: string,
  { learner, cursor }: { readonly learner?: string | undefined; cursor?: string | undefined },
  { limit, table }: { readonly limit: number; readonly table: Table },
): Promise<{ readonly items: readonly Enrolment[]; readonly cursor?: string }> {
  if (learner === undefined)
    return await table.list(EnrolmentRecord, {
      ...{ pk: cohortId, prefix: "enrolment#", limit },
      ...(cursor === undefined ? {} : { cursor }),
    });
  const enrolment = await table.get(EnrolmentRecord, { cohortId, learnerId: learner });
  if (!enrolment) throw new VisibleError("learner.not_found");
  return { items: [enrolment] };
}
