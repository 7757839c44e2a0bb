import { type Cohort, CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { InstructorCohortRecord } from "@lab-grader/core/cohorts/instructor-cohort";
import type { CohortList } from "@lab-grader/core/contracts/http";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import type { ApiHandler } from "./deps.ts";
import { jsonResponse } from "./http.ts";
import { type Identity, requireGroup } from "./identity.ts";

/** `GET /v1/cohorts`: the instructor's own, admins' too; there is no list of all cohorts. */
export const listCohorts: ApiHandler = async ({ identity }, { table }) => {
  requireGroup(identity, "instructor", "admin");
  const cohorts = await cohortsOfStaff(identity, table);
  const list: CohortList = {
    cohorts: cohorts.map(({ cohortId, name, endsAt }) => ({ cohortId, name, endsAt })),
  };
  return jsonResponse(200, list);
};

/** The cohorts whose own list names this login. */
export async function cohortsOfStaff(
  { login, groups }: Identity,
  table: Table,
): Promise<readonly Cohort[]> {
  if (!groups.has("instructor") && !groups.has("admin")) return [];
  const known = await listAll(table, InstructorCohortRecord, {
    pk: `instructor#${login}`,
    prefix: "",
  });
  const cohorts = await Promise.all(known.map((each) => table.get(CohortRecord, each)));
  return cohorts.flatMap((cohort) => (cohort?.instructors.includes(login) ? [cohort] : []));
}
