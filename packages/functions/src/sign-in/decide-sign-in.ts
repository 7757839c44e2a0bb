import type { Group } from "@lab-grader/core/contracts/endpoint";

/** Who is about to get a token, by what Cognito knows. */
export interface Person {
  /** Of the user pool: chosen by an administrator, or `School_<subject>`. */
  readonly userName: string;
  /** An own password at Cognito. */
  readonly hasPassword: boolean;
  /** Comes, or may come, through the school's login. */
  readonly isOfSchool: boolean;
  /** What the school's login sent as the configured claim. */
  readonly schoolLogin: string | undefined;
  readonly groups: readonly string[];
}

/** What is known of second factors. */
export interface SecondFactors {
  /** Cognito asks this person for a code at each sign-in. */
  readonly atCognito: boolean;
  /** The operator declares that the school's login asks staff. */
  readonly atSchool: boolean;
}

/** Why somebody gets less than the groups in the pool say. */
export type Withheld =
  | "sign_in.claim_missing"
  | "sign_in.second_factor_missing"
  | "sign_in.school_second_factor_undeclared";

/** What the token says. Without a login the API lets nobody in. */
export interface SignIn {
  readonly login: string | undefined;
  readonly groups: readonly string[];
  readonly withheld: Withheld | undefined;
}

const staffGroups: readonly string[] = ["instructor", "admin"] satisfies Group[];
const learnerGroup = "learner" satisfies Group;

/** Whether Cognito has to be asked for this person's second factor; learners need none. */
export function needsSecondFactor({ groups, hasPassword }: Person): boolean {
  return hasPassword && hasStaffGroup(groups);
}

/**
 * The login is the user name of those with a password here, else what the school's login sent.
 * Staff stay so only if every way in that they have asks for a second factor. Whoever is not staff
 * is a learner: the roster decides what that opens.
 */
export function decideSignIn(person: Person, secondFactors: SecondFactors): SignIn {
  const login = person.hasPassword ? person.userName : person.schoolLogin;
  if (login === undefined || login === "")
    return { login: undefined, groups: [], withheld: "sign_in.claim_missing" };
  const withheld = hasStaffGroup(person.groups) ? weakWayIn(person, secondFactors) : undefined;
  if (withheld === undefined && hasStaffGroup(person.groups))
    return { login, groups: person.groups, withheld };
  const others = person.groups.filter((name) => !staffGroups.includes(name));
  return { login, groups: [...new Set([...others, learnerGroup])], withheld };
}

function hasStaffGroup(groups: readonly string[]): boolean {
  return groups.some((name) => staffGroups.includes(name));
}

function weakWayIn(
  { hasPassword, isOfSchool }: Person,
  { atCognito, atSchool }: SecondFactors,
): Withheld | undefined {
  if (hasPassword && !atCognito) return "sign_in.second_factor_missing";
  return isOfSchool && !atSchool ? "sign_in.school_second_factor_undeclared" : undefined;
}
