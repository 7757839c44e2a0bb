import * as z from "zod";
import { Json } from "../json.ts";
import { defineRecord } from "../storage/table.ts";

/** A published lab: immutable, addressed by the digest of its source. */
export const StoredLab = z.strictObject({
  /** SHA-256 of the source's canonical text, hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  labId: z.string(),
  version: z.string(),
  source: Json,
});
export type StoredLab = z.infer<typeof StoredLab>;

export const StoredLabRecord = defineRecord({
  kind: "lab",
  schema: StoredLab,
  key: (key: { digest: string }) => ({ pk: `lab#${key.digest}`, sk: "lab" }),
  compressed: ["source"],
});
