import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";

/** What the address says of the list; empty texts choose nothing. */
export interface LearnerChoice {
  readonly search: string;
  /** `withoutSection` for those who have none. */
  readonly section: string;
  readonly state: string;
  readonly sort: string;
}

/** No section is called so: sections are not empty lines of blanks. */
export const withoutSection = " ";

const sortKeys = {
  login: ({ login }: Enrolment) => login,
  name: ({ name }: Enrolment) => name?.full ?? "",
  section: ({ section }: Enrolment) => section ?? "",
  since: ({ state, enrolledAt, droppedAt }: Enrolment) =>
    state === "dropped" ? (droppedAt ?? enrolledAt) : enrolledAt,
} as const;
export type LearnerSort = keyof typeof sortKeys;

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The learners that fit, in the order that was asked for: `name`, or `-name` for the other way round. */
export function chosenLearners(
  learners: readonly Enrolment[],
  { search, section, state, sort }: LearnerChoice,
): readonly Enrolment[] {
  const wanted = search.trim().toLowerCase();
  const fits = ({ login, name, email, ...learner }: Enrolment) =>
    (state === "" || learner.state === state) &&
    (section === "" || (learner.section ?? withoutSection) === section) &&
    [login, name?.full, email].some((one) => one?.toLowerCase().includes(wanted));
  const { key, isDescending } = readSort(sort);
  const keyOf = sortKeys[key];
  const direction = isDescending ? -1 : 1;
  return learners
    .filter(fits)
    .sort((one, other) => direction * collator.compare(keyOf(one), keyOf(other)));
}

/** What the address says of the order; by login where it says nothing that is known. */
export function readSort(sort: string): {
  readonly key: LearnerSort;
  readonly isDescending: boolean;
} {
  const isDescending = sort.startsWith("-");
  const name = isDescending ? sort.slice(1) : sort;
  return { key: isSort(name) ? name : "login", isDescending };
}

/** Every section that somebody has, in order. */
export function sectionsOf(learners: readonly Enrolment[]): readonly string[] {
  const sections = new Set(learners.flatMap(({ section }) => section ?? []));
  return [...sections].sort(collator.compare);
}

function isSort(name: string): name is LearnerSort {
  return Object.hasOwn(sortKeys, name);
}
