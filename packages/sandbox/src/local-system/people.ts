import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { LearnerLoginRecord } from "@lab-grader/core/cohorts/learner";
import { cohortsPartition, ListedCohortRecord } from "@lab-grader/core/cohorts/listed-cohort";
import { StaffCohortRecord } from "@lab-grader/core/cohorts/staff-cohort";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";

/** Somebody who may sign in. */
export interface Person {
  readonly login: string;
  readonly groups: readonly string[];
}

/** Who may sign in, as the school's login would know. */
export interface People {
  /** Absent where nobody has this login. */
  groupsOf(login: string): Promise<readonly string[] | undefined>;
  /** All of them, for a page to choose from. */
  list(): Promise<readonly Person[]>;
}

/** Those of the start, and whoever has come onto a roster or a staff since. */
export function localPeople(
  known: ReadonlyMap<string, readonly string[]>,
  table: () => Promise<Table>,
): People {
  return {
    groupsOf: async (login) => known.get(login) ?? (await groupsInTable(login, await table())),
    list: async () => {
      const all = new Map(known);
      for (const { login, groups } of await peopleInTable(await table())) {
        if (!known.has(login)) {
          all.set(login, [...new Set([...(all.get(login) ?? []), ...groups])]);
        }
      }
      return [...all].map(([login, groups]) => ({ login, groups }));
    },
  };
}

async function groupsInTable(login: string, table: Table): Promise<readonly string[] | undefined> {
  const [learner, staffed] = await Promise.all([
    table.get(LearnerLoginRecord, { login }),
    table.list(StaffCohortRecord, { pk: `staff#${login}`, prefix: "", limit: 1 }),
  ]);
  const groups = [
    ...(learner ? ["learner"] : []),
    ...(staffed.items.length > 0 ? ["instructor"] : []),
  ];
  return groups.length === 0 ? undefined : groups;
}

async function peopleInTable(table: Table): Promise<readonly Person[]> {
  const cohorts = await listAll(table, ListedCohortRecord, { pk: cohortsPartition, prefix: "" });
  const people = await Promise.all(
    cohorts.map(async ({ cohortId }) => {
      const [cohort, enrolments] = await Promise.all([
        table.get(CohortRecord, { cohortId }),
        listAll(table, EnrolmentRecord, { pk: cohortId, prefix: "enrolment#" }),
      ]);
      return [
        ...enrolments.map(({ login }) => ({ login, groups: ["learner"] })),
        ...(cohort?.staff ?? []).map(({ login }) => ({ login, groups: ["instructor"] })),
      ];
    }),
  );
  return people.flat();
}
