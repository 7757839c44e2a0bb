import { type Cohort, CohortRecord, hasRight } from "@lab-grader/core/cohorts/cohort";
import { JoinLinkRecord } from "@lab-grader/core/cohorts/join-link";
import { ListedCohortRecord } from "@lab-grader/core/cohorts/listed-cohort";
import { StaffCohortRecord } from "@lab-grader/core/cohorts/staff-cohort";
import {
  type CohortView,
  changeCohort,
  createCohort,
  getCohort,
  listCohorts,
  setStaff,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import { openCohort } from "./access.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";

/** `GET /v1/cohorts`: the caller's own, admins' too; there is no list of all cohorts. */
const list: ApiHandler<typeof listCohorts> = async ({ identity }, { table }) => {
  const cohorts = await cohortsOfStaff(identity, table);
  return {
    body: {
      cohorts: cohorts.flatMap(({ cohortId, name, startsAt, endsAt, staff }) => {
        const role = staff.find(({ login }) => login === identity.login)?.role;
        return role === undefined ? [] : [{ cohortId, name, role, startsAt, endsAt }];
      }),
    },
  };
};

const create: ApiHandler<typeof createCohort> = async ({ identity, body }, { table, newId }) => {
  requireOrder(body);
  const { login } = identity;
  const cohort: Cohort = {
    cohortId: newId("coh"),
    name: body.name,
    version: 1,
    staff: [{ login, role: "instructor" }],
    startsAt: body.startsAt,
    endsAt: body.endsAt,
    ...(body.lateTokens === undefined ? {} : { lateTokens: body.lateTokens }),
  };
  // The way to the cohort first: one that leads nowhere is passed over, a cohort without it is lost.
  await table.put(StaffCohortRecord, { login, cohortId: cohort.cohortId });
  await table.put(CohortRecord, cohort, { itemIsAbsent: true });
  await table.put(ListedCohortRecord, { cohortId: cohort.cohortId });
  return { headers: { location: `/v1/cohorts/${cohort.cohortId}` }, body: cohort };
};

const get: ApiHandler<typeof getCohort> = async ({ identity, params }, { table }) => {
  const cohort = await openCohort(params.cohortId, identity, { table, right: "read" });
  return { body: await cohortView(cohort, table) };
};

const change: ApiHandler<typeof changeCohort> = async ({ identity, params, body }, { table }) => {
  const cohort = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { version, lateTokens = cohort.lateTokens, ...said } = body;
  const { lateTokens: before, ...kept } = cohort;
  const changed: Cohort = {
    ...kept,
    ...(said.name === undefined ? {} : { name: said.name }),
    ...(said.startsAt === undefined ? {} : { startsAt: said.startsAt }),
    ...(said.endsAt === undefined ? {} : { endsAt: said.endsAt }),
    ...(lateTokens === undefined || lateTokens === null ? {} : { lateTokens }),
    version: version + 1,
  };
  requireOrder(changed);
  await replaceCohort(changed, { version, table });
  return { body: await cohortView(changed, table) };
};

const putStaff: ApiHandler<typeof setStaff> = async ({ identity, params, body }, { table }) => {
  const cohort = await openCohort(params.cohortId, identity, { table, right: "manage" });
  const { version, staff } = body;
  if (!staff.some(({ role }) => role === "instructor"))
    throw new VisibleError("cohort.instructor_missing", { path: "body.staff" });
  const twice = staff.find(({ login }, at) => staff.findIndex((one) => one.login === login) !== at);
  if (twice) {
    const { login } = twice;
    throw new VisibleError("cohort.staff_twice", { params: { login }, path: "body.staff" });
  }

  const { cohortId } = cohort;
  const isNew = ({ login }: { login: string }) => !cohort.staff.some((one) => one.login === login);
  await Promise.all(
    staff.filter(isNew).map(({ login }) => table.put(StaffCohortRecord, { login, cohortId })),
  );
  const changed: Cohort = { ...cohort, staff: [...staff], version: version + 1 };
  await replaceCohort(changed, { version, table });
  return { body: await cohortView(changed, table) };
};

export const cohortRoutes = [
  route(listCohorts, list),
  route(createCohort, create),
  route(getCohort, get),
  route(changeCohort, change),
  route(setStaff, putStaff),
];

/** The cohorts whose own staff names this login. */
export async function cohortsOfStaff(
  { login, groups }: Identity,
  table: Table,
): Promise<readonly Cohort[]> {
  if (!groups.has("instructor") && !groups.has("admin")) return [];
  const known = await listAll(table, StaffCohortRecord, { pk: `staff#${login}`, prefix: "" });
  const cohorts = await Promise.all(known.map((each) => table.get(CohortRecord, each)));
  return cohorts.flatMap((cohort) => (cohort && hasRight(cohort, login, "read") ? [cohort] : []));
}

/** The cohort and its join link, without what is secret of that. */
export async function cohortView(cohort: Cohort, table: Table): Promise<CohortView> {
  const link = await table.get(JoinLinkRecord, cohort);
  if (!link) return cohort;
  const { expiresAt, uses, largestUses } = link;
  return { ...cohort, joinLink: { expiresAt, uses, largestUses } };
}

function requireOrder({ startsAt, endsAt }: Pick<Cohort, "startsAt" | "endsAt">): void {
  if (startsAt < endsAt) return;
  throw new VisibleError("dates.out_of_order", {
    params: { earlier: "startsAt", later: "endsAt" },
    path: "body.endsAt",
  });
}

/** @throws VisibleError `cohort.changed` where the version is not the one that is there. */
async function replaceCohort(
  changed: Cohort,
  { version, table }: { version: number; table: Table },
): Promise<void> {
  if (await table.put(CohortRecord, changed, { field: "version", equals: version })) return;
  const now = await table.get(CohortRecord, changed);
  throw new VisibleError("cohort.changed", {
    params: { version: now?.version ?? 0 },
    path: "body.version",
  });
}
