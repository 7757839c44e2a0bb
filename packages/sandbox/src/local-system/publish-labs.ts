import { readdir } from "node:fs/promises";
import type { Table } from "@lab-grader/core/storage/table";
import { readLab } from "./read-lab.ts";
import { publishedDigest, type SeedOptions } from "./seed.ts";

/** Publishes every lab of a directory but one. @throws Error when one of them can't be published. */
export async function publishOtherLabs(
  table: Table,
  {
    labsDirectory,
    publishedLabId,
    ...as
  }: Pick<SeedOptions, "instructors" | "now"> & {
    readonly labsDirectory: string;
    readonly publishedLabId: string;
  },
): Promise<void> {
  const entries = await readdir(labsDirectory, { withFileTypes: true });
  const labIds = entries
    .filter((entry) => entry.isDirectory() && entry.name !== publishedLabId)
    .map(({ name }) => name);
  await Promise.all(
    labIds.map(async (labId) =>
      publishedDigest(table, { ...as, lab: await readLab(labsDirectory, labId) }),
    ),
  );
}
