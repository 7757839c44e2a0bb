import { unmarshall } from "@aws-sdk/util-dynamodb";
import { InvalidCursorError } from "@lab-grader/core/storage/cursor";
import * as z from "zod";
import type { TableItem } from "./table-item.ts";

/** Key attributes of the last item of a page. */
export type LastKey = Readonly<Record<string, string>>;

const LastKey = z.record(z.string(), z.string());

/** The key attributes of an item, or of what DynamoDB names as the last key. */
export function lastKeyAt(item: TableItem, names: readonly string[]): LastKey {
  const fields = unmarshall(item);
  return LastKey.parse(Object.fromEntries(names.map((name) => [name, fields[name]])));
}

/** Where the next page begins, as one text that is safe in an address. */
export function cursorOf(lastKey: LastKey): string {
  return Buffer.from(JSON.stringify(sorted(lastKey))).toString("base64url");
}

/**
 * Reads a cursor that came from outside. It can only name a place of the same range, so a forged
 * one shows nothing that the range itself doesn't.
 * @throws InvalidCursorError
 */
export function lastKeyOf(cursor: string, isInRange: (lastKey: LastKey) => boolean): LastKey {
  const lastKey = LastKey.safeParse(jsonOf(Buffer.from(cursor, "base64url").toString("utf8")));
  // Written in its one way, so that no two texts are the same cursor.
  if (!lastKey.success || cursorOf(lastKey.data) !== cursor) throw new InvalidCursorError();
  if (!isInRange(lastKey.data)) throw new InvalidCursorError();
  return lastKey.data;
}

function sorted(lastKey: LastKey): LastKey {
  return Object.fromEntries(
    Object.entries(lastKey).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** `undefined` is refused by the schema. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
