import * as z from "zod";
import type { AwsOperation, AwsRequest, IamRequest, JsonObject } from "../../service.ts";
import { resourceNotFound, validationError } from "./errors.ts";
import { arnOf, on, onEverything } from "./iam.ts";
import { type Insights, InsightsMode, type InsightsTarget, insights } from "./insights.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf, tablesOf } from "./region.ts";
import { duringTheCall, isPending } from "./settling.ts";
import { IndexName, TableNameOrArn } from "./shapes.ts";
import { indexStatus, type Table } from "./table.ts";
import { getSettledTable } from "./table-lookup.ts";

const OfTarget = z.object({ TableName: TableNameOrArn, IndexName: IndexName.optional() });
const UpdateInput = OfTarget.extend({
  ContributorInsightsAction: z.enum(["ENABLE", "DISABLE"]),
  ContributorInsightsMode: InsightsMode.optional(),
});
const ListInput = z.object({
  TableName: TableNameOrArn.optional(),
  NextToken: z.string().optional(),
  MaxResults: z.number().int().min(1).max(100).default(100),
});

export const updateContributorInsights: AwsOperation = {
  iam: onTarget,
  answer(request) {
    const input = parseInput(UpdateInput, request.input);
    const { table, target } = getTarget(request, input);
    const before = insights.get(target);
    const isEnabled = input.ContributorInsightsAction === "ENABLE";
    if (!isEnabled && before?.isEnabled !== true)
      throw validationError("Contributor Insights is already disabled");
    insights.set(target, {
      isEnabled,
      mode: input.ContributorInsightsMode ?? "ACCESSED_AND_THROTTLED_KEYS",
      updatedAt: request.now,
      readyAt: request.now + request.account.switches.settling.insights,
    });
    return summaryOf(table, target, duringTheCall(request.now));
  },
};

/** Never configured and disabled look alike. */
export const describeContributorInsights: AwsOperation = {
  iam: onTarget,
  answer(request) {
    const { table, target } = getTarget(request, parseInput(OfTarget, request.input));
    const found = insights.get(target);
    return {
      ...summaryOf(table, target, request.now),
      ...(found === undefined ? {} : { LastUpdateDateTime: found.updatedAt / 1000 }),
      ...(found?.isEnabled ? { ContributorInsightsRuleList: rulesOf(target, found) } : {}),
    };
  },
};

/** A page is cut before what was never configured is left out, so it can be empty and yet have a token. */
export const listContributorInsights: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(ListInput, request.input);
    const tables =
      input.TableName === undefined
        ? [...tablesOf(regionOf(request), request.now).values()]
        : [getSettledTable(request, input.TableName)];
    const targets = tables
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((table) => [table, ...table.globalIndexes].map((target) => ({ table, target })));
    const start = Number.parseInt(input.NextToken ?? "0", 10) || 0;
    const end = start + input.MaxResults;
    return {
      ContributorInsightsSummaries: targets
        .slice(start, end)
        .filter(({ target }) => insights.has(target))
        .map(({ table, target }) => summaryOf(table, target, request.now)),
      ...(end < targets.length ? { NextToken: String(end) } : {}),
    };
  },
};

function summaryOf(table: Table, target: InsightsTarget, now: number): JsonObject {
  const found = insights.get(target);
  return {
    TableName: table.name,
    ...(target === table ? {} : { IndexName: target.name }),
    ContributorInsightsStatus: statusOf(found, now),
    ...(found?.isEnabled ? { ContributorInsightsMode: found.mode } : {}),
  };
}

function statusOf(found: Insights | undefined, now: number): string {
  if (found === undefined) return "DISABLED";
  if (isPending(found, now)) return found.isEnabled ? "ENABLING" : "DISABLING";
  return found.isEnabled ? "ENABLED" : "DISABLED";
}

/** CloudWatch rules for partition and sort keys: throttled ones always, accessed ones by mode. */
function rulesOf({ name, keySchema }: InsightsTarget, { mode, updatedAt }: Insights): string[] {
  const keys = keySchema.some(({ KeyType }) => KeyType === "RANGE") ? ["PK", "SK"] : ["PK"];
  const events = mode === "THROTTLED_KEYS" ? ["T"] : ["C", "T"];
  return keys.flatMap((key) =>
    events.map((event) => `DynamoDBContributorInsights-${key}${event}-${name}-${updatedAt}`),
  );
}

function getTarget(
  request: AwsRequest,
  { TableName, IndexName: name }: z.infer<typeof OfTarget>,
): { readonly table: Table; readonly target: InsightsTarget } {
  const table = getSettledTable(request, TableName);
  if (name === undefined) return { table, target: table };
  const index = table.globalIndexes.find((one) => one.name === name);
  if (index === undefined || indexStatus(index, request.now) === "DELETING")
    throw resourceNotFound(`Table: ${table.name} Index: ${name}`);
  return { table, target: index };
}

/** The table, and the index where one is named. */
function onTarget(request: AwsRequest): IamRequest {
  const { TableName, IndexName: index } = request.input;
  const table = arnOf(request, String(TableName ?? ""));
  return on(request, typeof index === "string" ? [table, `${table}/index/${index}`] : [table]);
}
