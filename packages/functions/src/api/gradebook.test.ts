import {
  AssignmentList,
  CohortList,
  GradebookPage,
  Problem,
} from "@lab-grader/core/contracts/http";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { foldCell } from "@lab-grader/core/gradebook/fold-cell";
import { describe, expect, it } from "vitest";
import { testIds } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

describe("GET assignments and cohorts", () => {
  it("lists the assignments of the learner's cohorts, also by lab and cohort", async () => {
    const { call } = await aTestApi();
    const path = "/v1/assignments";

    const all = AssignmentList.parse((await call({ path })).json);
    const ofCohort = await call({ path, query: { cohort: testIds.cohortId } });
    const other = await call({ path, query: { lab: "other-lab" } });
    const otherCohort = await call({ path, query: { cohort: "coh_000000000009" } });

    expect(all.assignments).toEqual([
      expect.objectContaining({ assignmentId: testIds.assignmentId, isOpen: true }),
    ]);
    expect(ofCohort.json).toEqual(all);
    expect([other.json, otherCohort.json]).toEqual([{ assignments: [] }, { assignments: [] }]);
  });

  it("lists the instructor's cohorts and their assignments only", async () => {
    const { call } = await aTestApi();

    const cohorts = CohortList.parse((await call({ path: "/v1/cohorts", ...instructor })).json);
    const assignments = await call({ path: "/v1/assignments", ...instructor });

    expect(cohorts.cohorts.map(({ cohortId }) => cohortId)).toEqual([testIds.cohortId]);
    expect(AssignmentList.parse(assignments.json).assignments).toHaveLength(1);
  });

  it("refuses cohorts to learners", async () => {
    const { call } = await aTestApi();

    const { statusCode, json } = await call({ path: "/v1/cohorts" });

    expect([statusCode, Problem.parse(json).code]).toEqual([403, "auth.forbidden"]);
  });
});

describe("GET gradebook", () => {
  const path = `/v1/assignments/${testIds.assignmentId}/gradebook`;

  it("has a row for each enrolled learner, also without a submission", async () => {
    const { call, table, assignment } = await aTestApi();
    const submission = await store(table, { isProtected: false });
    const fold = foldCell({
      ...{ assignment, learnerId: submission.learnerId, terms: undefined },
      submissions: [submission],
    });
    await table.put(CellRecord, { ...fold, version: 1, foldedAt: submission.submittedAt });

    const { json } = await call({ path, ...instructor });

    const { rows, stages } = GradebookPage.parse(json);
    expect(stages[0]?.criteria.map(({ criterion }) => criterion)).toEqual([
      "table",
      "protected",
      "also-protected",
    ]);
    expect(rows.map(({ login, points }) => [login, points])).toEqual([
      ["learner-01", 2],
      ["learner-02", null],
    ]);
    expect(rows[0]?.stages[0]).toMatchObject({
      attempts: 1,
      latest: { state: "graded" },
      shown: { isKept: true, points: 2, judgedPoints: 6, maxPoints: 6 },
      counted: { points: 2, lateDeduction: 0 },
      why: "can be deleted by one command",
    });
    expect(rows[1]?.stages[0]).toEqual({ stage: "build", attempts: 0 });
  });

  it("comes in pages that follow each other", async () => {
    const { call } = await aTestApi();

    const first = GradebookPage.parse(
      (await call({ path, ...instructor, query: { limit: "1" } })).json,
    );
    const query = { limit: "1", cursor: first.cursor ?? "" };
    const second = GradebookPage.parse((await call({ path, ...instructor, query })).json);

    expect(first.rows.map(({ login }) => login)).toEqual(["learner-01"]);
    expect(second.rows.map(({ login }) => login)).toEqual(["learner-02"]);
    expect(second.cursor).toBeUndefined();
  });

  it("has the row of one learner, who must be in the cohort", async () => {
    const { call } = await aTestApi();
    const rowOf = async (learner: string) =>
      await call({ path, ...instructor, query: { learner } });

    const { rows, cursor } = GradebookPage.parse((await rowOf(testIds.otherLearnerId)).json);
    const stranger = await rowOf("lrn_00000000000z");

    expect(rows.map(({ login }) => login)).toEqual(["learner-02"]);
    expect(cursor).toBeUndefined();
    expect(Problem.parse(stranger.json).code).toBe("learner.not_found");
  });

  it.each([
    ["a cursor that is none", { cursor: "nonsense" }, 400, "cursor.invalid"],
    [
      "the cursor of another cohort",
      { cursor: "after coh_000000000002 enrolment#lrn_000000000003" },
      400,
      "cursor.invalid",
    ],
    ["more rows than a page has", { limit: "51" }, 400, "request.invalid"],
    ["no row", { limit: "0" }, 400, "request.invalid"],
    ["an unknown parameter", { offset: "3" }, 400, "request.invalid"],
  ])("refuses %s", async (_, query, status, code) => {
    const { call } = await aTestApi();

    const { statusCode, json } = await call({ path, ...instructor, query });

    expect([statusCode, Problem.parse(json).code]).toEqual([status, code]);
  });

  it("is not there for an instructor of another cohort, nor for learners", async () => {
    const { call } = await aTestApi();

    const stranger = await call({ path, login: "instructor-02", groups: "[instructor]" });
    const learner = await call({ path });

    expect(Problem.parse(stranger.json).code).toBe("assignment.not_found");
    expect(Problem.parse(learner.json).code).toBe("auth.forbidden");
  });

  it("reads a cell, the submissions and one grade per row", async () => {
    const { call, table, reads } = await aTestApi();
    await store(table, {});
    reads.length = 0;

    await call({ path, ...instructor });

    // Assignment, cohort, lab and the page; then cell, submissions and, once, a grade.
    expect(reads.toSorted()).toEqual([
      "assignment",
      "cell",
      "cell",
      "cohort",
      "enrolment",
      "grade",
      "lab",
      "submission",
      "submission",
    ]);
  });
});
