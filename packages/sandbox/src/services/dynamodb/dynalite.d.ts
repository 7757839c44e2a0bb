// dynalite publishes no types. Declared is only what the item store drives, as it is in version 4.0.0.
declare module "dynalite/db/index.js" {
  type Callback<T> = (error: unknown, value?: T) => void;
  type Item = import("../../service.ts").JsonObject;

  export interface ItemDb {
    get(key: string, callback: Callback<Item>): void;
    put(key: string, item: Item, callback: Callback<void>): void;
    del(key: string, callback: Callback<void>): void;
    createValueStream(options: object): AsyncIterable<Item>;
    lock(key: string, callback: (release: (done: () => void) => () => void) => void): void;
  }

  export interface TableDefinition {
    TableName: string;
    TableStatus: "ACTIVE";
    KeySchema: { AttributeName: string; KeyType: string }[];
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    GlobalSecondaryIndexes: IndexDefinition[];
    LocalSecondaryIndexes: IndexDefinition[];
  }

  export interface IndexDefinition {
    IndexName: string;
    KeySchema: { AttributeName: string; KeyType: string }[];
    Projection: { ProjectionType?: string | undefined; NonKeyAttributes?: string[] | undefined };
  }

  export interface Store {
    options: object;
    getItemDb(table: string): ItemDb;
    getIndexDb(kind: "local" | "global", table: string, index: string): ItemDb;
    deleteItemDb(table: string, callback: Callback<void>): void;
    deleteIndexDb(
      kind: "local" | "global",
      table: string,
      index: string,
      callback: Callback<void>,
    ): void;
  }

  const db: {
    create(options: object): Store;
    createKey(item: Item, table: TableDefinition): string;
    itemSize(item: Item): number;
    updateIndexes(
      store: Store,
      table: TableDefinition,
      before: Item | null,
      after: Item | null,
      callback: Callback<void>,
    ): void;
    getIndexActions(
      indexes: readonly IndexDefinition[],
      before: Item | null,
      after: Item | null,
      table: TableDefinition,
    ): {
      puts: { index: string; key: string; item: Item }[];
      deletes: { index: string; key: string }[];
    };
  };
  export default db;
}

declare module "dynalite/validations/index.js" {
  type Item = import("../../service.ts").JsonObject;

  const validations: {
    checkTypes(input: Item, types: object): Item;
    checkValidations(input: Item, types: object, custom: unknown, store: unknown): void;
  };
  export default validations;
}

declare module "dynalite/validations/*" {
  const rules: { types: object; custom: unknown };
  export default rules;
}

declare module "dynalite/actions/*" {
  type Item = import("../../service.ts").JsonObject;

  const action: (
    store: object,
    input: Item,
    callback: (error: unknown, answer?: Item) => void,
  ) => void;
  export default action;
}
