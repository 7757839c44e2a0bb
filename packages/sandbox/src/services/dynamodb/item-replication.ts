import { type Member, replicasOf } from "./replication-group.ts";

/** From now on each write of the member reaches its replicas after the account's `replication` time. */
export function sendWrites({ region, table }: Member): void {
  const { account, region: name } = region;
  region.items.watch(table.id, (write) => {
    region.inbox.note(table.id, write, name);
    const dueAt = write.at + account.switches.settling.replication;
    for (const replica of replicasOf(table, write.at))
      replica.region.inbox.add({ ...write, tableId: replica.table.id, region: name, dueAt });
  });
}
