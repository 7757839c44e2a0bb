import { attributeValueOf, ItemKey } from "./attribute-value.ts";
import { defineFact } from "./fact.ts";
import { isKeyOfTable, readableTable } from "./item-table.ts";
import { table } from "./table.ts";
import { TableParams, tableArn } from "./table-params.ts";

/** One read warms the connection up and is not counted. Together they cost about ten read units. */
const countedReads = 20;

export interface ReadLatency {
  /** False: AWS describes the table, but does not know its items yet. */
  readonly isTableFound: boolean;
  /** Of each read but the first; from the grader to the table and back. `undefined`: not recorded. */
  readonly durationsMs: readonly number[] | undefined;
}

/** How long it takes to read one item, measured from where the grader runs, one read after the other. */
export const latencyProbe = defineFact({
  kind: "dynamodb.latency-probe",
  summary: `${countedReads + 1} reads of one item, one after the other, and how long each took`,
  params: TableParams.extend({ key: ItemKey }),
  operations: {
    // Only the time is of interest.
    GetItem: { service: "dynamodb", absence: ["ResourceNotFoundException"], keep: [] },
  },
  probe: "read-items",
  inOrder: true,
  after: ({ region, table: name }) => ({ table: table({ region, table: name }) }),
  iam: (params) => [{ action: "dynamodb:GetItem", resource: tableArn(params) }],
  ask: ({ region, table: name, key }, parents) => {
    const described = readableTable(parents.table);
    if (!described || !isKeyOfTable(key, described)) return [];
    const Key = Object.fromEntries(
      Object.entries(key).map(([attribute, value]) => [attribute, attributeValueOf(value)]),
    );
    const input = { TableName: name, Key, ConsistentRead: false };
    return Array.from({ length: countedReads + 1 }, () => ({
      operation: "GetItem",
      region,
      input,
    }));
  },
  normalise: (answers): ReadLatency => {
    const durations = answers.slice(1).flatMap(({ durationMs }) => durationMs ?? []);
    const isTableFound = answers.every((answer) => "output" in answer);
    return { isTableFound, durationsMs: durations.length === 0 ? undefined : durations };
  },
  volatile: ["durationsMs"],
});
