import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { Problem } from "@lab-grader/core/contracts/http";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { listAll } from "@lab-grader/core/storage/list-all";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aCohort } from "@lab-grader/core/testing";
import { SubmissionView } from "@lab-grader/core/views/submission-view";
import { describe, expect, it } from "vitest";
import { brokenInvariants } from "../jobs/testing.ts";
import { testIds } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

const { assignmentId, cohortId, learnerId } = testIds;
const assistant = { login: "assistant-01", groups: "[instructor]" };
const reason = "The rubric forgot a case.";
const gradeId = "grd_000000000001";

/** One submission: the table is there (2), it is not protected (0 of 3, and 0 of 1 hidden). */
async function aGradedSubmission(assignment: Parameters<typeof aTestApi>[0] = {}) {
  const api = await aTestApi(assignment);
  const { table } = api;
  const staff = [
    { login: "instructor-01", role: "instructor" as const },
    { login: "assistant-01", role: "assistant" as const },
  ];
  await table.put(CohortRecord, aCohort({ staff }));
  const submission = await store(table, { isProtected: false });
  const path = `/v1/submissions/${submission.submissionId}`;
  const post = (to: string, body: object, who: object = instructor) =>
    api.call({ method: "POST", path: `${path}/${to}`, body: JSON.stringify(body), ...who });
  const override = (body: object, who: object = instructor) =>
    post("overrides", { criterion: "protected", reason, seenGrade: gradeId, ...body }, who);
  const view = async (who: object = instructor) =>
    SubmissionView.parse((await api.call({ path, ...who })).json);
  const grades = () =>
    listAll(table, GradeRecord, { pk: submission.submissionId, prefix: "grade#" });
  return { ...api, submission, path, post, override, view, grades };
}

