import * as z from "zod";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { onTable } from "./iam.ts";
import { itemSizeBytes } from "./item-sizes.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { TableNameOrArn } from "./shapes.ts";
import { dayMs, servesItems, type Table } from "./table.ts";
import { describeTable } from "./table-description.ts";
import { getTable } from "./table-lookup.ts";

const DescribeTableInput = z.object({ TableName: TableNameOrArn });

/** "DynamoDB updates this value approximately every six hours": API reference, TableDescription. */
const countPeriodMs = dayMs / 4;

export const describeTableOperation: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const { TableName } = parseInput(DescribeTableInput, request.input);
    const table = getTable(request, TableName);
    await countWhenDue(request, table);
    return { Table: describeTable(table, request.now) };
  },
};

async function countWhenDue(request: AwsRequest, table: Table): Promise<void> {
  if (request.now - table.counted.at < countPeriodMs || !servesItems(table, request.now)) return;
  const region = regionOf(request);
  await region.inbox.receive(request.now);
  const items = await region.items.readAll(table.id);
  table.counted = { items: items.length, bytes: totalBytes(items), at: request.now };
}

function totalBytes(items: readonly JsonObject[]): number {
  return items.reduce((sum, item) => sum + itemSizeBytes(item), 0);
}
