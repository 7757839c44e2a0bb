import type { ItemDb } from "dynalite/db/index.js";
import type { JsonObject } from "../../service.ts";

/** What point-in-time recovery knows: the items when it was enabled and every write since. */
export interface Journal {
  /** The same store, with every write noted at `now`. */
  recording(itemDb: ItemDb, now: number): ItemDb;
  itemsAt(time: number): JsonObject[];
}

/** @param items the stored items and their storage keys when the journal begins */
export function createJournal(items: readonly [string, JsonObject][], since: number): Journal {
  const writes: { at: number; key: string; item: JsonObject | undefined }[] = items.map(
    ([key, item]) => ({ at: since, key, item }),
  );
  return {
    recording: (itemDb, now) => ({
      ...itemDb,
      put(key, item, callback) {
        writes.push({ at: now, key, item: structuredClone(item) });
        itemDb.put(key, item, callback);
      },
      del(key, callback) {
        writes.push({ at: now, key, item: undefined });
        itemDb.del(key, callback);
      },
    }),
    itemsAt(time) {
      const state = new Map<string, JsonObject>();
      for (const { at, key, item } of writes) {
        if (at > time) break;
        if (item === undefined) state.delete(key);
        else state.set(key, item);
      }
      return [...state.values()];
    },
  };
}
