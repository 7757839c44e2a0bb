import * as z from "zod";

/** What takes time to settle on AWS. */
export const SettlingKind = z.enum([
  "table",
  "index",
  "backup",
  "encryption",
  "restore",
  "policy",
  "replica",
  "replication",
  "events",
  "insights",
]);
export type SettlingKind = z.infer<typeof SettlingKind>;
