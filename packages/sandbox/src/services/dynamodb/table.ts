import type { Policy } from "../../policy/document.ts";
import { isPending, type Pending } from "./settling.ts";
import type {
  AttributeDefinition,
  BillingMode,
  KeyElement,
  OnDemandThroughput,
  Projection,
} from "./shapes.ts";

export interface Throughput {
  read: number;
  write: number;
  increasedAt?: number;
  decreasedAt?: number;
  /** Start of the UTC day that `decreases` counts. */
  decreaseDay: number;
  decreases: number;
}

export interface Warm {
  read: number;
  write: number;
}

export interface LocalIndex {
  readonly name: string;
  readonly keySchema: KeyElement[];
  readonly projection: Projection;
}

export interface GlobalIndex extends LocalIndex {
  throughput: Throughput;
  onDemand?: OnDemandThroughput | undefined;
  warm: Warm;
  /** `added`: by UpdateTable, so it is filled from the table while CREATING. */
  change?: (Pending & { kind: "created" | "added" | "updated" | "deleted" }) | undefined;
}

export interface TableChange extends Pending {
  /** `replicated`: made as a replica of a table in another region. */
  kind: "created" | "replicated" | "restored" | "updated" | "deleted";
}

export interface Encryption extends Pending {
  /** Absent: the key that AWS owns. */
  readonly keyArn?: string;
  /** Shown until the change is finished; absent if the table had the key that AWS owns. */
  readonly previousKeyArn?: string | undefined;
}

export interface Stream {
  viewType?: string | undefined;
  /** Survive the stream: the table remembers its latest one. */
  label: string;
  arn: string;
}

export interface ResourcePolicy extends Pending {
  /** Absent: deleted. */
  readonly policy?: Policy;
  readonly revision: string;
  /** What is in force until the change is finished. */
  readonly before?: { readonly policy: Policy; readonly revision: string } | undefined;
}

export interface PointInTimeRecovery {
  since: number;
  days: number;
}

export interface RestoreOrigin {
  sourceTableArn: string;
  sourceBackupArn?: string;
  at: number;
}

/** One table as the control plane knows it; its items are in the item store under `id`. Times are milliseconds since the epoch. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  /** New for each table that is made, also under a name that was used before. */
  readonly id: string;
  readonly createdAt: number;
  change: TableChange;
  readonly keySchema: KeyElement[];
  attributes: AttributeDefinition[];
  globalIndexes: GlobalIndex[];
  readonly localIndexes: LocalIndex[];
  billingMode: BillingMode;
  /** When it was last made on-demand; absent: it never was. */
  onDemandSince?: number | undefined;
  throughput: Throughput;
  onDemand?: OnDemandThroughput | undefined;
  warm: Warm;
  /** Absent: STANDARD, and nobody ever set it. */
  tableClass?: string | undefined;
  deletionProtection: boolean;
  /** Absent: there never was one. */
  stream?: Stream | undefined;
  encryption?: Encryption | undefined;
  recovery?: PointInTimeRecovery | undefined;
  timeToLive?: string | undefined;
  readonly tags: Map<string, string>;
  /** By ARN of the table or the stream. */
  readonly policies: Map<string, ResourcePolicy>;
  /** Shown only until the restore is finished. */
  readonly origin?: RestoreOrigin | undefined;
  /** What AWS counts about every six hours. */
  counted: { items: number; bytes: number; at: number };
}

export type TableStatus = "CREATING" | "UPDATING" | "DELETING" | "ACTIVE";

export function tableStatus(table: Table, now: number): TableStatus {
  if (!isPending(table.change, now)) return "ACTIVE";
  switch (table.change.kind) {
    case "created":
    case "replicated":
    case "restored":
      return "CREATING";
    case "updated":
      return "UPDATING";
    case "deleted":
      return "DELETING";
  }
}

/** Whether items can be read and written. */
export function servesItems(table: Table, now: number): boolean {
  const status = tableStatus(table, now);
  return status === "ACTIVE" || status === "UPDATING";
}

export function indexStatus(index: GlobalIndex, now: number): TableStatus {
  if (index.change === undefined || !isPending(index.change, now)) return "ACTIVE";
  switch (index.change.kind) {
    case "created":
    case "added":
      return "CREATING";
    case "updated":
      return "UPDATING";
    case "deleted":
      return "DELETING";
  }
}

export function newThroughput(read: number, write: number): Throughput {
  return { read, write, decreaseDay: 0, decreases: 0 };
}

/** DynamoDB's on-demand tables and indexes begin with this much. */
export const onDemandWarm: Readonly<Warm> = { read: 12_000, write: 4_000 };

export const dayMs = 86_400_000;

/** Attributes that a key of the table or of one of its indexes uses. */
export function usedAttributes(table: Table): Set<string> {
  const schemas = [
    table.keySchema,
    ...table.globalIndexes.map((index) => index.keySchema),
    ...table.localIndexes.map((index) => index.keySchema),
  ];
  return new Set(schemas.flat().map((element) => element.AttributeName));
}
