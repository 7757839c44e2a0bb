import { useCallback, useEffect, useState } from "react";
import type * as z from "zod";
import { usePerson } from "../sign-in/session-context.tsx";
import { readStored } from "../sign-in/stored.ts";
import { draftKey, draftKeysOf } from "./draft-key.ts";

/**
 * What somebody is typing, kept on this device until it is sent or they sign out: a reload, a
 * sign-in that ends or a closed tab loses nothing. Of another tab with the same draft the later
 * word is seen in both.
 */
export function useDraft<Schema extends z.ZodType>(
  /** Such as `answers.<assignmentId>.<stage>`. */
  name: string,
  schema: Schema,
  initial: z.output<Schema>,
) {
  const { login } = usePerson();
  const key = draftKey(login, name);
  const [value, setValue] = useState(() => readStored(localStorage, key, schema) ?? initial);

  useEffect(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== key) return;
      const stored = readStored(localStorage, key, schema);
      if (stored !== undefined) setValue(() => stored);
    };
    addEventListener("storage", onStorage);
    return () => removeEventListener("storage", onStorage);
  }, [key, schema]);

  const change = useCallback(
    (next: z.output<Schema>) => {
      setValue(() => next);
      keep(key, next);
    },
    [key],
  );
  const forget = useCallback(() => localStorage.removeItem(key), [key]);
  return { value, change, forget };
}

/** Where the device has no room left, a draft lives as long as its page. */
function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "QuotaExceededError") return;
    throw fault;
  }
}

/** Drafts are the person's; a device may be shared. */
export function forgetDrafts(login: string): void {
  for (const key of draftKeysOf(login, Object.keys(localStorage))) localStorage.removeItem(key);
}
