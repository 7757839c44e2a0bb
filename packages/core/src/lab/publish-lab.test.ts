import { describe, expect, it } from "vitest";
import { memoryTable } from "../storage/memory-table.ts";
import { labOf } from "./compile-stored-lab.ts";
import { publishLab } from "./publish-lab.ts";
import { StoredLabRecord } from "./stored-lab.ts";
import { loaded } from "./testing.ts";

const hash = (text: string) => {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 40;
  return sum.toString(16).padStart(64, "0");
};
const { source } = loaded();
const changed = { ...Object(source), title: "Orders, again" };

function aPublisher() {
  const table = memoryTable(new Map());
  const by = { at: "2026-03-01T12:00:00.000Z", by: "instructor-01" };
  return { table, publish: (lab: typeof source) => publishLab(lab, { table, hash, ...by }) };
}

describe("publishLab", () => {
  it("stores the lab by its digest, and says which digest its version has", async () => {
    const { table, publish } = aPublisher();

    const publication = await publish(source);

    expect(publication).toMatchObject({
      status: "published",
      labVersion: { labId: "orders", version: "1.0.0", publishedBy: "instructor-01" },
    });
    const digest = publication.status === "refused" ? "" : publication.labVersion.digest;
    const stored = await table.get(StoredLabRecord, { digest });
    expect(stored && labOf(stored).title).toBe("Orders");
  });

  it("publishes the same content again without changing anything", async () => {
    const { publish } = aPublisher();

    await publish(source);

    expect(await publish(source)).toMatchObject({ status: "unchanged" });
  });

  it("refuses other content under a version that is taken", async () => {
    const { publish } = aPublisher();

    await publish(source);

    expect(await publish(changed)).toMatchObject({
      status: "refused",
      code: "lab.version_taken",
      params: { labId: "orders", version: "1.0.0" },
    });
    expect(await publish({ ...changed, version: "1.1.0" })).toMatchObject({ status: "published" });
  });

  it("refuses what does not compile, and names the place", async () => {
    const { publish } = aPublisher();

    expect(await publish({ ...changed, gate: "door" })).toMatchObject({
      status: "refused",
      code: "lab.invalid",
      path: "gate",
    });
  });
});
