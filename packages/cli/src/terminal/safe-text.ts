import { styleText } from "node:util";

/** The colours in use, by the names that Node has for them. */
export const colours = ["green", "red", "yellow", "dim", "bold"] as const;

const ownCodes: ReadonlySet<string> = new Set(
  colours.flatMap((colour) => styleText(colour, " ", { validateStream: false }).split(" ")),
);
/** In a capturing group, so that `split` keeps them. */
const colourCode = /(\p{Cc}\[\d{1,2}m)/u;
/** All control characters but line feed and tab, and the marks that turn text round. */
const unsafe = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as a terminal may show it. Names, answers and names of resources are written by others: a
 * control sequence in them could clear the screen or draw another result.
 */
export function safeText(text: string, { isColoured }: { readonly isColoured: boolean }): string {
  return text
    .replaceAll("\r\n", "\n")
    .split(colourCode)
    .map((piece) => (isColoured && ownCodes.has(piece) ? piece : piece.replace(unsafe, "\ufffd")))
    .join("");
}

/** JSON with the same characters escaped: the value stays what it is. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
