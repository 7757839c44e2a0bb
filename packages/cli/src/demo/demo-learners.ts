/** What happens around a learner's work, beside what they typed. */
export type Circumstance =
  /** AWS throttles every second call of each operation. */
  | "throttled"
  /** The learner clicks twice: the same request two times, at the same moment. */
  | "sent-twice"
  /** The grading role was deleted. */
  | "no-role"
  /** The role trusts somebody with another ExternalId. */
  | "wrong-external-id"
  /** The role's policy is from an older lab. */
  | "role-lacks-permission"
  /** AWS lets us in, then answers 500 to every call. */
  | "server-errors";

/** Who the learner is, what they type and what happens around it. */
export interface DemoLearner {
  readonly login: string;
  /** Name of the lab's case that is typed; absent: its solution. */
  readonly labCase?: string;
  readonly circumstance?: Circumstance;
}

/** The lab and stage that the demo's cohort works on. */
export const demoLab = "dynamodb-introduction";
/** The stage that they hand in. */
export const demoStage = "build";

/** The action that the role of `role-lacks-permission` does not allow. */
export const missingAction = "dynamodb:DescribeContinuousBackups";

/** Whose feedback is shown in full, and who may be played after the demo. */
export const shownLearner = "learner-14";

const work: readonly Omit<DemoLearner, "login">[] = [
  {},
  { circumstance: "throttled" },
  { circumstance: "sent-twice" },
  { labCase: "index-added-later" },
  { labCase: "index-carries-all" },
  { labCase: "nothing-built" },
  { labCase: "other-region" },
  { labCase: "other-case" },
  { labCase: "typing-mistake" },
  { labCase: "keys-swapped" },
  { labCase: "provisioned-too-small" },
  { labCase: "no-ceiling" },
  { labCase: "index-too-narrow" },
  { labCase: "recovery-never-on" },
  { labCase: "no-backup" },
  { labCase: "backup-of-another-life" },
  { labCase: "unprotected" },
  { labCase: "aws-owned-key" },
  { labCase: "another-account" },
  { labCase: "tag-in-capitals" },
  { circumstance: "no-role" },
  { circumstance: "wrong-external-id" },
  { circumstance: "role-lacks-permission" },
  { circumstance: "server-errors" },
];

/** 24 learners, each with an account and a story of their own. */
export const demoLearners: readonly DemoLearner[] = work.map((learner, place) => ({
  login: `learner-${String(place + 1).padStart(2, "0")}`,
  ...learner,
}));

/** `solution`, `no-backup`, `solution, sent-twice` */
export function caseText({ labCase = "solution", circumstance }: DemoLearner): string {
  return circumstance === undefined ? labCase : `${labCase}, ${circumstance}`;
}
