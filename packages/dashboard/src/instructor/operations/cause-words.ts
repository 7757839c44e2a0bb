import { text } from "../../text/text.ts";

const known: ReadonlyMap<string, string> = new Map(Object.entries(text.operations.dead.causes));

/** Why a message is a dead letter; `undefined` for a code of another version. */
export function causeWords(cause: string): string | undefined {
  return known.get(cause);
}
