import type { Table } from "../storage/table.ts";
import type { NewId, Now } from "../submissions/ports.ts";
import { type Enrolment, EnrolmentRecord } from "./enrolment.ts";
import { type Learner, LearnerLoginRecord, LearnerRecord } from "./learner.ts";
import { withEntry } from "./roster/plan-roster.ts";
import type { RosterEntry } from "./roster/roster-entry.ts";

/** What enrolling stands on. */
export interface EnrollingDeps {
  readonly table: Table;
  readonly now: Now;
  readonly newId: NewId;
}

/** Who meets somebody else's write this often is not alone by chance. */
const mostTries = 10;

/**
 * Enrols a learner, brings one back who was dropped, and writes what the entry says of them. The
 * enrolment is written last, so whoever crashes before is repaired by the same call again.
 * @param known the enrolment as it was read; `undefined`: there was none.
 */
export async function enrolLearner(
  {
    cohortId,
    entry,
    known,
  }: { cohortId: string; entry: RosterEntry; known?: Enrolment | undefined },
  deps: EnrollingDeps,
): Promise<Enrolment> {
  const learnerId = known?.learnerId ?? (await learnerIdOf(entry.login, deps));
  let seen = known;
  for (let tries = 0; tries < mostTries; tries += 1) {
    await changeCohorts({ learnerId, login: entry.login }, { cohortId, isIn: true }, deps);
    const next = enrolled({ cohortId, learnerId, entry, seen }, deps);
    if (await replace(seen, next, deps)) return next;
    seen = await deps.table.get(EnrolmentRecord, { cohortId, learnerId });
  }
  throw new Error(`the enrolment of ${learnerId} in ${cohortId} does not stop changing`);
}

/** Takes a learner out of a cohort; grades and enrolment stay. `undefined`: never was in it. */
export async function dropLearner(
  { cohortId, learnerId }: { cohortId: string; learnerId: string },
  deps: EnrollingDeps,
): Promise<Enrolment | undefined> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const seen = await deps.table.get(EnrolmentRecord, { cohortId, learnerId });
    if (!seen || seen.state === "dropped") return seen;
    await changeCohorts(seen, { cohortId, isIn: false }, deps);
    const { version } = seen;
    const next = {
      ...seen,
      version: version + 1,
      state: "dropped",
      droppedAt: deps.now(),
    } as const;
    if (await replace(seen, next, deps)) return next;
  }
  throw new Error(`the enrolment of ${learnerId} in ${cohortId} does not stop changing`);
}

function enrolled(
  {
    cohortId,
    learnerId,
    entry,
    seen,
  }: { cohortId: string; learnerId: string; entry: RosterEntry; seen: Enrolment | undefined },
  { now }: EnrollingDeps,
): Enrolment {
  const { login } = entry;
  const fresh: Enrolment = {
    ...{ cohortId, learnerId, login, version: 1, state: "enrolled" },
    externalIds: {},
    enrolledAt: now(),
  };
  if (seen === undefined) return withEntry(fresh, entry);
  const { droppedAt, ...kept } = seen;
  const cameBack = seen.state === "dropped" ? { enrolledAt: fresh.enrolledAt } : {};
  return withEntry({ ...kept, ...cameBack, version: seen.version + 1, state: "enrolled" }, entry);
}

async function replace(
  seen: Enrolment | undefined,
  next: Enrolment,
  { table }: EnrollingDeps,
): Promise<boolean> {
  return await table.put(
    EnrolmentRecord,
    next,
    seen === undefined ? { itemIsAbsent: true } : { field: "version", equals: seen.version },
  );
}

/** One login is one learner, whoever enrols them first. */
async function learnerIdOf(login: string, { table, newId }: EnrollingDeps): Promise<string> {
  const known = await table.get(LearnerLoginRecord, { login });
  if (known) return known.learnerId;
  const learnerId = newId("lrn");
  if (await table.put(LearnerLoginRecord, { login, learnerId }, { itemIsAbsent: true }))
    return learnerId;
  const faster = await table.get(LearnerLoginRecord, { login });
  if (!faster) throw new Error("a login was taken, and is not there");
  return faster.learnerId;
}

/** Makes a learner a member of all these cohorts too, as a restored one was. */
export async function joinCohorts(restored: Learner, table: Table): Promise<void> {
  for (const cohortId of restored.cohorts) {
    await changeCohorts(restored, { cohortId, isIn: true }, { table });
  }
}

async function changeCohorts(
  { learnerId, login }: { learnerId: string; login: string },
  { cohortId, isIn }: { cohortId: string; isIn: boolean },
  { table }: Pick<EnrollingDeps, "table">,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const learner = await table.get(LearnerRecord, { learnerId });
    const { cohorts = [], formerCohorts = [] } = learner ?? {};
    if (learner && cohorts.includes(cohortId) === isIn) return;
    const others = (some: readonly string[]) => some.filter((one) => one !== cohortId);
    const change = {
      cohorts: [...others(cohorts), ...(isIn ? [cohortId] : [])],
      formerCohorts: [...others(formerCohorts), ...(isIn ? [] : [cohortId])],
    };
    const isChanged = learner
      ? await table.update(
          LearnerRecord,
          { learnerId },
          { ...change, version: learner.version + 1 },
          { field: "version", equals: learner.version },
        )
      : await table.put(
          LearnerRecord,
          { learnerId, login, version: 1, cohorts: change.cohorts },
          { itemIsAbsent: true },
        );
    if (isChanged) return;
  }
  throw new Error(`the learner ${learnerId} does not stop changing`);
}
