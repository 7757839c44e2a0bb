import * as z from "zod";
import { listAll } from "../storage/list-all.ts";
import { defineRecord, type Table } from "../storage/table.ts";

/** Which content a version of a lab has: written once, never changed. */
export const LabVersion = z.strictObject({
  labId: z.string(),
  version: z.string(),
  digest: z.string(),
  /** Of the lab; absent in versions that were published before it was kept here. */
  title: z.string().optional(),
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
  const versions = await versionsOfLab(labId, table);
  if (wanted !== undefined) return versions.find(({ digest }) => digest === wanted);
  return versions
    .filter(({ version }) => !isDevVersion(version))
    .filter((each) => publishedBy === undefined || each.publishedBy === publishedBy)
    .at(-1);
}

/** All versions of a lab, those of `dev` too, the newest last. */
export async function versionsOfLab(labId: string, table: Table): Promise<readonly LabVersion[]> {
  const versions = await listAll(table, LabVersionRecord, {
    pk: `lab-versions#${labId}`,
    prefix: "",
  });
  return versions.sort((left, right) => (left.publishedAt < right.publishedAt ? -1 : 1));
}

/** Whether a version was published to try it out: every content has one of its own. */
export function isDevVersion(version: string): boolean {
  return version.includes("-dev.");
}
