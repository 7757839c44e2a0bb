import type { RecordKind, SortKeys, Table } from "./table.ts";

/** All items of a range, page after page. Only for ranges that are small by nature. */
export async function listAll<Value extends object, KeyFields extends object>(
  table: Table,
  record: RecordKind<Value, KeyFields>,
  range: SortKeys & { readonly pk: string },
): Promise<Value[]> {
  const items: Value[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.list(record, cursor === undefined ? range : { ...range, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
