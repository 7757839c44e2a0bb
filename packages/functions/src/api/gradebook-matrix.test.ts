import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import {
  CohortAssignmentRecord,
  cohortAssignmentOf,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  GradebookMatrix,
  getOwnGradebook,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { Problem } from "@lab-grader/core/contracts/http";
import { changeTerms } from "@lab-grader/core/gradebook/change-terms";
import type { TermsContent } from "@lab-grader/core/gradebook/learner-terms";
import { refoldCell } from "@lab-grader/core/gradebook/refold-cell";
import { anAssignment, anEnrolment } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { hash, testIds, testTime, testTimings } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

const { cohortId, assignmentId, learnerId, otherLearnerId } = testIds;
const path = `/v1/cohorts/${cohortId}/gradebook`;
const due = { dueAt: "2026-02-28T12:00:00.000Z" };

/** One graded a day late, one who has handed in nothing. */
async function aClass(options: { assignment?: object; terms?: TermsContent } = {}) {
  const api = await aTestApi({ assignment: { ...due, ...options.assignment } });
  const deps = { table: api.table, now: () => testTime, hash, timings: testTimings };
  await store(api.table, { isProtected: false }, { submittedAt: "2026-03-01T12:00:00.000Z" });
  await refoldCell({ cohortId, assignmentId, learnerId }, deps);
  if (options.terms)
    await changeTerms(
      {
        ...{ cohortId, assignmentId, learnerId, change: options.terms },
        ...{ seenVersion: 0, by: "instructor-01", reason: "why not" },
      },
      deps,
    );
  const matrix = async (query: Record<string, string> = {}) =>
    GradebookMatrix.parse((await api.call({ path, ...instructor, query })).json);
  return { ...api, matrix };
}

const OwnGradebook = getOwnGradebook.answer;

describe("GET gradebook of a cohort", () => {
  it("has a reason in every cell", async () => {
    const { matrix } = await aClass();

    const { columns, rows } = await matrix();

    expect(columns).toMatchObject([{ assignmentId, maxPoints: 40, stages: ["build"] }]);
    expect(rows).toMatchObject([
      {
        ...{ login: "learner-01", points: 2 },
        cells: [
          {
            ...{ points: 2, attempts: { build: 1 }, isPassed: false },
            reasons: [{ kind: "late", stage: "build", bySeconds: 86_400 }],
          },
        ],
      },
      {
        ...{ login: "learner-02", points: null },
        cells: [{ points: null, reasons: [{ kind: "missing", isClosed: false }] }],
      },
    ]);
  });

  it("orders assignments by their due dates, and has a cell for each", async () => {
    const { matrix, table } = await aClass();
    const sooner = anAssignment({
      assignmentId: "asg_00000000000z",
      dueAt: "2026-02-01T00:00:00.000Z",
    });
    await table.put(AssignmentRecord, sooner);
    await table.put(CohortAssignmentRecord, cohortAssignmentOf(sooner));

    const { columns, rows } = await matrix();

    expect(columns.map((each) => each.assignmentId)).toEqual([sooner.assignmentId, assignmentId]);
    expect(rows[0]?.cells.map(({ points }) => points)).toEqual([null, 2]);
  });

  it("says which cells have not followed a change yet", async () => {
    const { matrix, table, assignment } = await aClass();
    const changed = cohortAssignmentOf({ ...assignment, version: 2 });
    await table.put(CohortAssignmentRecord, changed);

    const { rows } = await matrix();

    expect(rows[0]?.cells[0]).toMatchObject({ isBehind: true });
  });

  it("leaves dropped learners out, unless they are asked for", async () => {
    const { matrix, table } = await aClass();
    await table.put(
      EnrolmentRecord,
      anEnrolment({ learnerId: otherLearnerId, login: "learner-02", state: "dropped" }),
    );

    const [without, with_] = [await matrix(), await matrix({ dropped: "true" })];

    expect(without.rows.map(({ login }) => login)).toEqual(["learner-01"]);
    expect(with_.rows.map(({ state }) => state)).toEqual(["enrolled", "dropped"]);
  });

  it("has the row of one learner, also of one who was dropped", async () => {
    const { matrix, table } = await aClass();
    const dropped = { learnerId: otherLearnerId, login: "learner-02", state: "dropped" } as const;
    await table.put(EnrolmentRecord, anEnrolment(dropped));

    const { rows, cursor } = await matrix({ learner: otherLearnerId });

    expect(rows.map(({ login }) => login)).toEqual(["learner-02"]);
    expect(cursor).toBeUndefined();
  });

  it("says how many points lateness took", async () => {
    const latePolicy = {
      ...{ percentPerInterval: 10, intervalSeconds: 86_400 },
      ...{ graceSeconds: 0, floorPercent: 0 },
    };
    const { matrix } = await aClass({ assignment: { latePolicy } });

    const { rows } = await matrix();

    // A tenth of the stage's 6 points for one day.
    expect(rows[0]?.cells[0]).toMatchObject({ points: 1.4, lateDeduction: 0.6 });
    expect(rows[1]?.cells[0]).not.toHaveProperty("lateDeduction");
  });

  it("comes in pages that follow each other, with few reads", async () => {
    const { matrix, reads } = await aClass();
    reads.length = 0;

    const first = await matrix({ limit: "1" });
    const second = await matrix({ limit: "1", cursor: first.cursor ?? "" });

    expect(first.rows.map(({ login }) => login)).toEqual(["learner-01"]);
    expect(second.rows.map(({ login }) => login)).toEqual(["learner-02"]);
    expect(second.cursor).toBeUndefined();
    const page = ["cohort", "cohort-assignment", "enrolment", "cell"];
    expect(reads).toEqual([...page, ...page]);
  });

  it.each([
    ["a cursor that is none", { cursor: "nonsense" }, "cursor.invalid"],
    [
      "the cursor of another cohort",
      { cursor: "after coh_000000000002 enrolment#lrn_000000000003" },
      "cursor.invalid",
    ],
    ["more than a page", { limit: "201" }, "request.invalid"],
    ["a learner by a name that is no id", { learner: "learner-01" }, "request.invalid"],
    ["an answer that is none", { dropped: "maybe" }, "request.invalid"],
  ])("refuses %s", async (_, query, code) => {
    const { call } = await aClass();

    const { statusCode, json } = await call({ path, ...instructor, query });

    expect([statusCode, Problem.parse(json).code]).toEqual([400, code]);
  });

  it("has no row of somebody who is not in the cohort", async () => {
    const { call } = await aClass();

    const query = { learner: "lrn_00000000000z" };
    const { statusCode, json } = await call({ path, ...instructor, query });

    expect([statusCode, Problem.parse(json).code]).toEqual([404, "learner.not_found"]);
  });

  it("is not there for staff of another cohort, and refused to learners", async () => {
    const { call } = await aClass();
    const other = { login: "instructor-02", groups: "[instructor]" };

    expect((await call({ path, ...other })).statusCode).toBe(404);
    expect((await call({ path })).statusCode).toBe(403);
  });
});

describe("GET gradebook of a learner", () => {
  it("is their own row", async () => {
    const { call } = await aClass();

    const { json } = await call({ path: "/v1/gradebook" });

    expect(OwnGradebook.parse(json).cohorts).toMatchObject([
      { cohortId, row: { login: "learner-01", points: 2, cells: [{ points: 2 }] } },
    ]);
  });

  it.each([
    ["withheld", { terms: { withheld: true as const, override: { points: "40" } } }, "withheld"],
    ["not released", { assignment: { release: "hidden" } }, "hidden"],
  ])("tells no points that are %s; staff see them", async (_, options, kind) => {
    const { call, matrix } = await aClass(options);

    const { json } = await call({ path: "/v1/gradebook" });

    const [own] = OwnGradebook.parse(json).cohorts;
    expect(own?.row).toMatchObject({ points: null, cells: [{ points: null, isPassed: false }] });
    expect(own?.row.cells[0]?.reasons[0]).toEqual({ kind });
    expect(JSON.stringify(own?.row)).not.toContain("overridden");
    expect((await matrix()).rows[0]?.points).not.toBeNull();
  });

  it("is empty for who is no learner here", async () => {
    const { call } = await aClass();

    const { json } = await call({ path: "/v1/gradebook", login: "learner-77" });

    expect(json).toEqual({ cohorts: [] });
  });
});
