import type * as z from "zod";

/** What is read of `sessionStorage` and `localStorage`. */
export type KeyValueStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A value that was stored before, if it is there and still has this shape. */
export function readStored<Schema extends z.ZodType>(
  store: KeyValueStore,
  key: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const text = store.getItem(key);
  if (text === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
