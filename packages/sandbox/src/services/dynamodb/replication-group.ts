import { AwsError } from "../../aws-error.ts";
import { type DynamoDbRegion, findTable } from "./region.ts";
import { type Table, tableStatus } from "./table.ts";

/** One regional table of a global table. */
export interface Member {
  readonly region: DynamoDbRegion;
  readonly table: Table;
  /** The region that it was added from, and when; absent: it was there first. */
  readonly addedFrom?: string;
  readonly addedAt?: number;
}

// Beside the tables, not in them: a backup clones its table.
const groups = new WeakMap<Table, Member[]>();

/** The table of this region and all its replicas in the order of their making; a regional table is alone. */
export function groupOf(region: DynamoDbRegion, table: Table, now: number): readonly Member[] {
  const members = (groups.get(table) ?? []).filter((member) => isThere(member, now));
  return members.length > 1 ? members : [{ region, table }];
}

/** The replicas of a table in other regions. */
export function replicasOf(table: Table, now: number): readonly Member[] {
  return (groups.get(table) ?? []).filter(
    (member) => member.table !== table && isThere(member, now),
  );
}

export function addMember(source: Member, added: Member, now: number): void {
  const members = [...groupOf(source.region, source.table, now), added];
  for (const { table } of members) groups.set(table, members);
}

// docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_reqs_bestpractices.html
const sourceRuleMs = 86_400_000;

/** Whether a replica that was added from this table in the last 24 hours is still there. */
export function isRecentSource({ region, table }: Member, now: number): boolean {
  return replicasOf(table, now).some(
    ({ addedFrom, addedAt = 0 }) => addedFrom === region.region && now - addedAt < sourceRuleMs,
  );
}

/** @throws AwsError ResourceInUseException while a replica is being made or deleted */
export function checkReplicasAreSettled(table: Table, now: number): void {
  const isBusy = replicasOf(table, now).some((replica) =>
    ["CREATING", "DELETING"].includes(tableStatus(replica.table, now)),
  );
  if (isBusy)
    throw new AwsError(
      "ResourceInUseException",
      "The resource which you are attempting to change is in use.",
    );
}

function isThere({ region, table }: Member, now: number): boolean {
  return findTable(region, table.name, now) === table;
}
