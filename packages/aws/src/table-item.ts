import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { ItemKey, RecordKind } from "@lab-grader/core/storage/table";
import * as z from "zod";
import { openIndex, openPartition } from "./table-definition.ts";

export type TableItem = Record<string, AttributeValue>;

/**
 * A value as an item: its fields under their own names, those that are compressed as bytes, and the
 * keys. Fields that are `undefined` are left out.
 */
export function itemOf<Value extends object, KeyFields extends object>(
  record: RecordKind<Value, KeyFields>,
  value: Value & KeyFields,
): TableItem {
  const fields = Object.entries(value).map(([field, content]) => [
    field,
    attributeOf(record, field, content),
  ]);
  const isDue = record.dueAt !== undefined && value[record.dueAt] !== undefined;
  return marshalled({
    ...Object.fromEntries(fields),
    ...record.key(value),
    ...(isDue ? { [openIndex.partition]: openPartition } : {}),
  });
}

/** @throws ZodError when the item is not of this kind: the data contradict the code. */
export function valueOfItem<Value extends object, KeyFields extends object>(
  record: RecordKind<Value, KeyFields>,
  item: TableItem,
): Value {
  const { pk: _pk, sk: _sk, [openIndex.partition]: _open, ...fields } = unmarshall(item);
  for (const field of record.compressed ?? []) {
    if (field in fields) fields[field] = decompressed(Bytes.parse(fields[field]));
  }
  return record.schema.parse(fields);
}

/** One field as it is stored. */
export function attributeOf<Value extends object, KeyFields extends object>(
  record: RecordKind<Value, KeyFields>,
  field: string,
  content: unknown,
): unknown {
  const isCompressed = record.compressed?.some((each) => each === field) ?? false;
  return isCompressed && content !== undefined ? compressed(content) : content;
}

export function marshalled(value: Readonly<Record<string, unknown>>): TableItem {
  return marshall(value, { removeUndefinedValues: true });
}

export function keyItem({ pk, sk }: ItemKey): TableItem {
  return marshalled({ pk, sk });
}

const Bytes = z.instanceof(Uint8Array);
/** Nothing larger is ever written; what claims to be is not ours. */
const largestContentBytes = 4 * 1024 * 1024;

// Deflate, not Brotli: as small at the same speed, while Brotli's own default level takes a
// hundred times as long (docs/decisions/0001-table-access.md).
function compressed(content: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(content));
}

function decompressed(bytes: Uint8Array): unknown {
  return JSON.parse(
    inflateRawSync(bytes, { maxOutputLength: largestContentBytes }).toString("utf8"),
  );
}
