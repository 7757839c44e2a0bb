import type { IndexDefinition, TableDefinition } from "dynalite/db/index.js";
import type { LocalIndex, Table } from "./table.ts";

/** What the item store has to know of a table. Deleting indexes are gone for it, new ones are there. */
export function storeDefinition(table: Table): TableDefinition {
  return {
    TableName: table.id,
    TableStatus: "ACTIVE",
    KeySchema: table.keySchema,
    AttributeDefinitions: table.attributes,
    GlobalSecondaryIndexes: table.globalIndexes
      .filter((index) => index.change?.kind !== "deleted")
      .map(indexDefinition),
    LocalSecondaryIndexes: table.localIndexes.map(indexDefinition),
  };
}

function indexDefinition(index: LocalIndex): IndexDefinition {
  return { IndexName: index.name, KeySchema: index.keySchema, Projection: index.projection };
}
