import { InvalidCursorError } from "./cursor.ts";
import {
  type Condition,
  type ItemKey,
  isWithin,
  type Page,
  type RecordKind,
  type Table,
} from "./table.ts";

/** An item as it lies in memory: JSON text, so that nobody keeps a reference into the table. */
export interface StoredItem extends ItemKey {
  readonly text: string;
  readonly dueAt?: string;
}

/** The items by the text of their key (`placeText`). */
export type Items = Map<string, StoredItem>;

/** The operations of `Table`, each at once. */
export interface TableOperations {
  get<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    key: KeyFields,
  ): Value | undefined;
  list<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    range: Parameters<Table["list"]>[1],
  ): Page<Value>;
  put<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    value: Value & KeyFields,
    condition?: Condition<Value>,
  ): boolean;
  update<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    key: KeyFields,
    change: { readonly [Field in keyof Value]?: Value[Field] | undefined },
    condition: Condition<Value>,
  ): Value | undefined;
  delete<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    key: KeyFields,
    condition?: Condition<Value>,
  ): boolean;
  listDue(range: Parameters<Table["listDue"]>[0]): Page<ItemKey>;
}

/** A table in memory with the conditions of the real one; for tests. */
export function memoryTable(items: Items = new Map()): Table {
  const operations = tableOperations(items);
  return {
    get: async (record, key) => operations.get(record, key),
    list: async (record, range) => operations.list(record, range),
    put: async (record, value, condition) => operations.put(record, value, condition),
    update: async (record, key, change, condition) =>
      operations.update(record, key, change, condition),
    delete: async (record, key, condition) => operations.delete(record, key, condition),
    listDue: async (range) => operations.listDue(range),
  };
}

/** What `memoryTable` does, without promises: the explorer of schedules decides when. */
export function tableOperations(items: Items): TableOperations {
  const read = <Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    place: ItemKey,
  ) => {
    const stored = items.get(placeText(place));
    return stored === undefined ? undefined : record.schema.parse(JSON.parse(stored.text));
  };

  const write = <Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    place: ItemKey,
    value: Value,
  ) => {
    const dueAt = record.dueAt === undefined ? undefined : value[record.dueAt];
    items.set(placeText(place), {
      ...place,
      text: JSON.stringify(value),
      ...(typeof dueAt === "string" ? { dueAt } : {}),
    });
  };

  return {
    get: (record, key) => read(record, record.key(key)),

    list: (record, range) => {
      const inRange = [...items.values()]
        .filter((item) => item.pk === range.pk && isWithin(range, item.sk))
        .sort((left, right) => compareText(left.sk, right.sk));
      if (range.descending) inRange.reverse();
      const { pk, limit, cursor, descending } = range;
      const page = pageOf(inRange, placeText, {
        ...(limit === undefined ? {} : { limit }),
        ...(cursor === undefined ? {} : { cursor }),
        ...(descending === undefined ? {} : { descending }),
        isInRange: (order) =>
          order.startsWith(`${pk} `) && isWithin(range, order.slice(pk.length + 1)),
      });
      return {
        ...page,
        items: page.items.map((item) => record.schema.parse(JSON.parse(item.text))),
      };
    },

    put: (record, value, condition) => {
      const place = record.key(value);
      if (condition !== undefined && !conditionHolds(condition, read(record, place))) return false;
      write(record, place, value);
      return true;
    },

    update: (record, key, change, condition) => {
      const place = record.key(key);
      const before = read(record, place);
      if (before === undefined || !conditionHolds(condition, before)) return undefined;
      // JSON leaves out what is undefined, which is how a field is removed.
      const after = record.schema.parse(JSON.parse(JSON.stringify({ ...before, ...change })));
      write(record, place, after);
      return after;
    },

    delete: (record, key, condition) => {
      const place = record.key(key);
      if (condition !== undefined && !conditionHolds(condition, read(record, place))) return false;
      items.delete(placeText(place));
      return true;
    },

    listDue: (range) => {
      const due = [...items.values()]
        .flatMap(({ pk, sk, dueAt }) => (dueAt === undefined ? [] : [{ pk, sk, dueAt }]))
        .filter(({ dueAt }) => dueAt <= range.dueBefore)
        .sort((left, right) => compareText(dueOrder(left), dueOrder(right)));
      const page = pageOf(due, dueOrder, range);
      return { ...page, items: page.items.map(({ pk, sk }) => ({ pk, sk })) };
    },
  };
}

/** Whether a condition holds for an item, as DynamoDB decides it: what is absent is never equal. */
export function conditionHolds<Value extends object>(
  condition: Condition<Value>,
  item: Value | undefined,
): boolean {
  if ("all" in condition) return condition.all.every((part) => conditionHolds(part, item));
  if ("any" in condition) return condition.any.some((part) => conditionHolds(part, item));
  if ("itemIsAbsent" in condition) return item === undefined;
  const value: unknown = item?.[condition.field];
  if ("isAbsent" in condition) return value === undefined;
  if ("equals" in condition) return value === condition.equals;
  if ("oneOf" in condition) return condition.oneOf.some((scalar) => scalar === value);
  return isAtMost(value, condition.atMost);
}

/** The text under which an item lies in `Items`. */
export function placeText(place: ItemKey): string {
  return `${place.pk} ${place.sk}`;
}

/** Times are of one length, so the text orders by time first. */
function dueOrder(item: ItemKey & { readonly dueAt: string }): string {
  return `${item.dueAt} ${placeText(item)}`;
}

function isAtMost(value: unknown, bound: string | number | boolean): boolean {
  if (typeof value === "number" && typeof bound === "number") return value <= bound;
  return typeof value === "string" && typeof bound === "string" && value <= bound;
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The cursor tells the order of the last item, so that items removed meanwhile skip nothing. */
function pageOf<Item>(
  ordered: readonly Item[],
  orderOf: (item: Item) => string,
  {
    limit,
    cursor,
    descending = false,
    isInRange = () => true,
  }: {
    limit?: number;
    cursor?: string;
    descending?: boolean;
    isInRange?: (order: string) => boolean;
  },
): Page<Item> {
  const last = cursor === undefined ? undefined : orderOfCursor(cursor, isInRange);
  const left = ordered.filter((item) => {
    if (last === undefined) return true;
    return descending ? orderOf(item) < last : orderOf(item) > last;
  });
  const items = left.slice(0, limit);
  const end = items.at(-1);
  return end === undefined || items.length === left.length
    ? { items }
    : { items, cursor: `${cursorMark}${orderOf(end)}` };
}

const cursorMark = "after ";

function orderOfCursor(cursor: string, isInRange: (order: string) => boolean): string {
  const order = cursor.slice(cursorMark.length);
  if (!cursor.startsWith(cursorMark) || !isInRange(order)) throw new InvalidCursorError();
  return order;
}
