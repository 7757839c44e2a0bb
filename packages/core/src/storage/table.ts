import type * as z from "zod";

/** Where one item lies in the table: partition key and sort key. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * One kind of item. The key is computed from the value, so a value can't be written to the wrong
 * place; `key` also takes just the fields that it is made of.
 */
export interface RecordKind<Value extends object, KeyFields extends object> {
  readonly kind: string;
  readonly schema: z.ZodType<Value>;
  readonly key: (fields: KeyFields) => ItemKey;
  /** Fields that are stored compressed, because they are large and never asked for in a condition. */
  readonly compressed?: readonly (keyof Value & string)[];
  /**
   * The ISO time at which somebody must look at the item puts it into the sparse index `open`,
   * which is sorted by the attribute of this name.
   */
  readonly dueAt?: keyof Value & "dueAt";
}

export function defineRecord<Value extends object, KeyFields extends object>(
  record: RecordKind<Value, KeyFields>,
): RecordKind<Value, KeyFields> {
  return record;
}

type Scalar = string | number | boolean;

/** A condition of a write, as data: the same one is understood by DynamoDB and by a table in memory. */
export type Condition<Value> =
  | { readonly all: readonly Condition<Value>[] }
  | { readonly any: readonly Condition<Value>[] }
  | { readonly field: keyof Value & string; readonly equals: Scalar }
  | { readonly field: keyof Value & string; readonly oneOf: readonly Scalar[] }
  /** False where the field is absent. Texts are compared by code unit, which orders ISO times. */
  | { readonly field: keyof Value & string; readonly atMost: Scalar }
  | { readonly field: keyof Value & string; readonly isAbsent: true }
  | { readonly itemIsAbsent: true };

export interface Page<Value> {
  readonly items: readonly Value[];
  /** Opaque; absent on the last page. One that was tampered with throws `InvalidCursorError`. */
  readonly cursor?: string;
}

/** Which sort keys of a partition: those that begin so (empty: all), or those from … to, both included. */
export type SortKeys = { readonly prefix: string } | { readonly from: string; readonly to: string };

export function isWithin(sortKeys: SortKeys, sk: string): boolean {
  return "prefix" in sortKeys
    ? sk.startsWith(sortKeys.prefix)
    : sortKeys.from <= sk && sk <= sortKeys.to;
}

/** Items of one partition, ordered by sort key. */
export type ListRange = SortKeys & {
  readonly pk: string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
};

/**
 * The one table, as the protocol sees it. Every read is strongly consistent except `listDue`.
 * Every write is one item and atomic; a refused condition is a value, not an error.
 */
export interface Table {
  get<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    key: KeyFields,
  ): Promise<Value | undefined>;

  list<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    range: ListRange,
  ): Promise<Page<Value>>;

  /** Writes the whole item. @returns whether the condition held. */
  put<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    value: Value & KeyFields,
    condition?: Condition<Value>,
  ): Promise<boolean>;

  /**
   * Sets the given fields and removes those given as `undefined`, on an existing item.
   * @returns the item after the write; `undefined` when the condition did not hold.
   */
  update<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    key: KeyFields,
    change: { readonly [Field in keyof Value]?: Value[Field] | undefined },
    condition: Condition<Value>,
  ): Promise<Value | undefined>;

  /**
   * Removes the item. Nothing of the protocol is ever removed: this is for links that lead nowhere
   * any more and for personal data that must go.
   * @returns whether the condition held; true without one, also where nothing was there.
   */
  delete<Value extends object, KeyFields extends object>(
    record: RecordKind<Value, KeyFields>,
    key: KeyFields,
    condition?: Condition<Value>,
  ): Promise<boolean>;

  /** The sparse index `open`, earliest first: keys only, eventually consistent. */
  listDue(range: { dueBefore: string; limit: number; cursor?: string }): Promise<Page<ItemKey>>;
}
