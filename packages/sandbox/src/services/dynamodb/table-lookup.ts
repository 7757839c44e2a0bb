import type { AwsRequest, JsonObject } from "../../service.ts";
import {
  accessDenied,
  backupTableNotFound,
  invalidParameter,
  resourceInUse,
  resourceNotFound,
  tableNotFound,
  validationError,
} from "./errors.ts";
import { objectOf } from "./json.ts";
import { type DynamoDbRegion, findTable, regionOf } from "./region.ts";
import { type Table, tableStatus } from "./table.ts";

const tableNamePattern = /^[a-zA-Z0-9_.-]+$/;

/** An ARN of this service, in its parts; `resource` is `table/lab-orders/index/by-status`. */
export interface DynamoDbArn {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

export function parseArn(arn: string): DynamoDbArn | undefined {
  const [prefix, partition, service, region, accountId, ...rest] = arn.split(":");
  if (prefix !== "arn" || service !== "dynamodb" || rest.length === 0) return undefined;
  if (partition === undefined || region === undefined || accountId === undefined) return undefined;
  return { partition, region, accountId, resource: rest.join(":") };
}

export function tableArn(region: DynamoDbRegion, name: string): string {
  return `arn:aws:dynamodb:${region.region}:${region.account.accountId}:table/${name}`;
}

/**
 * The name behind a `TableName`, which may be an ARN.
 *
 * @throws AwsError if it can't be a table of this account and region.
 */
export function tableNameOf(request: AwsRequest, nameOrArn: string): string {
  if (!nameOrArn.startsWith("arn:")) return checkedName(nameOrArn);
  const arn = parseArn(nameOrArn);
  const name = arn === undefined ? undefined : /^table\/([^/]+)$/.exec(arn.resource)?.[1];
  if (arn === undefined || name === undefined)
    throw validationError(`1 validation error detected: Invalid resource type in '${nameOrArn}'`);
  if (arn.region !== request.region)
    throw validationError(`1 validation error detected: Invalid AWS region in '${nameOrArn}'`);
  if (arn.accountId !== request.account.accountId) throw accessDenied();
  return checkedName(name);
}

/** @throws AwsError ResourceNotFoundException */
export function getTable(request: AwsRequest, nameOrArn: string): Table {
  const name = tableNameOf(request, nameOrArn);
  const table = findTable(regionOf(request), name, request.now);
  if (table === undefined) throw tableNotFound(name);
  return table;
}

/** A table that sub-resources can be asked of: restores and replicas are hidden until they are finished. */
export function getSettledTable(request: AwsRequest, nameOrArn: string): Table {
  const table = getTable(request, nameOrArn);
  if (isCopying(table, request.now)) throw tableNotFound(table.name);
  return table;
}

/** A table for the backup family. @throws AwsError TableNotFoundException, also while it is CREATING */
export function getBackedUpTable(request: AwsRequest, nameOrArn: string): Table {
  const name = tableNameOf(request, nameOrArn);
  const table = findTable(regionOf(request), name, request.now);
  if (table === undefined || tableStatus(table, request.now) === "CREATING")
    throw backupTableNotFound(name);
  return table;
}

/**
 * A table that is to be changed.
 *
 * @param options.whileUpdating the change does not mind another one that is going on
 * @throws AwsError ResourceInUseException
 */
export function getChangeableTable(
  request: AwsRequest,
  nameOrArn: string,
  options: { readonly whileUpdating: boolean },
): Table {
  const table = getSettledTable(request, nameOrArn);
  const status = tableStatus(table, request.now);
  if (status === "ACTIVE" || (status === "UPDATING" && options.whileUpdating)) return table;
  const state = { CREATING: "created", UPDATING: "updated", DELETING: "deleted" }[status];
  throw resourceInUse(`Table is being ${state}: ${table.name}`);
}

/** The table behind a `ResourceArn` of the tag family. */
export function getTaggedTable(request: AwsRequest, resourceArn: string): Table {
  const arn = ownArn(request, resourceArn);
  if (/^table\/[^/]+\/index\//.test(arn.resource)) throw notTableOrStream(resourceArn);
  const name = /^table\/([^/]+)$/.exec(arn.resource)?.[1];
  const table = name === undefined ? undefined : findTable(regionOf(request), name, request.now);
  if (table === undefined) throw resourceNotFound(resourceArn);
  if (isCopying(table, request.now)) throw tableNotFound(table.name);
  return table;
}

/** @throws AwsError unless it is an ARN of this service, account and region */
export function ownArn(request: AwsRequest, resourceArn: string): DynamoDbArn {
  if (!resourceArn.startsWith("arn:"))
    throw invalidParameter(`ARNs must start with 'arn:': ${resourceArn}`);
  const arn = parseArn(resourceArn);
  if (arn === undefined)
    throw invalidParameter(`Provided Arn is not a DynamoDB resource arn: ${resourceArn}`);
  if (arn.region !== request.region)
    throw validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${resourceArn}`);
  if (arn.accountId !== request.account.accountId) throw accessDenied();
  return arn;
}

export function notTableOrStream(resourceArn: string): Error {
  return invalidParameter(
    `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${resourceArn}`,
  );
}

function isCopying(table: Table, now: number): boolean {
  const { kind } = table.change;
  return (kind === "restored" || kind === "replicated") && tableStatus(table, now) === "CREATING";
}

function checkedName(name: string): string {
  const problems = [
    ...(tableNamePattern.test(name)
      ? []
      : ["Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"]),
    ...(name.length >= 3 ? [] : ["Member must have length greater than or equal to 3"]),
    ...(name.length <= 255 ? [] : ["Member must have length less than or equal to 255"]),
  ];
  if (problems.length === 0) return name;
  const noun = problems.length === 1 ? "error" : "errors";
  const texts = problems.map(
    (problem) => `Value '${name}' at 'tableName' failed to satisfy constraint: ${problem}`,
  );
  throw validationError(`${problems.length} validation ${noun} detected: ${texts.join("; ")}`);
}

/** The owner of a table that a request calls by its ARN; other accounts can be let in by its policy. */
export function accountOfTable(input: JsonObject): string | undefined {
  const { TableName } = input;
  return typeof TableName === "string" ? parseArn(TableName)?.accountId : undefined;
}

/** The owner of the first table of a batch. */
export function accountOfBatch({ RequestItems }: JsonObject): string | undefined {
  const [name] = Object.keys(objectOf(RequestItems));
  return name === undefined ? undefined : parseArn(name)?.accountId;
}
