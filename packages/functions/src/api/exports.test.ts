import {
  CohortAssignmentRecord,
  cohortAssignmentOf,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { exportGradebook } from "@lab-grader/core/contracts/endpoints/exports";
import { Problem } from "@lab-grader/core/contracts/http";
import { anAssignment, anEnrolment } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { testIds } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const { cohortId } = testIds;

/** The class of the test with further learners and assignments. */
async function aClass(options: { learners?: number; titles: readonly string[] }) {
  const { table, call } = await aTestApi();
  const ids = options.titles.map((_title, at) => `asg_${String(at + 100).padStart(12, "0")}`);
  for (const [at, title] of options.titles.entries())
    await table.put(
      CohortAssignmentRecord,
      cohortAssignmentOf(anAssignment({ cohortId, title, assignmentId: ids[at] ?? "" })),
    );
  for (let place = 0; place < (options.learners ?? 0); place += 1) {
    const learnerId = `lrn_${String(place + 100).padStart(12, "0")}`;
    const login = `learner-${place}`;
    await table.put(EnrolmentRecord, anEnrolment({ cohortId, learnerId, login }));
  }
  const ask = (format: string, query: Record<string, string> = {}) =>
    call({ path: `/v1/cohorts/${cohortId}/exports/${format}`, ...instructor, query });
  return { ids, ask };
}

describe("GET exports", () => {
  it("refuses a file that Lambda can't answer, and gives it in pieces", async () => {
    const titles = Array.from({ length: 20 }, (_, lab) => `Lab ${lab}`);
    const { ids, ask } = await aClass({ learners: 2_000, titles });

    const whole = await ask("csv");
    const piece = await ask("csv", { assignments: ids.slice(0, 5).join(",") });

    expect(whole.statusCode).toBe(422);
    expect(Problem.parse(whole.json)).toMatchObject({
      ...{ code: "export.too_large", path: "query.assignments" },
    });
    expect(piece.statusCode).toBe(200);
    expect(exportGradebook.answer.parse(piece.json).cells).toBeGreaterThan(9_999);
  });

  it("says everything that Canvas would misread, word for word", async () => {
    const { ask } = await aClass({ titles: ['"Final score"', "=SUM(A1)"] });

    const { statusCode, json } = await ask("canvas");

    expect(statusCode).toBe(409);
    expect(Problem.parse(json).detail).toBe(
      'The title ""Final score"" has words by which Canvas knows its own computed columns; it would drop it. Give the assignment another title. The title "=SUM(A1)" begins like a formula. Give the assignment another title.',
    );
  });
});
