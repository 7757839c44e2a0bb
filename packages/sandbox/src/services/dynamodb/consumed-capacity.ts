import type { JsonObject } from "../../service.ts";
import { indexWrites, itemSizeBytes } from "./item-sizes.ts";
import { storeDefinition } from "./store-definition.ts";
import type { Table } from "./table.ts";

const writeUnitBytes = 1024;

/** How a request asks for its consumption: `TOTAL` the sum, `INDEXES` each index too. */
export type CapacityDetail = "TOTAL" | "INDEXES";

export function capacityDetail(input: JsonObject): CapacityDetail | undefined {
  const asked = input.ReturnConsumedCapacity;
  return asked === "TOTAL" || asked === "INDEXES" ? asked : undefined;
}

/** One item that a write changed; absent: it did not exist, or does not any more. */
export interface ItemChange {
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

/**
 * What writes consumed: the larger of the item before and after, and what each index had to write.
 * An item without the keys of an index costs nothing there, so a sparse index is visible.
 */
export function writtenCapacity(
  table: Table,
  shownName: string,
  changes: readonly ItemChange[],
  detail: CapacityDetail,
): JsonObject {
  const definition = storeDefinition(table);
  const global = new Map<string, number>();
  const local = new Map<string, number>();
  let units = 0;
  for (const { before, after } of changes) {
    units += Math.max(writeUnits(before), writeUnits(after));
    addIndexUnits(
      global,
      indexWrites(definition, definition.GlobalSecondaryIndexes, before, after),
    );
    addIndexUnits(local, indexWrites(definition, definition.LocalSecondaryIndexes, before, after));
  }
  const total = [...global.values(), ...local.values()].reduce((sum, one) => sum + one, units);
  if (detail === "TOTAL") return { TableName: shownName, CapacityUnits: total };
  return {
    TableName: shownName,
    CapacityUnits: total,
    Table: { CapacityUnits: units },
    ...(local.size === 0 ? {} : { LocalSecondaryIndexes: perIndex(local) }),
    ...(global.size === 0 ? {} : { GlobalSecondaryIndexes: perIndex(global) }),
  };
}

function writeUnits(item: JsonObject | undefined): number {
  return item === undefined ? 1 : Math.max(1, Math.ceil(itemSizeBytes(item) / writeUnitBytes));
}

function addIndexUnits(units: Map<string, number>, written: Map<string, number[]>): void {
  for (const [name, sizes] of written) {
    const added = sizes.reduce(
      (sum, size) => sum + Math.max(1, Math.ceil(size / writeUnitBytes)),
      0,
    );
    units.set(name, (units.get(name) ?? 0) + added);
  }
}

function perIndex(units: ReadonlyMap<string, number>): JsonObject {
  return Object.fromEntries([...units].map(([name, CapacityUnits]) => [name, { CapacityUnits }]));
}
