import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams, tableArn } from "./table-params.ts";

const Warm = z
  .object({
    ReadUnitsPerSecond: z.number().optional(),
    WriteUnitsPerSecond: z.number().optional(),
    Status: z.string().optional(),
  })
  .optional();
const Ceiling = z
  .object({
    MaxReadRequestUnits: z.number().optional(),
    MaxWriteRequestUnits: z.number().optional(),
  })
  .optional();
const DescribeTableOutput = z.object({
  Table: z.object({
    WarmThroughput: Warm,
    GlobalSecondaryIndexes: z
      .array(z.object({ IndexName: z.string(), WarmThroughput: Warm, OnDemandThroughput: Ceiling }))
      .optional(),
  }),
});

/** Units a second that are there at once; the values only ever grow. */
export interface WarmThroughput {
  readonly warmReadUnits: number | undefined;
  readonly warmWriteUnits: number | undefined;
  /** `UPDATING` while AWS prepares more, under a table that is ACTIVE; `undefined`: AWS says nothing. */
  readonly warmStatus: string | undefined;
}

export interface IndexThroughput extends WarmThroughput {
  readonly name: string;
  /** On-demand ceilings; `undefined`: none. */
  readonly maxReadUnits: number | undefined;
  readonly maxWriteUnits: number | undefined;
}

export type Throughput =
  | { readonly exists: false }
  | ({ readonly exists: true; readonly indexes: readonly IndexThroughput[] } & WarmThroughput);

/**
 * What the table's description tells of warm throughput and of its indexes' ceilings. A fact of its
 * own, over the same call: warm throughput grows with traffic, and few labs ask for it.
 */
export const throughput = defineFact({
  kind: "dynamodb.throughput",
  summary: "warm throughput of the table, and the indexes' own on-demand ceilings",
  params: TableParams,
  operations: {
    DescribeTable: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException"],
      keep: [
        "Table.WarmThroughput",
        "Table.GlobalSecondaryIndexes.IndexName",
        "Table.GlobalSecondaryIndexes.WarmThroughput",
        "Table.GlobalSecondaryIndexes.OnDemandThroughput",
      ],
    },
  },
  iam: (params) => [{ action: "dynamodb:DescribeTable", resource: tableArn(params) }],
  ask: ({ region, table: name }) => [
    { operation: "DescribeTable", region, input: { TableName: name } },
  ],
  normalise: ([answer]): Throughput => {
    if (!answer || "absent" in answer) return { exists: false };
    const { WarmThroughput, GlobalSecondaryIndexes } = DescribeTableOutput.parse(
      answer.output,
    ).Table;
    return {
      exists: true,
      ...warm(WarmThroughput),
      indexes: (GlobalSecondaryIndexes ?? []).map((index) => ({
        name: index.IndexName,
        maxReadUnits: ceiling(index.OnDemandThroughput?.MaxReadRequestUnits),
        maxWriteUnits: ceiling(index.OnDemandThroughput?.MaxWriteRequestUnits),
        ...warm(index.WarmThroughput),
      })),
    };
  },
});

function warm(described: z.infer<typeof Warm>): WarmThroughput {
  return {
    warmReadUnits: described?.ReadUnitsPerSecond,
    warmWriteUnits: described?.WriteUnitsPerSecond,
    warmStatus: described?.Status,
  };
}

/** AWS shows -1 for about a second after a ceiling is taken away. */
function ceiling(units: number | undefined): number | undefined {
  return units === undefined || units < 0 ? undefined : units;
}
