import { describe, expect, it } from "vitest";
import type { ItemKey, Table } from "../storage/table.ts";
import { aSubmission, aSystem } from "../testing.ts";
import { acceptSubmission } from "./accept-submission.ts";
import { handleDelivery } from "./handle-delivery.ts";

const { assignmentId, learnerId, submissionId } = aSubmission();

/** Counts as DynamoDB does: 1 per started KB, and 1 per entry of the index that goes or comes. */
function countingTable(table: Table) {
  const units: Record<string, number> = {};
  const due = new Map<string, unknown>();
  const count = (kind: string, place: ItemKey, value: object) => {
    const name = `${place.pk} ${place.sk}`;
    const dueAt: unknown = new Map(Object.entries(value)).get("dueAt");
    const before = due.get(name);
    const moves = before === dueAt ? 0 : [before, dueAt].filter(Boolean).length;
    due.set(name, dueAt);
    const size = JSON.stringify(value).length + name.length;
    units[kind] = (units[kind] ?? 0) + Math.ceil(size / 1024) + moves;
  };
  const counting: Table = {
    ...table,
    put: async (record, value, condition) => {
      const isWritten = await table.put(record, value, condition);
      count(record.kind, record.key(value), value);
      return isWritten;
    },
    update: async (record, key, change, condition) => {
      const after = await table.update(record, key, change, condition);
      if (after) count(record.kind, record.key(key), after);
      return after;
    },
  };
  return { counting, units };
}

describe("the write units of a whole submission", () => {
  it("leave five for evidence and grade: accept 2, claim 1, commit 1, cell 1, clear 2", async () => {
    const system = await aSystem();
    const { counting, units } = countingTable(system.table);
    const deps = { ...system.deps, table: counting };
    const realHash = { hash: () => "e".repeat(64) };

    await acceptSubmission(
      {
        learnerId,
        assignmentId,
        stage: "build",
        idempotencyKey: "01234567-89ab-cdef-0123-456789abcdef",
        body: {},
      },
      { ...deps, ...realHash },
    );
    await handleDelivery(
      { submissionId, deadline: "2026-03-01T12:01:03.000Z", receiveCount: 1 },
      deps,
    );

    expect(units).toEqual({ submission: 6, evidence: 1, grade: 1, cell: 1 });
  });
});
