import db, {
  type IndexDefinition,
  type ItemDb,
  type Store,
  type TableDefinition,
} from "dynalite/db/index.js";
import type { JsonObject } from "../../service.ts";
import { createIndexTurns } from "./index-turns.ts";
import { createJournal, type Journal } from "./item-journal.ts";
import { type ItemOperationName, runItemOperation } from "./item-operations.ts";
import { isObject } from "./json.ts";

/** One item that was written or deleted. */
export interface ItemWrite {
  readonly at: number;
  /** As the store names the item. */
  readonly key: string;
  /** Absent: it was deleted. */
  readonly item: JsonObject | undefined;
  /** Absent: there was none. */
  readonly before: JsonObject | undefined;
}

/** The items of one account and region. Tables are known by their TableId, so a name can be used again at once. */
export interface ItemStore {
  /** Makes the table, or brings its indexes to what `definition` says. */
  define(definition: TableDefinition): Promise<void>;
  drop(tableId: string): Promise<void>;
  /** @throws AwsError for what DynamoDB would refuse. */
  run(name: ItemOperationName, input: JsonObject, now: number): Promise<JsonObject>;
  find(tableId: string, key: JsonObject): Promise<JsonObject | undefined>;
  readAll(tableId: string): Promise<JsonObject[]>;
  /** Tells nobody. */
  load(tableId: string, items: readonly JsonObject[]): Promise<void>;
  /** From now on every write of `run` is told; the last listener of a table counts. */
  watch(tableId: string, listener: (write: ItemWrite) => void): void;
  /** Does here what was written elsewhere, and tells nobody. */
  mirror(tableId: string, write: ItemWrite, now: number): Promise<void>;
  /** From now on every state of the items can be asked for, until the journal is stopped. */
  startJournal(tableId: string, now: number): Promise<void>;
  stopJournal(tableId: string): void;
  itemsAt(tableId: string, time: number): JsonObject[];
}

const writeOperations: ReadonlySet<ItemOperationName> = new Set([
  "BatchWriteItem",
  "DeleteItem",
  "PutItem",
  "UpdateItem",
]);

/** An in-memory store, driven without a port: dynalite's storage and actions, our own table definitions. */
export function createItemStore(): ItemStore {
  const base = db.create({});
  const tables = new Map<string, TableDefinition>();
  const journals = new Map<string, Journal>();
  const listeners = new Map<string, (write: ItemWrite) => void>();
  const turns = createIndexTurns();
  let clock = 0;

  const quiet = {
    ...base,
    // dynalite reads and decodes the definition from its database for every request.
    getTable(tableId: string, second: unknown, third?: unknown): void {
      const callback = third ?? second;
      if (typeof callback !== "function") return;
      const table = tables.get(tableId);
      if (table === undefined) callback(missingTable());
      else callback(null, table);
    },
    getItemDb(tableId: string): ItemDb {
      const itemDb = base.getItemDb(tableId);
      return journals.get(tableId)?.recording(itemDb, clock) ?? itemDb;
    },
  };
  const store = {
    ...quiet,
    getItemDb(tableId: string): ItemDb {
      const itemDb = quiet.getItemDb(tableId);
      const listener = listeners.get(tableId);
      return listener === undefined ? itemDb : watchedItemDb(itemDb, clock, listener);
    },
  };

  const definitionOf = (tableId: string): TableDefinition => {
    const table = tables.get(tableId);
    if (table === undefined) throw new Error(`the item store has no table ${tableId}`);
    return table;
  };

  return {
    async define(definition) {
      const before = tables.get(definition.TableName);
      tables.set(definition.TableName, definition);
      if (before === undefined) return;
      const kept = new Set(definition.GlobalSecondaryIndexes.map((index) => index.IndexName));
      const known = new Set(before.GlobalSecondaryIndexes.map((index) => index.IndexName));
      for (const name of known) if (!kept.has(name)) await dropIndex(base, definition, name);
      const added = definition.GlobalSecondaryIndexes.filter(
        (index) => !known.has(index.IndexName),
      );
      if (added.length > 0) await backfill(base, definition, added);
    },
    async drop(tableId) {
      const table = tables.get(tableId);
      tables.delete(tableId);
      journals.delete(tableId);
      listeners.delete(tableId);
      if (table === undefined) return;
      for (const index of table.GlobalSecondaryIndexes)
        await dropIndex(base, table, index.IndexName);
      for (const index of table.LocalSecondaryIndexes)
        await done((callback) => base.deleteIndexDb("local", tableId, index.IndexName, callback));
      await done((callback) => base.deleteItemDb(tableId, callback));
    },
    run(name, input, now) {
      const run = () => {
        clock = now;
        return runItemOperation(store, name, input);
      };
      if (writeOperations.has(name)) return turns.write(run);
      return input.IndexName === undefined ? run() : turns.read(run);
    },
    async find(tableId, key) {
      const answer = await runItemOperation(store, "GetItem", {
        TableName: tableId,
        Key: structuredClone(key),
        ConsistentRead: true,
      });
      return isObject(answer.Item) ? answer.Item : undefined;
    },
    readAll: (tableId) => readItems(base.getItemDb(tableId)),
    async load(tableId, items) {
      for (const item of items)
        await runItemOperation(quiet, "PutItem", {
          TableName: tableId,
          Item: structuredClone(item),
        });
    },
    watch: (tableId, listener) => void listeners.set(tableId, listener),
    async mirror(tableId, { item, before }, now) {
      const table = tables.get(tableId);
      if (table === undefined) return;
      await turns.write(() => {
        clock = now;
        return item === undefined
          ? runItemOperation(quiet, "DeleteItem", { TableName: tableId, Key: keyIn(table, before) })
          : runItemOperation(quiet, "PutItem", { TableName: tableId, Item: structuredClone(item) });
      });
    },
    async startJournal(tableId, now) {
      const table = definitionOf(tableId);
      const items = await readItems(base.getItemDb(tableId));
      journals.set(
        tableId,
        createJournal(
          items.map((item) => [db.createKey(item, table), item]),
          now,
        ),
      );
    },
    stopJournal: (tableId) => void journals.delete(tableId),
    itemsAt: (tableId, time) => journals.get(tableId)?.itemsAt(time) ?? [],
  };
}

