import { type Account, regionalState } from "../../accounts.ts";
import type { AwsRequest } from "../../service.ts";
import type { Backup } from "./backup.ts";
import { settleInsights } from "./insights.ts";
import { createItemInbox, type ItemInbox } from "./item-inbox.ts";
import { createItemStore, type ItemStore } from "./item-store.ts";
import { isPending } from "./settling.ts";
import type { Table } from "./table.ts";

/** DynamoDB of one account in one region. */
export interface DynamoDbRegion {
  readonly account: Account;
  readonly region: string;
  /** By name. Read it through {@link tablesOf}, which forgets what is deleted. */
  readonly tables: Map<string, Table>;
  /** By ARN. */
  readonly backups: Map<string, Backup>;
  readonly items: ItemStore;
  /** Items that other regions have written. */
  readonly inbox: ItemInbox;
}

const regions = new WeakMap<Account, Set<DynamoDbRegion>>();

/** Made when it is first asked for. */
export const dynamoDbRegion = regionalState((account, region): DynamoDbRegion => {
  const items = createItemStore();
  const state = {
    account,
    region,
    tables: new Map<string, Table>(),
    backups: new Map<string, Backup>(),
    items,
    inbox: createItemInbox(items),
  };
  regions.set(account, (regions.get(account) ?? new Set()).add(state));
  return state;
});

export function regionOf(request: AwsRequest): DynamoDbRegion {
  return dynamoDbRegion(request.account, request.region);
}

/** The tables that exist at `now`, deleting ones included, by name. */
export function tablesOf(region: DynamoDbRegion, now: number): ReadonlyMap<string, Table> {
  for (const table of region.tables.values()) forgetFinishedChanges(region, table, now);
  return region.tables;
}

/** One table that exists at `now`; names are case-sensitive. */
export function findTable(region: DynamoDbRegion, name: string, now: number): Table | undefined {
  const table = region.tables.get(name);
  if (table !== undefined) forgetFinishedChanges(region, table, now);
  return region.tables.get(name);
}

/** Finishes everything that is still settling in all regions of the account. */
export function settleDynamoDb(account: Account, now: number): void {
  for (const region of regions.get(account) ?? []) {
    region.inbox.hurry(now);
    for (const backup of region.backups.values()) finish(backup, now);
    for (const table of region.tables.values()) {
      finish(table.change, now);
      finish(table.encryption, now);
      for (const index of table.globalIndexes) finish(index.change, now);
      for (const policy of table.policies.values()) finish(policy, now);
      settleInsights(table, now);
    }
    tablesOf(region, now);
  }
}

function finish(change: { readyAt: number } | undefined, now: number): void {
  if (change !== undefined && change.readyAt > now) change.readyAt = now;
}

function forgetFinishedChanges(region: DynamoDbRegion, table: Table, now: number): void {
  if (table.change.kind === "deleted" && !isPending(table.change, now)) {
    region.tables.delete(table.name);
    return;
  }
  if (table.globalIndexes.some((index) => index.change?.kind === "deleted"))
    table.globalIndexes = table.globalIndexes.filter(
      (index) => index.change?.kind !== "deleted" || isPending(index.change, now),
    );
}
