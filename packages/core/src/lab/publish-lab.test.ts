import { describe, expect, it } from "vitest";
import { canonicalJson } from "../json.ts";
import { memoryTable } from "../storage/memory-table.ts";
import { labOf } from "./compile-stored-lab.ts";
import type { LabProof } from "./lab-proof.ts";
import { publishedLabs } from "./listed-lab.ts";
import { type Publication, publishLab } from "./publish-lab.ts";
import { PublishedProofRecord } from "./published-proof.ts";
import { StoredLabRecord } from "./stored-lab.ts";
import { loaded } from "./testing.ts";

const hash = (text: string) => {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 40;
  return sum.toString(16).padStart(64, "0");
};
const { source } = loaded();
const changed = { ...Object(source), title: "Orders, again" };

const at = "2026-03-01T12:00:00.000Z";
const criteria = ["build.table", "build.saved", "again.saved", "again.why"];
const proof: LabProof = {
  ...{ lab: "orders", version: "1.0.0", stages: ["build", "again"], criteria, cases: [] },
  ...{ red: 1, green: 1, isPassed: true },
  missing: { red: [], lost: [], choices: [], cases: [] },
};

function aPublisher() {
  const table = memoryTable(new Map());
  const publish = (
    lab: typeof source,
    more: { sheet?: string; proof?: LabProof; by?: string } = {},
  ) => publishLab(lab, { table, hash, at, by: "instructor-01", ...more });
  return { table, publish };
}

const digestOf = (publication: Publication) =>
  publication.status === "refused" ? "" : publication.labVersion.digest;

describe("publishLab", () => {
  it("stores the lab by its digest, and says which digest its version has", async () => {
    const { table, publish } = aPublisher();

    const publication = await publish(source);

    expect(publication).toMatchObject({
      status: "published",
      labVersion: { labId: "orders", version: "1.0.0", publishedBy: "instructor-01" },
    });
    const stored = await table.get(StoredLabRecord, { digest: digestOf(publication) });
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

  it("keeps the sheet with the lab: with another text it is another content", async () => {
    const { table, publish } = aPublisher();
    const bare = digestOf(await publish({ ...changed, version: "0.9.0" }));

    const first = await publish(source, { sheet: "# Orders" });
    const again = await publish(source, { sheet: "# Orders" });
    const other = await publish(source, { sheet: "# Orders, again" });
    const none = await publish(source);

    expect([first.status, again.status]).toEqual(["published", "unchanged"]);
    expect(other).toMatchObject({ status: "refused", code: "lab.version_taken" });
    expect(none).toMatchObject({ status: "refused", code: "lab.version_taken" });
    const sheets = [bare, digestOf(first)].map(async (digest) => {
      const stored = await table.get(StoredLabRecord, { digest });
      return stored?.sheet;
    });
    expect(await Promise.all(sheets)).toEqual([undefined, "# Orders"]);
  });

  it("gives a lab without a sheet the digest of its source alone", async () => {
    const { publish } = aPublisher();

    expect(digestOf(await publish(source))).toBe(hash(canonicalJson(source)));
  });

  it("keeps the newest proof of whoever published the version, and of nobody else", async () => {
    const { table, publish } = aPublisher();
    const by = "instructor-02";
    const first = await publish(source, { proof });

    const others = await publish(source, { proof: { ...proof, red: 0.5 }, by });
    const digest = digestOf(first);
    const kept = await table.get(PublishedProofRecord, { digest });
    const again = await publish(source, { proof: { ...proof, green: 0.5 } });

    expect(first).toMatchObject({ status: "published", proof: "stored" });
    expect(others).toMatchObject({ status: "unchanged", proof: "not_stored" });
    expect(kept).toEqual({ digest, at, by: "instructor-01", document: proof });
    expect(again).toMatchObject({ status: "unchanged", proof: "stored" });
    const now = await table.get(PublishedProofRecord, { digest });
    expect(now?.document.green).toBe(0.5);
  });

  it.each([
    ["of another lab", { lab: "other" }, "other 1.0.0"],
    ["of another version", { version: "1.1.0" }, "orders 1.1.0"],
    ["without one of its criteria", { criteria: criteria.slice(1) }, "build.table"],
    ["with a criterion more", { criteria: [...criteria, "build.more"] }, "build.more"],
  ])("publishes nothing with a proof %s", async (_, values, named) => {
    const { table, publish } = aPublisher();

    const publication = await publish(source, { proof: { ...proof, ...values } });

    expect(publication).toMatchObject({
      ...{ status: "refused", code: "lab.other_proof" },
      params: { problem: expect.stringContaining(named) },
    });
    expect(await publishedLabs(table)).toEqual([]);
  });

  it("lists every lab that was published, its newest version first", async () => {
    const { table, publish } = aPublisher();
    await publish(source);
    const later = { at: "2026-03-02T12:00:00.000Z", by: "instructor-02" };
    await publishLab({ ...changed, version: "1.1.0" }, { table, hash, ...later });
    const dev = { at: "2026-03-03T12:00:00.000Z", by: "instructor-02" };
    const tried = { ...changed, title: "Tried", version: "1.2.0-dev.12345678" };
    await publishLab(tried, { table, hash, ...dev });
    await publish({ ...changed, id: "bills", version: "2.0.0" });
    await publish({ ...changed, id: "broken", gate: "door" });
    await publish({ ...changed, version: "1.0.0" });

    const labs = (await publishedLabs(table)).map(({ labId, title, versions }) => ({
      ...{ labId, title },
      versions: versions.map(({ version }) => version),
    }));

    expect(labs).toEqual([
      { labId: "bills", title: "Orders, again", versions: ["2.0.0"] },
      {
        ...{ labId: "orders", title: "Orders, again" },
        versions: ["1.2.0-dev.12345678", "1.1.0", "1.0.0"],
      },
    ]);
  });
});
