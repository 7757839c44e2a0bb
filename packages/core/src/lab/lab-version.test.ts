import { describe, expect, it } from "vitest";
import { memoryTable } from "../storage/memory-table.ts";
import { findLabVersion, LabVersionRecord } from "./lab-version.ts";

const labId = "orders";

async function aTable() {
  const table = memoryTable();
  const versions = [
    ["1.0.0", "instructor-01", "2026-01-01"],
    ["1.1.0", "instructor-01", "2026-02-01"],
    ["1.2.0-dev.12345678", "instructor-01", "2026-03-01"],
    ["9.9.9", "instructor-02", "2026-04-01"],
  ] as const;
  for (const [version, publishedBy, day] of versions)
    await table.put(LabVersionRecord, {
      ...{ labId, version, publishedBy, digest: `digest of ${version}` },
      publishedAt: `${day}T00:00:00.000Z`,
    });
  return table;
}

describe("findLabVersion", () => {
  it.each([
    ["the newest, but for those of `dev`", {}, "9.9.9"],
    ["the newest of one author", { publishedBy: "instructor-01" }, "1.1.0"],
    ["a version by its name", { wanted: "1.2.0-dev.12345678" }, "1.2.0-dev.12345678"],
    ["a version by its digest", { wanted: "digest of 1.0.0" }, "1.0.0"],
    ["nothing that was not published", { wanted: "3.0.0" }, undefined],
    ["nothing of somebody who published nothing", { publishedBy: "instructor-03" }, undefined],
  ])("finds %s", async (_, wanted, version) => {
    expect((await findLabVersion({ labId, ...wanted }, await aTable()))?.version).toBe(version);
  });
});
