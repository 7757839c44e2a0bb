/** What a key means while a text is marked. */
export type MarkingKey =
  | { readonly does: "choose"; readonly level: number }
  | { readonly does: "send" | "note" | "leaveNote" | "clear" | "later" | "keys" };

interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where the focus is: keys that write or press there keep that meaning. */
export type KeyPlace = "text" | "field" | "button";

/** @returns `undefined` where the key means what it always means. */
export function markingKey(
  { key, ctrlKey, metaKey, altKey }: PressedKey,
  place: KeyPlace,
  levels: number,
): MarkingKey | undefined {
  const isEnter = key === "Enter";
  if (place === "field") {
    if (isEnter && (ctrlKey || metaKey)) return { does: "send" };
    return key === "Escape" ? { does: "leaveNote" } : undefined;
  }
  if (isEnter && place === "text" && !altKey) return { does: "send" };
  if (ctrlKey || metaKey || altKey) return undefined;
  if (/^\d$/.test(key)) {
    const level = key === "0" ? 10 : Number(key);
    return level <= levels ? { does: "choose", level } : undefined;
  }
  switch (key.toLowerCase()) {
    case "n":
      return { does: "note" };
    case "u":
      return { does: "clear" };
    case "s":
      return { does: "later" };
    case "?":
      return { does: "keys" };
    default:
      return undefined;
  }
}
