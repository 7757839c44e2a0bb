import * as z from "zod";
import { listAll } from "../storage/list-all.ts";
import { defineRecord, type Table } from "../storage/table.ts";

/** Which content a version of a lab has: written once, never changed. */
export const LabVersion = z.strictObject({
  labId: z.string(),
  version: z.string(),
  digest: z.string(),
  publishedAt: z.string(),
  /** Login. */
  publishedBy: z.string(),
});
export type LabVersion = z.infer<typeof LabVersion>;

export const LabVersionRecord = defineRecord({
  kind: "lab-version",
  schema: LabVersion,
  key: (key: { labId: string; version: string }) => ({
    pk: `lab-versions#${key.labId}`,
    sk: key.version,
  }),
});

/**
 * A published version of a lab: the one of this version or digest, else the one that was published
 * last. What `dev` publishes is found by its name only.
 */
export async function findLabVersion(
  of: {
    readonly labId: string;
    readonly wanted?: string | undefined;
    /** Only what this person has published; absent: what anybody has. */
    readonly publishedBy?: string | undefined;
  },
  table: Table,
): Promise<LabVersion | undefined> {
  const { labId, wanted, publishedBy } = of;
  if (wanted !== undefined) {
    const named = await table.get(LabVersionRecord, { labId, version: wanted });
    if (named) return named;
  }
  const versions = await listAll(table, LabVersionRecord, {
    pk: `lab-versions#${labId}`,
    prefix: "",
  });
  if (wanted !== undefined) return versions.find(({ digest }) => digest === wanted);
  return versions
    .filter(({ version }) => !version.includes("-dev."))
    .filter((each) => publishedBy === undefined || each.publishedBy === publishedBy)
    .sort((left, right) => (left.publishedAt < right.publishedAt ? -1 : 1))
    .at(-1);
}
