import { AwsError } from "../../aws-error.ts";

/** A refusal of what was asked, in DynamoDB's words. */
export function validationError(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** The most frequent kind of {@link validationError}. */
export function invalidParameter(message: string): AwsError {
  return validationError(`One or more parameter values were invalid: ${message}`);
}

/** A refusal by the backup family, which words its rules in another way. */
export function invalidRequest(message: string): AwsError {
  return validationError(`Invalid Request: ${message}`);
}

/** Every family of operations but backups says it like this. */
export function tableNotFound(tableName: string): AwsError {
  return new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: Table: ${tableName} not found`,
  );
}

/** The answer of item operations, which name no table. */
export function itemTableNotFound(): AwsError {
  return new AwsError("ResourceNotFoundException", "Requested resource not found");
}

/** The answer of the backup family for the same fact as {@link tableNotFound}. */
export function backupTableNotFound(tableName: string): AwsError {
  return new AwsError("TableNotFoundException", `Table not found: ${tableName}`);
}

/** The answer of the tag family, which knows only ARNs. */
export function resourceNotFound(resourceArn: string): AwsError {
  return new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: ResourceArn: ${resourceArn} not found`,
  );
}

/** `state` as in "Table is being created: lab-orders". */
export function resourceInUse(state: string): AwsError {
  return new AwsError(
    "ResourceInUseException",
    `Attempt to change a resource which is still in use: ${state}`,
  );
}

/** Only one of several kinds of limit; the text tells them apart. */
export function limitExceeded(message: string): AwsError {
  return new AwsError("LimitExceededException", `Subscriber limit exceeded: ${message}`);
}

/** AWS says no more than this about resources of other accounts. */
export function accessDenied(): AwsError {
  return new AwsError("AccessDeniedException", "Access is denied");
}
