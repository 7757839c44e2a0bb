import { LearnerLoginRecord } from "@lab-grader/core/cohorts/learner";
import { StaffCohortRecord } from "@lab-grader/core/cohorts/staff-cohort";
import type { Table } from "@lab-grader/core/storage/table";

/** Who may sign in, as the school's login would know. */
export interface People {
  /** Absent where nobody has this login. */
  groupsOf(login: string): Promise<readonly string[] | undefined>;
  /** Those of the start, for a page to choose from. */
  logins(): Promise<readonly string[]>;
}

/** Those of the start, and whoever has come onto a roster or a staff since. */
export function localPeople(
  known: ReadonlyMap<string, readonly string[]>,
  table: () => Promise<Table>,
): People {
  return {
    groupsOf: async (login) => known.get(login) ?? (await groupsInTable(login, await table())),
    logins: async () => [...known.keys()],
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