describe("POST overrides of a submission", () => {
  it("sets the points of a criterion, and the totals and the cell follow", async () => {
    const { override, table, view } = await aGradedSubmission();

    const { statusCode, json } = await override({ points: 1.25 });

    const overridden = SubmissionView.parse(json);
    expect(statusCode).toBe(200);
    expect(overridden).toMatchObject({ points: 3.25, judgedPoints: 6, state: "graded" });
    expect(overridden.grade).toMatchObject({ cause: "overridden", by: "instructor-01", reason });
    const cell = await table.get(CellRecord, { cohortId, assignmentId, learnerId });
    expect(cell).toMatchObject({ points: "13/4" });
    expect(await brokenInvariants(table)).toEqual([]);
    expect(await view()).toEqual(overridden);
  });

  it("tells the learner who and why, without a name, and what was judged without them", async () => {
    const { override, view } = await aGradedSubmission();
    await override({ points: 3 });

    const { outcomes, grade } = await view({});

    const changed = outcomes.find(({ criterion }) => criterion === "protected");
    expect(changed).toMatchObject({
      outcome: "met",
      points: 3,
      decided: {
        by: "override",
        who: "an instructor",
        note: reason,
        judged: { outcome: "not_met", points: 0 },
      },
    });
    expect(grade).not.toHaveProperty("by");
    expect(JSON.stringify(outcomes)).not.toContain("instructor-01");
  });

  it("takes an override back: everything is as it was judged", async () => {
    const { override, view, table } = await aGradedSubmission();
    const before = await view();
    const overridden = SubmissionView.parse((await override({ points: 3 })).json);

    const { json } = await override({ points: null, seenGrade: overridden.grade?.gradeId });

    const { grade, ...undone } = SubmissionView.parse(json);
    expect(undone).toEqual({ ...before, grade: undefined });
    expect(grade).toMatchObject({ cause: "overridden" });
    expect(await brokenInvariants(table)).toEqual([]);
  });

  it("shows both grades to the second of two who decide at once, and writes nothing", async () => {
    const { override, grades } = await aGradedSubmission();

    const both = await Promise.all([override({ points: 1 }), override({ points: 2 })]);

    const [won, lost] = both.toSorted(
      (left, right) => Number(left.statusCode) - Number(right.statusCode),
    );
    expect([won?.statusCode, lost?.statusCode]).toEqual([200, 409]);
    const effective = SubmissionView.parse(won?.json);
    expect(Problem.parse(lost?.json)).toMatchObject({
      code: "grade.changed",
      path: "body.seenGrade",
      params: {
        seenGrade: gradeId,
        seenPoints: 2,
        effectiveGrade: effective.grade?.gradeId,
        effectivePoints: effective.points,
        by: "instructor-01",
      },
    });
    expect((await grades()).filter(({ cause }) => cause === "overridden").length).toBeLessThan(3);
  });

  it.each([
    [{ points: 3.01 }, 422, "override.above_maximum", "body.points"],
    [{ points: -1 }, 400, "request.invalid", "body.points"],
    [{ points: 1.001 }, 400, "request.invalid", "body.points"],
    [{ points: "3" }, 400, "request.invalid", "body.points"],
    [{ points: 1, criterion: "nothing" }, 422, "review.criterion_unknown", "body.criterion"],
    [{ points: 1, reason: " " }, 400, "request.invalid", "body.reason"],
    [{ points: 1, seenGrade: "grd_00000000000z" }, 422, "review.grade_unknown", "body.seenGrade"],
    [{ points: 1, seenGrade: "newest" }, 400, "request.invalid", "body.seenGrade"],
    [{ points: null }, 409, "override.none", "body.criterion"],
    [{ points: 1, more: 1 }, 400, "request.invalid", "body.more"],
  ])("refuses %j with %i %s at %s, and writes nothing", async (body, status, code, at) => {
    const { override, grades } = await aGradedSubmission();

    const { statusCode, json } = await override(body);

    expect(statusCode).toBe(status);
    expect(Problem.parse(json)).toMatchObject({ code, path: at });
    expect(await grades()).toHaveLength(1);
  });

  it("refuses a submission that ended without a grade", async () => {
    const { override, table, submission } = await aGradedSubmission();
    await table.put(SubmissionRecord, {
      ...submission,
      state: "failed",
      effectiveGrade: undefined,
    });

    const { statusCode, json } = await override({ points: 1 });

    expect(statusCode).toBe(409);
    expect(Problem.parse(json)).toMatchObject({ code: "review.no_grade" });
  });

  it.each([
    ["an assistant", assistant, 403, "cohort.role_too_small"],
    [
      "an instructor of others",
      { login: "instructor-02", groups: "[instructor]" },
      404,
      "submission.not_found",
    ],
    ["the learner", {}, 403, "auth.forbidden"],
  ])("is not for %s", async (_who, who, status, code) => {
    const { override } = await aGradedSubmission();

    const { statusCode, json } = await override({ points: 1 }, who);

    expect(statusCode).toBe(status);
    expect(Problem.parse(json)).toMatchObject({ code });
  });
});

