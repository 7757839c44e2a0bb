import type { Policy } from "./policy/document.ts";
import type { Role } from "./roles.ts";

/** An IAM user, known by a long-term access key. */
export interface UserCaller {
  readonly kind: "user";
  readonly accountId: string;
  /** `arn:aws:iam::100000000014:user/learner-14` */
  readonly arn: string;
  readonly userId: string;
  readonly userName: string;
  readonly policies: readonly Policy[];
}

/** A session of a role, known by temporary credentials. */
export interface SessionCaller {
  readonly kind: "session";
  readonly accountId: string;
  /** `arn:aws:sts::100000000014:assumed-role/LabGraderAccess-dev/sub_1` */
  readonly arn: string;
  /** `AROA…:sub_1` */
  readonly userId: string;
  /** Live: a policy put on the role changes what its running sessions may do, as on AWS. */
  readonly role: Role;
  readonly sessionName: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly sessionPolicy?: Policy;
  readonly sourceIdentity?: string;
}

/** Who signed a request. */
export type Caller = UserCaller | SessionCaller;

/** The value of `aws:PrincipalArn`: of a session it is the role's ARN, not the session's. */
export function principalArn(caller: Caller): string {
  return caller.kind === "session" ? caller.role.arn : caller.arn;
}
