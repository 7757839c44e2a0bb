import { AwsError } from "../aws-error.ts";

/** What AWS has and this sandbox has not; never an answer that could be taken for AWS's own. */
export function notInSandbox(what: string): AwsError {
  return new AwsError("NotInLocalSandbox", `${what} is not in the local sandbox`);
}
