import type { AwsRequest, IamRequest, Json, JsonObject } from "../../service.ts";
import { arnOf, on } from "./iam.ts";
import { listOf, objectOf, textOf } from "./json.ts";
import { dynamoDbRegion, findTable } from "./region.ts";
import type { Table } from "./table.ts";
import { parseArn } from "./table-lookup.ts";

const words = new Set(
  "add and attribute_exists attribute_not_exists attribute_type begins_with between contains delete if_not_exists in list_append not or remove set size".split(
    " ",
  ),
);

/** One item or a query: the table, or the index alone where one is named. */
export function onItems(request: AwsRequest): IamRequest {
  const { input } = request;
  const table = arnOf(request, textOf(input.TableName) ?? "");
  const index = textOf(input.IndexName);
  return on(
    request,
    [index === undefined ? table : `${table}/index/${index}`],
    conditionKeys(request, table, input, [input.Key, input.Item]),
  );
}

/** Every table of a batch; the condition keys are those of all its items. */
export function onBatch(request: AwsRequest): IamRequest {
  const requests = Object.entries(objectOf(request.input.RequestItems)).map(
    ([name, entry]): [string, Json] => [arnOf(request, name), entry],
  );
  const keys: Record<string, string[]> = {};
  for (const [arn, entry] of requests)
    for (const [key, values] of Object.entries(
      conditionKeys(request, arn, objectOf(entry), batchItems(entry)),
    ))
      keys[key] = [...(keys[key] ?? []), ...values];
  return on(
    request,
    requests.map(([arn]) => arn),
    keys,
  );
}

function batchItems(entry: Json): (Json | undefined)[] {
  const puts = listOf(entry).map((write) => objectOf(objectOf(write).PutRequest).Item);
  const deletes = listOf(entry).map((write) => objectOf(objectOf(write).DeleteRequest).Key);
  return [...listOf(objectOf(entry).Keys), ...puts, ...deletes].filter(
    (item) => item !== undefined,
  );
}

function conditionKeys(
  request: AwsRequest,
  arn: string,
  input: JsonObject,
  items: readonly (Json | undefined)[],
): Record<string, string[]> {
  const table = tableOf(request, arn);
  const partition = partitionName(table, textOf(input.IndexName));
  const leading = [
    ...items.map((item) => scalar(objectOf(item)[partition])),
    queriedKey(input, partition),
  ].filter((value) => value !== undefined);
  const attributes = namedAttributes(input, items);
  const returned = textOf(input.ReturnValues);
  const select = selectOf(input);
  return {
    ...(leading.length === 0 ? {} : { "dynamodb:LeadingKeys": leading }),
    ...(attributes.length === 0 ? {} : { "dynamodb:Attributes": attributes }),
    ...(returned === undefined ? {} : { "dynamodb:ReturnValues": [returned] }),
    ...(select === undefined ? {} : { "dynamodb:Select": [select] }),
  };
}

function tableOf(request: AwsRequest, arn: string): Table | undefined {
  const parsed = parseArn(arn);
  const name = /^table\/([^/]+)/.exec(parsed?.resource ?? "")?.[1];
  if (parsed === undefined || name === undefined) return undefined;
  return findTable(dynamoDbRegion(request.account, parsed.region), name, request.now);
}

function partitionName(table: Table | undefined, indexName: string | undefined): string {
  const indexes = [...(table?.globalIndexes ?? []), ...(table?.localIndexes ?? [])];
  const index = indexes.find((one) => one.name === indexName);
  return (index ?? table)?.keySchema[0]?.AttributeName ?? "";
}

/** The value that a Query asks of the partition key, as an expression or in the older form. */
function queriedKey(input: JsonObject, partition: string): string | undefined {
  const condition = objectOf(objectOf(input.KeyConditions)[partition]);
  const legacy = scalar(listOf(condition.AttributeValueList)[0]);
  if (legacy !== undefined) return legacy;
  const names = objectOf(input.ExpressionAttributeNames);
  const values = objectOf(input.ExpressionAttributeValues);
  const expression = textOf(input.KeyConditionExpression) ?? "";
  for (const [, name = "", value = ""] of expression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g))
    if ((textOf(names[name]) ?? name) === partition) return scalar(values[value]);
  return undefined;
}

function namedAttributes(input: JsonObject, items: readonly (Json | undefined)[]): string[] {
  const names = objectOf(input.ExpressionAttributeNames);
  const expressions = ["ProjectionExpression", "UpdateExpression", "ConditionExpression"];
  const inExpressions = expressions.flatMap((member) =>
    [...(textOf(input[member]) ?? "").matchAll(/(?<![:.\w#])#?[A-Za-z_]\w*/g)]
      .map(([name]) => textOf(names[name]) ?? name)
      .filter((name) => !words.has(name.toLowerCase())),
  );
  const listed = listOf(input.AttributesToGet).map(String);
  const written = items.flatMap((item) => Object.keys(objectOf(item)));
  return [...new Set([...written, ...listed, ...inExpressions])];
}

/** What AWS takes if the request doesn't say. */
function selectOf(input: JsonObject): string | undefined {
  const asked = textOf(input.Select);
  if (asked !== undefined) return asked;
  const isSpecific = ["ProjectionExpression", "AttributesToGet"].some((name) => name in input);
  if (isSpecific) return "SPECIFIC_ATTRIBUTES";
  if ("Key" in input || "Item" in input) return undefined;
  return "IndexName" in input ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES";
}

function scalar(value: Json | undefined): string | undefined {
  const { S, N, B } = objectOf(value);
  return [S, N, B].map(textOf).find((text) => text !== undefined);
}
