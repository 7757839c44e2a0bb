import type { Enrolment } from "../enrolment.ts";
import type { RosterEntry } from "./roster-entry.ts";

/** What a roster changes in a cohort: each learner of either is in one of the lists. */
export interface RosterPlan {
  readonly enrol: readonly RosterEntry[];
  /** Who was dropped and is on the roster again. */
  readonly reEnrol: readonly RosterChange[];
  readonly update: readonly RosterChange[];
  readonly unchanged: readonly RosterChange[];
  /** Enrolled, and not on the roster. */
  readonly missing: readonly Enrolment[];
}

export interface RosterChange {
  readonly entry: RosterEntry;
  readonly enrolment: Enrolment;
}

/** Compares by login. What the roster doesn't say of somebody stays as it is. */
export function planRoster(
  entries: readonly RosterEntry[],
  enrolments: readonly Enrolment[],
): RosterPlan {
  const byLogin = new Map(enrolments.map((enrolment) => [enrolment.login, enrolment]));
  const known = entries.flatMap((entry): RosterChange[] => {
    const enrolment = byLogin.get(entry.login);
    return enrolment === undefined ? [] : [{ entry, enrolment }];
  });
  const named = new Set(entries.map(({ login }) => login));
  const isDropped = ({ enrolment }: RosterChange) => enrolment.state === "dropped";
  const enrolled = known.filter((one) => !isDropped(one));
  return {
    enrol: entries.filter(({ login }) => !byLogin.has(login)),
    reEnrol: known.filter(isDropped),
    update: enrolled.filter(saysSomethingNew),
    unchanged: enrolled.filter((one) => !saysSomethingNew(one)),
    missing: enrolments.filter(({ login, state }) => state === "enrolled" && !named.has(login)),
  };
}

/** The enrolment with what the roster says of the learner. */
export function withEntry(
  enrolment: Enrolment,
  { name, email, section, externalIds }: RosterEntry,
): Enrolment {
  return {
    ...enrolment,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(section === undefined ? {} : { section }),
    externalIds: { ...enrolment.externalIds, ...externalIds },
  };
}

function saysSomethingNew({ entry, enrolment }: RosterChange): boolean {
  const { name = {}, email, section, externalIds } = entry;
  return (
    differs(name, enrolment.name ?? {}) ||
    differs({ email, section }, enrolment) ||
    differs(externalIds, enrolment.externalIds)
  );
}

function differs(said: object, known: object): boolean {
  const before = new Map<string, unknown>(Object.entries(known));
  return Object.entries(said).some(
    ([member, value]) => value !== undefined && before.get(member) !== value,
  );
}
