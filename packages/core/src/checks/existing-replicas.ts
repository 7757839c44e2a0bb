import * as z from "zod";
import type { Replica } from "../facts/replica-list.ts";
import type { RegionalTable } from "../facts/replica-tables.ts";
import type { TableDescription } from "../facts/table.ts";
import type { Fault, ReasonParams } from "../grading/outcome.ts";
import { Region } from "../ids.ts";
import { defineReasons } from "../reasons/reason.ts";
import type { Line } from "./check.ts";
import { TableWhere } from "./existing-table.ts";

/** Where the checks of several replicas look. */
export const ReplicasWhere = TableWhere.extend({
  replicas: z
    .array(Region)
    .min(1)
    .max(10)
    .describe("The other regions that must have a replica; each of them is asked itself."),
});
export type ReplicasWhere = z.infer<typeof ReplicasWhere>;

/** Only what names the tables: a fact's identity must not carry a check's other parameters. */
export function replicasOf({ region, table, replicas }: ReplicasWhere): ReplicasWhere {
  return { region, table, replicas };
}

/** One line for each replica. */
export function replicaLines({ replicas }: ReplicasWhere): Readonly<Record<string, true>> {
  return Object.fromEntries(replicas.map((name) => [name, true]));
}

/** The reasons of every check that stands on a replica. */
export const replicaReasons = defineReasons({
  "dynamodb.replicas.missing": {
    short: "no replica in {replica}",
    found: "{replica} is not among the Replicas of the table in {region}",
    doNext: "Add a replica in {replica} to the table in {region}.",
  },
  "dynamodb.replicas.unrelated": {
    short: "{replica}: a table on its own",
    found: "a table of this name is in {replica}, and neither table has the other as its replica",
    doNext:
      "Delete the table in {replica} (a table that is there never becomes a replica), then add a " +
      "replica in {replica} to the table in {region}.",
  },
  "dynamodb.replicas.deleting": {
    short: "{replica} is being deleted",
    found: "the replica in {replica} is DELETING",
    doNext: "Wait until it is gone, then add a replica in {replica} again.",
  },
  "dynamodb.replicas.not_usable": {
    short: "the replica can't be used",
    found: "ReplicaStatus of {replica} is {status}",
    doNext: "Bring the replica back to ACTIVE: AWS's page on this status says how.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ReplicaDescription.html",
  },
  "dynamodb.replicas.not_settled": {
    short: "{replica} is not ready yet",
    found: "{region} says of {replica}: {status}; {replica} says of itself: {own}",
    doNext:
      "Wait; a replica of an empty table takes a minute, one with items ten. We look again by ourselves.",
  },
});

/** A replica that both regions call ACTIVE, or what is said of it instead. */
export type ReplicaState =
  | { readonly replica: Replica; readonly table: RegionalTable & { readonly exists: true } }
  | { readonly line: Line }
  | { readonly unknown: { fault: Fault; reason: string; params: ReasonParams } };

const transient = new Set(["CREATING", "UPDATING"]);
const unusable = new Set([
  "CREATION_FAILED",
  "REGION_DISABLED",
  "INACCESSIBLE_ENCRYPTION_CREDENTIALS",
  "ARCHIVING",
  "ARCHIVED",
  "REPLICATION_NOT_AUTHORIZED",
]);

/** A replica as the region that lists it and as its own region see it. One of the two is not enough. */
export function replicaState(
  name: string,
  source: TableDescription,
  { region, tables }: { readonly region: string; readonly tables: readonly RegionalTable[] },
): ReplicaState {
  const listed = source.replicas.find((replica) => replica.region === name);
  const own = tables.find((table) => table.region === name);
  const isMutual = own?.exists && own.replicas.some((replica) => replica.region === region);
  if (!listed && !isMutual) return unlisted(name, region, own);
  const statuses = [listed?.status, own?.exists ? own.status : undefined];
  if (statuses.includes("DELETING")) {
    return notMet("dynamodb.replicas.deleting", { replica: name });
  }
  const broken = statuses.find((status) => status !== undefined && unusable.has(status));
  if (broken !== undefined) {
    return notMet("dynamodb.replicas.not_usable", { replica: name, status: broken });
  }
  const strange = statuses.find(
    (status) => status !== undefined && status !== "ACTIVE" && !transient.has(status),
  );
  if (strange !== undefined) {
    const params = { field: "ReplicaStatus", value: strange };
    return { unknown: { fault: "rubric", reason: "rubric.unknown_value", params } };
  }
  if (listed?.status === "ACTIVE" && own?.exists && own.status === "ACTIVE" && isMutual) {
    return { replica: listed, table: own };
  }
  const params = {
    ...{ region, replica: name },
    status: listed?.status ?? "no replica",
    own: own?.exists ? own.status : "no table",
  };
  if (own && !own.exists && own.isRefused) {
    return { unknown: { fault: "platform", reason: "platform.session_expired", params: {} } };
  }
  return { unknown: { fault: "target", reason: "dynamodb.replicas.not_settled", params } };
}

function unlisted(replica: string, region: string, own: RegionalTable | undefined): ReplicaState {
  if (!own?.exists) return notMet("dynamodb.replicas.missing", { replica, region });
  return own.status === "DELETING"
    ? notMet("dynamodb.replicas.deleting", { replica })
    : notMet("dynamodb.replicas.unrelated", { replica, region });
}

function notMet(reason: keyof typeof replicaReasons, params: ReasonParams): ReplicaState {
  return { line: { met: false, reason, params } };
}
