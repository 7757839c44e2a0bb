import type { ItemKey } from "./attribute-value.ts";
import { keyTypeOf } from "./attribute-value.ts";
import type { TableDescription, TableReading } from "./table.ts";

/** A table whose items can be asked for; `undefined`: AWS would refuse every read. */
export function readableTable(reading: TableReading): TableDescription | undefined {
  if (!reading.exists) return undefined;
  return ["ACTIVE", "UPDATING"].includes(reading.table.status) ? reading.table : undefined;
}

/** The key has exactly the attributes of the table's key, each of its type: anything else AWS refuses. */
export function isKeyOfTable(key: ItemKey, { keys }: TableDescription): boolean {
  const types: Readonly<Record<string, string>> = { ...keys.partition, ...keys.sort };
  const names = Object.keys(types);
  return (
    names.length === Object.keys(key).length &&
    names.every((name) => {
      const value = Object.hasOwn(key, name) ? key[name] : undefined;
      return value !== undefined && keyTypeOf(value) === types[name];
    })
  );
}
