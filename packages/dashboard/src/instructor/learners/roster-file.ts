import { largestRosterBytes } from "@lab-grader/core/cohorts/roster/roster-entry";
import type { text } from "../../text/text.ts";

/** Why a file is not read at all. */
export type RefusedFile = keyof typeof text.roster.imports.refused;

export type RosterFile =
  | { readonly status: "read"; readonly csv: string }
  | { readonly status: "refused"; readonly why: RefusedFile };

/** `PK`: workbooks of spreadsheets are ZIP archives. */
const zip = [0x50, 0x4b, 0x03, 0x04];
/** The older workbooks: compound files of Windows. */
const compound = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * The text of a roster. Characters that UTF-8 does not have are refused instead of guessed: a name
 * that is spoilt here would be in every export.
 */
export function readRosterBytes(bytes: Uint8Array): RosterFile {
  const refused = (why: RefusedFile): RosterFile => ({ status: "refused", why });
  if (bytes.length > largestRosterBytes) return refused("too_large");
  if (beginsWith(bytes, zip) || beginsWith(bytes, compound)) return refused("workbook");
  if (beginsWith(bytes, [0xff, 0xfe]) || beginsWith(bytes, [0xfe, 0xff])) return refused("utf16");
  if (bytes.includes(0)) return refused("binary");
  const csv = decoded(bytes);
  if (csv === undefined) return refused("latin1");
  return csv.trim() === "" ? refused("empty") : { status: "read", csv };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (fault) {
    if (fault instanceof TypeError) return undefined;
    throw fault;
  }
}

function beginsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte);
}
