import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact, type LeftOver, type NormalisedInput } from "./fact.ts";
import { tableDeletion } from "./left-over-commands.ts";
import { describedReplicas, type Replica, ReplicaList } from "./replica-list.ts";
import { TableParams, tableArn } from "./table-params.ts";

const DescribeTableOutput = z.object({
  Table: z.object({
    TableName: z.string(),
    TableStatus: z.string(),
    Replicas: ReplicaList,
    SSEDescription: z
      .object({ Status: z.string().optional(), KMSMasterKeyArn: z.string().optional() })
      .optional(),
    DeletionProtectionEnabled: z.boolean().optional(),
  }),
});

/** The table of one region, described by this region itself. */
export type RegionalTable =
  /** `isRefused`: the region does not know our session at all, as one that is not enabled. */
  | { readonly region: string; readonly exists: false; readonly isRefused: boolean }
  | {
      readonly region: string;
      readonly exists: true;
      readonly name: string;
      readonly status: string;
      readonly replicas: readonly Replica[];
      /** `undefined`: encrypted with the key that AWS owns. */
      readonly encryption:
        | { readonly status: string; readonly keyArn: string | undefined }
        | undefined;
      readonly isDeletionProtected: boolean;
    };

/** Parameters of the facts about a table and its replicas. */
export const ReplicaParams = TableParams.extend({ replicas: z.array(Region).min(1).max(10) });

const disabledRegion = "UnrecognizedClientException";

/** Only its own region says how a replica really is; the others have it from hearsay. */
export const replicaTables = defineFact({
  kind: "dynamodb.replica-tables",
  summary: "the table as each of its other regions describes it",
  params: ReplicaParams,
  operations: {
    DescribeTable: {
      service: "dynamodb",
      absence: ["ResourceNotFoundException", disabledRegion],
      keep: [
        "Table.TableName",
        "Table.TableStatus",
        "Table.Replicas.RegionName",
        "Table.Replicas.ReplicaStatus",
        "Table.Replicas.KMSMasterKeyId",
        "Table.Replicas.ReplicaInaccessibleDateTime",
        "Table.SSEDescription",
        "Table.DeletionProtectionEnabled",
      ],
    },
  },
  iam: ({ table, replicas }) =>
    replicas.map((region) => ({
      action: "dynamodb:DescribeTable",
      resource: tableArn({ region, table }),
    })),
  ask: ({ table, replicas }) =>
    replicas.map((region) => ({
      operation: "DescribeTable",
      region,
      input: { TableName: table },
    })),
  normalise: (answers) => answers.map(regionalTable),
  leavesBehind: (tables): readonly LeftOver[] =>
    tables.flatMap((table) =>
      table.exists && table.status !== "DELETING"
        ? [{ ...tableDeletion(table.name, table.region, table), what: "replica" }]
        : [],
    ),
});

function regionalTable(answer: NormalisedInput): RegionalTable {
  const { region } = answer;
  if ("absent" in answer) {
    return { region, exists: false, isRefused: answer.absent === disabledRegion };
  }
  const { Table } = DescribeTableOutput.parse(answer.output);
  return {
    region,
    exists: true,
    name: Table.TableName,
    status: Table.TableStatus,
    replicas: describedReplicas(Table.Replicas),
    encryption: Table.SSEDescription && {
      status: Table.SSEDescription.Status ?? "ENABLED",
      keyArn: Table.SSEDescription.KMSMasterKeyArn,
    },
    isDeletionProtected: Table.DeletionProtectionEnabled ?? false,
  };
}
