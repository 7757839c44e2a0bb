import { describe, expect, it } from "vitest";
import { memoryTable } from "../storage/memory-table.ts";
import type { Table } from "../storage/table.ts";
import { dropLearner, type EnrollingDeps, enrolLearner } from "./enrolling.ts";
import { EnrolmentRecord } from "./enrolment.ts";
import { LearnerLoginRecord, LearnerRecord } from "./learner.ts";

const cohortId = "coh_000000000001";
const otherCohortId = "coh_000000000002";
const entry = { login: "learner-01", externalIds: {} };

function deps(table: Table = memoryTable()): EnrollingDeps {
  let ids = 0;
  return {
    table,
    now: () => "2026-03-01T12:00:00.000Z",
    newId: (prefix) => {
      ids += 1;
      return `${prefix}_${String(ids).padStart(12, "0")}`;
    },
  };
}

/** A table whose writes of this kind fail after `count` of them. */
function breaking(table: Table, kind: string, count: number): Table {
  let left = count;
  return {
    ...table,
    put: async (record, value, condition) => {
      if (record.kind === kind && left === 0) throw new Error("crashed");
      if (record.kind === kind) left -= 1;
      return await table.put(record, value, condition);
    },
  };
}

describe("enrolLearner", () => {
  it("knows a login in the whole school as one learner", async () => {
    const world = deps();

    const one = await enrolLearner({ cohortId, entry }, world);
    const other = await enrolLearner({ cohortId: otherCohortId, entry }, world);

    expect(other.learnerId).toBe(one.learnerId);
    expect(await world.table.get(LearnerRecord, one)).toMatchObject({
      login: "learner-01",
      cohorts: [cohortId, otherCohortId],
    });
  });

  it("makes one learner of a login that two enrol at the same time", async () => {
    const world = deps();

    const both = await Promise.all([
      enrolLearner({ cohortId, entry }, world),
      enrolLearner({ cohortId: otherCohortId, entry }, world),
    ]);

    expect(new Set(both.map(({ learnerId }) => learnerId)).size).toBe(1);
    const learner = await world.table.get(LearnerRecord, both[0]);
    expect(learner?.cohorts.toSorted()).toEqual([cohortId, otherCohortId]);
  });

  it.each([LearnerLoginRecord.kind, LearnerRecord.kind, EnrolmentRecord.kind])(
    "is whole after a crash at the %s and the same call again",
    async (kind) => {
      const table = memoryTable();
      await expect(
        enrolLearner({ cohortId, entry }, deps(breaking(table, kind, 0))),
      ).rejects.toThrow("crashed");

      const enrolment = await enrolLearner({ cohortId, entry }, deps(table));

      const known = await table.get(LearnerLoginRecord, { login: "learner-01" });
      expect(known?.learnerId).toBe(enrolment.learnerId);
      expect((await table.get(LearnerRecord, enrolment))?.cohorts).toEqual([cohortId]);
      expect(await table.get(EnrolmentRecord, enrolment)).toEqual(enrolment);
    },
  );

  it("keeps what somebody else wrote meanwhile, and what the entry does not say", async () => {
    const world = deps();
    const known = await enrolLearner({ cohortId, entry: { ...entry, section: "A" } }, world);
    await enrolLearner({ cohortId, entry: { ...entry, email: "one@example.edu" }, known }, world);

    const last = await enrolLearner({ cohortId, entry: { ...entry, section: "B" }, known }, world);

    expect(last).toMatchObject({ version: 3, section: "B", email: "one@example.edu" });
  });
});

describe("dropLearner", () => {
  it("takes the learner out and keeps the enrolment, until they come back", async () => {
    const world = deps();
    const known = await enrolLearner({ cohortId, entry: { ...entry, section: "A" } }, world);

    const dropped = await dropLearner(known, world);

    expect(dropped).toMatchObject({ state: "dropped", droppedAt: world.now(), section: "A" });
    expect((await world.table.get(LearnerRecord, known))?.cohorts).toEqual([]);
    expect(await dropLearner(known, world)).toEqual(dropped);

    const back = await enrolLearner({ cohortId, entry, known: dropped }, world);

    expect(back).toMatchObject({ state: "enrolled", section: "A", version: 3 });
    expect(back).not.toHaveProperty("droppedAt");
    expect((await world.table.get(LearnerRecord, known))?.cohorts).toEqual([cohortId]);
  });

  it("finds nobody to drop where nobody is", async () => {
    expect(await dropLearner({ cohortId, learnerId: "lrn_000000000009" }, deps())).toBeUndefined();
  });
});
