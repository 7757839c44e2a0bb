import type { MatrixColumn } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { describe, expect, it } from "vitest";
import { aMatrixCell, aMatrixRow } from "../gradebook/testing.ts";
import { cohortStanding } from "./cohort-standing.ts";

const now = "2026-03-01T00:00:00.000Z";
const columns = ["2026-01-01", "2026-02-01", "2026-04-01"].map(
  (day, at): MatrixColumn => ({
    ...{ assignmentId: `asg_00000000000${at}`, version: 1, labId: "lab", labVersion: "1.0.0" },
    ...{ title: `Lab ${at}`, stages: ["build"], maxPoints: 100, timeZone: "UTC" },
    ...{ opensAt: "2025-12-01T00:00:00.000Z", release: "released" },
    ...{ dueAt: `${day}T00:00:00.000Z`, closesAt: `${day}T00:00:00.000Z` },
  }),
);
const passed = aMatrixCell();
const missing = aMatrixCell({
  ...{ points: null, isPassed: false },
  reasons: [{ kind: "missing", dueAt: "2026-02-01T00:00:00.000Z", isClosed: true }],
});
const open = aMatrixCell({
  ...{ points: null, isPassed: false },
  reasons: [{ kind: "not_submitted", dueAt: "2026-04-01T00:00:00.000Z" }],
});

describe("cohortStanding", () => {
  it("tells who never began from who stopped, by what was due", () => {
    const rows = [
      aMatrixRow({ cells: [passed, passed, open] }),
      aMatrixRow({ cells: [passed, missing, open] }),
      aMatrixRow({ cells: [missing, missing, open] }),
    ];

    const { dropOuts, stopped } = cohortStanding(rows, columns, now);

    expect(dropOuts).toBe(1);
    expect(stopped).toMatchObject({ column: { title: "Lab 1" }, learners: 1 });
  });

  it("counts nobody who was dropped", () => {
    const rows = [aMatrixRow({ state: "dropped", cells: [missing, missing, open] })];

    const { dropOuts, assignments } = cohortStanding(rows, columns, now);

    expect(dropOuts).toBe(0);
    expect(assignments.map(({ learners }) => learners)).toEqual([0, 0, 0]);
  });

  it("counts what waits for a person by assignment", () => {
    const review = aMatrixCell({
      isPassed: false,
      reasons: [{ kind: "needs_review", stages: ["build"] }],
    });
    const rows = [
      aMatrixRow({ cells: [passed, review, open] }),
      aMatrixRow({ cells: [passed, passed, open] }),
    ];

    const { assignments } = cohortStanding(rows, columns, now);

    expect(assignments.map(({ needsReview }) => needsReview)).toEqual([0, 1, 0]);
    expect(assignments.map(({ withPoints }) => withPoints)).toEqual([2, 2, 0]);
    expect(assignments.map((each) => each.passed)).toEqual([2, 1, 0]);
  });

  it("calls nobody a drop-out before anything was due", () => {
    const rows = [aMatrixRow({ cells: [open, open, open] })];

    expect(cohortStanding(rows, columns, "2025-12-02T00:00:00.000Z").dropOuts).toBe(0);
  });
});
