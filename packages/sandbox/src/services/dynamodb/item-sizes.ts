import db, { type IndexDefinition, type TableDefinition } from "dynalite/db/index.js";
import type { JsonObject } from "../../service.ts";

/** Size of an item as DynamoDB counts it for capacity units and table sizes. */
export function itemSizeBytes(item: JsonObject): number {
  return db.itemSize(item);
}

/** Bytes written to each index when an item changes from `before` to `after`; untouched indexes are absent. */
export function indexWrites(
  table: TableDefinition,
  indexes: readonly IndexDefinition[],
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): Map<string, number[]> {
  const written = new Map<string, number[]>();
  for (const index of indexes) {
    const now = db.getIndexActions([index], before ?? null, after ?? null, table);
    const then = db.getIndexActions([index], null, before ?? null, table).puts[0];
    const put = now.puts[0];
    const isUnchanged = put !== undefined && then?.key === put.key && sameItem(then.item, put.item);
    const sizes = [
      ...now.deletes.map(() => (then === undefined ? 0 : db.itemSize(then.item))),
      ...(put === undefined || isUnchanged ? [] : [db.itemSize(present(put.item))]),
    ];
    if (sizes.length > 0) written.set(index.IndexName, sizes);
  }
  return written;
}

function sameItem(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(present(a)) === JSON.stringify(present(b));
}

/** Projections of dynalite hold `undefined` for attributes that the item lacks. */
function present(item: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(item)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}
