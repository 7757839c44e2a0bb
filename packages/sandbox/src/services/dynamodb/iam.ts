import type { AwsRequest, IamRequest } from "../../service.ts";
import { parseArn } from "./table-lookup.ts";

/** Operations that need permission on the table they name. */
export const onTable = onMember("TableName");

/** Operations that AWS allows or denies for all resources at once. */
export function onEverything(request: AwsRequest): IamRequest {
  return on(request, ["*"]);
}

/** Operations whose resources are in these members: ARNs or names of tables. */
export function onMember(...members: readonly string[]): (request: AwsRequest) => IamRequest {
  return (request) => {
    const values = members.map((member) => request.input[member]);
    const names = values.filter((value) => typeof value === "string");
    return on(
      request,
      names.map((name) => arnOf(request, name)),
    );
  };
}

export function on(
  request: AwsRequest,
  resources: readonly string[],
  conditionKeys: Readonly<Record<string, readonly string[]>> = {},
): IamRequest {
  return { action: `dynamodb:${request.operation}`, resources, conditionKeys };
}

/** The ARN of what a request calls by name or ARN. Nothing is looked up: permission comes before existence. */
export function arnOf(request: AwsRequest, nameOrArn: string): string {
  if (parseArn(nameOrArn) !== undefined) return nameOrArn;
  return `arn:aws:dynamodb:${request.region}:${request.account.accountId}:table/${nameOrArn}`;
}