describe("a result that is not released", () => {
  const hidden = { assignment: { release: "hidden" as const } };
  const terms = `/v1/assignments/${assignmentId}/learners/${learnerId}`;

  it("shows its learner the state, and no points, outcomes or hints of them", async () => {
    const { view, call, path, post } = await aGradedSubmission(hidden);

    const shown = await view({});
    const { json: list } = await call({ path: `/v1/assignments/${assignmentId}/submissions` });
    const { json: own } = await call({ path: "/v1/gradebook" });
    const evidence = await call({ path: `${path}/evidence` });
    const hint = await post("hints", { criterion: "protected", number: 1 }, {});
    const inquiry = await post("inquiries", { criterion: "protected", text: "Why?" }, {});

    expect(shown).toMatchObject({
      state: "graded",
      notReleased: "hidden",
      points: null,
      judgedPoints: null,
      outcomes: [],
      isPassed: false,
      turn: "nobody",
    });
    expect(JSON.stringify(shown)).not.toContain("not_met");
    expect(list).toMatchObject({ submissions: [{ state: "graded", points: null }] });
    expect(own).toMatchObject({ cohorts: [{ row: { points: null } }] });
    for (const refused of [evidence, hint, inquiry])
      expect(Problem.parse(refused.json)).toMatchObject({ code: "result.not_released" });
  });

  it("is shown to staff whole", async () => {
    const { view } = await aGradedSubmission(hidden);

    expect(await view()).toMatchObject({ points: 2, judgedPoints: 6 });
    expect(await view()).not.toHaveProperty("notReleased");
  });

  it("changes its ETag when it is released", async () => {
    const { call, path } = await aGradedSubmission(hidden);
    const { headers } = await call({ path });
    const etag = String(headers.etag);
    const same = await call({ path, headers: { "if-none-match": etag } });

    const patch = await call({
      ...{ method: "PATCH", path: `/v1/assignments/${assignmentId}`, ...instructor },
      body: JSON.stringify({ version: 1, release: "released" }),
    });
    const released = await call({ path, headers: { "if-none-match": etag } });

    expect(same.statusCode).toBe(304);
    expect(patch.statusCode).toBe(200);
    expect(released.statusCode).toBe(200);
    expect(SubmissionView.parse(released.json)).toMatchObject({ points: 2 });
  });

  it("may be withheld from one learner, and shown again", async () => {
    const { call, path, view } = await aGradedSubmission();
    const withhold = (version: number, isWithheld: boolean) =>
      call({
        ...{ method: "PUT", path: `${terms}/withheld`, ...instructor },
        body: JSON.stringify({ version, reason, isWithheld }),
      });
    const { headers } = await call({ path });

    const kept = await withhold(0, true);
    const unseen = await view({});
    const again = await call({ path, headers: { "if-none-match": String(headers.etag) } });
    await withhold(1, false);

    expect(kept.json).toMatchObject({ version: 1, terms: { withheld: true } });
    expect(unseen).toMatchObject({ notReleased: "withheld", points: null, outcomes: [] });
    expect(again.statusCode).toBe(200);
    expect(await view({})).toMatchObject({ points: 2 });
  });
});

describe("PUT override of a cell", () => {
  const path = `/v1/assignments/${assignmentId}/learners/${learnerId}/override`;
  const put = (
    api: Awaited<ReturnType<typeof aGradedSubmission>>,
    body: object,
    who = instructor,
  ) =>
    api.call({
      method: "PUT",
      path,
      body: JSON.stringify({ version: 0, reason, ...body }),
      ...who,
    });

  it("sets the result whatever the stages say, and leaves other decisions as they are", async () => {
    const api = await aGradedSubmission();
    const key = { cohortId, assignmentId, learnerId };

    const set = await put(api, { points: 30.5 });
    const overridden = await api.table.get(CellRecord, key);
    const undone = await put(api, { version: 1, points: null });

    expect(set.json).toMatchObject({ version: 1, terms: { override: { points: "61/2" } } });
    expect(overridden).toMatchObject({ points: "61/2" });
    expect(undone.json).toMatchObject({ version: 2, terms: {} });
    expect(await api.table.get(CellRecord, key)).toMatchObject({ points: "2" });
    expect(await brokenInvariants(api.table)).toEqual([]);
  });

  it("refuses more than there is, an old version, and assistants", async () => {
    const api = await aGradedSubmission();

    const above = await put(api, { points: 40.01 });
    const old = await put(api, { version: 3, points: 1 });
    const small = await put(api, { points: 1 }, assistant);

    expect(Problem.parse(above.json)).toMatchObject({
      code: "override.above_total",
      path: "body.points",
    });
    expect(Problem.parse(old.json)).toMatchObject({ code: "terms.changed" });
    expect(small.statusCode).toBe(403);
  });
});
