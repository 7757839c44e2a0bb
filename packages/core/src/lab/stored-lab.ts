import * as z from "zod";
import { canonicalJson, Json } from "../json.ts";
import { defineRecord } from "../storage/table.ts";

/** A published lab: immutable, addressed by the digest of its content. */
export const StoredLab = z.strictObject({
  /** SHA-256 of `contentOfLab`, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  labId: z.string(),
  version: z.string(),
  source: Json,
  /** The lab sheet as its author wrote it; absent where none was published. */
  sheet: z.string().optional(),
});
export type StoredLab = z.infer<typeof StoredLab>;

export const StoredLabRecord = defineRecord({
  kind: "lab",
  schema: StoredLab,
  key: (key: { digest: string }) => ({ pk: `lab#${key.digest}`, sk: "lab" }),
  compressed: ["source", "sheet"],
});

/** The one text of a lab's content, to be hashed: its source, with its sheet where it has one. */
export function contentOfLab({ source, sheet }: Pick<StoredLab, "source" | "sheet">): string {
  // A lab without a sheet keeps the digest that it had before there were sheets.
  return canonicalJson(sheet === undefined ? source : { source, sheet });
}
