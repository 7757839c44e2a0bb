import * as z from "zod";
import { listAll } from "../storage/list-all.ts";
import { defineRecord, type Table } from "../storage/table.ts";
import { isDevVersion, type LabVersion, versionsOfLab } from "./lab-version.ts";

/** Every published lab of the deployment in one partition. Its versions lie in one of their own. */
export const ListedLab = z.strictObject({ labId: z.string() });
export type ListedLab = z.infer<typeof ListedLab>;

const labsPartition = "labs";

export const ListedLabRecord = defineRecord({
  kind: "listed-lab",
  schema: ListedLab,
  key: (key: { labId: string }) => ({ pk: labsPartition, sk: key.labId }),
});

/** A lab with its versions, the newest first. */
export interface LabWithVersions {
  readonly labId: string;
  readonly title: string;
  readonly versions: readonly LabVersion[];
}

/** Every lab of which a version is published, by id. */
export async function publishedLabs(table: Table): Promise<readonly LabWithVersions[]> {
  const listed = await listAll(table, ListedLabRecord, { pk: labsPartition, prefix: "" });
  const labs = await Promise.all(
    listed.map(async ({ labId }) => {
      const versions = (await versionsOfLab(labId, table)).toReversed();
      const newest = versions.find(({ version }) => !isDevVersion(version)) ?? versions[0];
      return { labId, title: newest?.title ?? labId, versions };
    }),
  );
  return labs.filter(({ versions }) => versions.length > 0);
}
