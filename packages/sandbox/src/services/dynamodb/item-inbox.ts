import type { ItemStore, ItemWrite } from "./item-store.ts";

/** When an item was last written, and in which region. */
export interface ItemVersion {
  readonly at: number;
  readonly region: string;
}

/** A write of another region, on its way. */
export interface SentWrite extends ItemWrite {
  /** The table here that it is for. */
  readonly tableId: string;
  readonly region: string;
  /** When it is seen here. Milliseconds since the epoch. */
  dueAt: number;
}

/** What other regions have written to the tables of this one. */
export interface ItemInbox {
  add(write: SentWrite): void;
  /** A write made here, which an older one from elsewhere must not undo. */
  note(tableId: string, write: ItemWrite, region: string): void;
  /** Stores what has arrived at `now`. */
  receive(now: number): Promise<void>;
  /** Lets everything arrive that is on its way. */
  hurry(now: number): void;
}

export function createItemInbox(items: ItemStore): ItemInbox {
  let pending: SentWrite[] = [];
  const versions = new Map<string, ItemVersion>();
  let storing: Promise<void> = Promise.resolve();

  async function storeAll(writes: readonly SentWrite[], now: number): Promise<void> {
    for (const write of writes) {
      const { tableId, key, at, region } = write;
      const name = `${tableId} ${key}`;
      if (isOlder({ at, region }, versions.get(name))) continue;
      versions.set(name, { at, region });
      await items.mirror(tableId, write, now);
    }
  }

  return {
    add: (write) => void pending.push(write),
    note: (tableId, { key, at }, region) => void versions.set(`${tableId} ${key}`, { at, region }),
    async receive(now) {
      const due = pending.filter(({ dueAt }) => dueAt <= now);
      if (due.length > 0) {
        pending = pending.filter(({ dueAt }) => dueAt > now);
        storing = storing.then(() => storeAll(due, now));
      }
      await storing;
    },
    hurry(now) {
      for (const write of pending) write.dueAt = Math.min(write.dueAt, now);
    },
  };
}

/** The last writer wins: docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html */
function isOlder(write: ItemVersion, known: ItemVersion | undefined): boolean {
  if (known === undefined) return false;
  return write.at === known.at ? write.region < known.region : write.at < known.at;
}
