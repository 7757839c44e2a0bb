import type { Telemetry } from "../telemetry.ts";
import { decideSignIn, needsSecondFactor, type Withheld } from "./decide-sign-in.ts";
import { answered, personOf, TokenEvent } from "./token-event.ts";

/** Whether Cognito asks this user for a code at each sign-in. */
export type HasSecondFactor = (user: {
  readonly userPoolId: string;
  readonly userName: string;
}) => Promise<boolean>;

export interface TokenDeps {
  readonly hasSecondFactor: HasSecondFactor;
  /** The operator declares that the school's login asks staff for a second factor. */
  readonly schoolAsksSecondFactor: boolean;
  /** Name of the claim that the school's login sends, for the log. */
  readonly loginClaim: string;
  readonly telemetry: Telemetry;
}

/**
 * Writes the roster's login and the groups that count into a token.
 * @throws Error where the event is not as expected or Cognito does not answer: there is no token then.
 */
export async function completeToken(event: unknown, deps: TokenDeps): Promise<object> {
  const asked = TokenEvent.parse(event);
  const person = personOf(asked);
  const signIn = decideSignIn(person, {
    atCognito: needsSecondFactor(person) && (await deps.hasSecondFactor(asked)),
    atSchool: deps.schoolAsksSecondFactor,
  });
  const { withheld } = signIn;
  if (withheld) deps.telemetry.info(messageOf(withheld, deps), { fault: withheld });
  return answered(asked, signIn);
}

/** Nothing of it names the person. */
function messageOf(withheld: Withheld, { loginClaim }: TokenDeps): string {
  switch (withheld) {
    case "sign_in.claim_missing":
      return `a sign-in without login and groups: the school's login sent no ${loginClaim} (LAB_GRADER_LOGIN_CLAIM)`;
    case "sign_in.second_factor_missing":
      return "a sign-in without groups of staff: the user has no authenticator app, see docs/operations.md";
    case "sign_in.school_second_factor_undeclared":
      return "a sign-in without groups of staff: nobody declares that the school's login asks for a second factor (LAB_GRADER_SCHOOL_ASKS_SECOND_FACTOR)";
    default:
      return withheld satisfies never;
  }
}