/** The same store, which tells every write made at `now`. */
function watchedItemDb(itemDb: ItemDb, now: number, listener: (write: ItemWrite) => void): ItemDb {
  const told = (key: string, item: JsonObject | undefined, then: () => void) =>
    itemDb.get(key, (_, before) => {
      // Deleting what is not there is no write.
      if (item !== undefined || before !== undefined)
        listener({ at: now, key, item: structuredClone(item), before });
      then();
    });
  return {
    ...itemDb,
    put: (key, item, callback) => told(key, item, () => itemDb.put(key, item, callback)),
    del: (key, callback) => told(key, undefined, () => itemDb.del(key, callback)),
  };
}

function keyIn(table: TableDefinition, item: JsonObject = {}): JsonObject {
  const names = new Set(table.KeySchema.map((element) => element.AttributeName));
  return Object.fromEntries(
    Object.entries(structuredClone(item)).filter(([name]) => names.has(name)),
  );
}

async function backfill(
  base: Store,
  table: TableDefinition,
  added: IndexDefinition[],
): Promise<void> {
  const onlyAdded = { ...table, GlobalSecondaryIndexes: added, LocalSecondaryIndexes: [] };
  const itemDb = base.getItemDb(table.TableName);
  for (const seen of await readItems(itemDb)) {
    const key = db.createKey(seen, table);
    // The item may be written to meanwhile; under its lock the index gets what is stored now.
    await new Promise<void>((resolve, reject) => {
      itemDb.lock(key, (release) => {
        const finish = release(resolve);
        itemDb.get(key, (_, item) => {
          if (item === undefined) return finish();
          db.updateIndexes(base, onlyAdded, null, item, (error) => {
            if (error) reject(error);
            finish();
          });
        });
      });
    });
  }
}

function dropIndex(base: Store, table: TableDefinition, name: string): Promise<void> {
  return done((callback) => base.deleteIndexDb("global", table.TableName, name, callback));
}

function done(start: (callback: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}

async function readItems(itemDb: ItemDb): Promise<JsonObject[]> {
  const items: JsonObject[] = [];
  for await (const item of itemDb.createValueStream({})) items.push(item);
  return items;
}

function missingTable(): object {
  return {
    statusCode: 400,
    body: { __type: "#ResourceNotFoundException", message: "Requested resource not found" },
  };
}
