import type { KeyAttributes, TableDescription } from "./table.ts";

/** Something that one query can be sent to: an index, or the table itself. */
export interface QueryTarget extends KeyAttributes {
  readonly name: string;
  readonly kind: "table" | "global" | "local";
  readonly isReady: boolean;
  readonly status: string;
  readonly isBackfilling: boolean;
  readonly projection: string;
  /** `undefined`: everything. */
  readonly carries: ReadonlySet<string> | undefined;
}

/** The indexes that are not being deleted, and the table. */
export function queryTargets(table: TableDescription): readonly QueryTarget[] {
  const tableKeys = [...Object.keys(table.keys.partition), ...Object.keys(table.keys.sort)];
  const itself: QueryTarget = {
    name: table.name,
    kind: "table",
    ...table.keys,
    isReady: true,
    status: table.status,
    isBackfilling: false,
    projection: "ALL",
    carries: undefined,
  };
  const indexes = table.indexes
    .filter((index) => index.status !== "DELETING")
    .map((index): QueryTarget => {
      const keys = [...Object.keys(index.partition), ...Object.keys(index.sort)];
      return {
        name: index.name,
        kind: index.kind,
        partition: index.partition,
        sort: index.sort,
        // UPDATING still serves queries; only building and filling do not.
        isReady: ["ACTIVE", "UPDATING"].includes(index.status) && !index.isBackfilling,
        status: index.status,
        isBackfilling: index.isBackfilling,
        projection: index.projectionType,
        // The keys of table and index are always carried along.
        carries:
          index.projectionType === "ALL"
            ? undefined
            : new Set([...tableKeys, ...keys, ...index.nonKeyAttributes]),
      };
    });
  return [...indexes, itself];
}

/** Any other is one that AWS has added since: waiting for it may have no end. */
export function isKnownStatus({ status }: QueryTarget): boolean {
  return ["CREATING", "UPDATING", "DELETING", "ACTIVE"].includes(status);
}
