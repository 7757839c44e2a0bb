import * as z from "zod";

/** A name, never an ARN, which could name another account; and of a role without a path. */
export const RoleName = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, "a role name: 1 to 64 letters, digits and _+=,.@-");

/** Parameters of every fact about one role. */
export const RoleParams = z.object({ role: RoleName });

/** `$account` is the learner's account. */
export function roleArn({ role }: { role: string }): string {
  return `arn:aws:iam::$account:role/${role}`;
}

/** IAM has one endpoint for all regions: docs.aws.amazon.com/general/latest/gr/iam-service.html */
export const iamRegion = "us-east-1";

/** IAM writes its codes without `Exception`, and the SDK gives its errors names with it. */
export const noSuchEntity = ["NoSuchEntity", "NoSuchEntityException"];
