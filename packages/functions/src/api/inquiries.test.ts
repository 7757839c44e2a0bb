import { InquiryView, listInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import { Problem } from "@lab-grader/core/contracts/http";
import { CohortInquiryRecord } from "@lab-grader/core/review/inquiry";
import { SubmissionView } from "@lab-grader/core/views/submission-view";
import { describe, expect, it } from "vitest";
import { testIds } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

const { cohortId } = testIds;
const List = listInquiries.answer;
const text = "The table is protected since noon, see the console.";

async function aSubmissionInDoubt() {
  const api = await aTestApi();
  const submission = await store(api.table, { isProtected: false });
  const path = `/v1/submissions/${submission.submissionId}`;
  const post = (to: string, body: object, who: object = {}) =>
    api.call({ method: "POST", path: to, body: JSON.stringify(body), ...who });
  const ask = (body: object = {}, who: object = {}) =>
    post(`${path}/inquiries`, { criterion: "protected", text, ...body }, who);
  const answer = (id: string, body: object, who: object = instructor) =>
    post(`/v1/inquiries/${id}/answer`, body, who);
  const list = async (query: Record<string, string> = {}) => {
    const at = `/v1/cohorts/${cohortId}/inquiries`;
    return List.parse((await api.call({ path: at, query, ...instructor })).json).inquiries;
  };
  const own = async () => List.parse((await api.call({ path: "/v1/inquiries" })).json).inquiries;
  const override = (points: number, seenGrade = submission.effectiveGrade) =>
    post(
      `${path}/overrides`,
      { criterion: "protected", points, reason: "It is.", seenGrade },
      instructor,
    );
  return { ...api, submission, ask, answer, list, own, override };
}

describe("an inquiry", () => {
  it("reaches staff with the criterion, its verdict and its evidence", async () => {
    const { ask, list, submission } = await aSubmissionInDoubt();

    const { statusCode, json } = await ask();

    expect(statusCode).toBe(201);
    const asked = InquiryView.parse(json);
    expect(asked).toMatchObject({ state: "open", criterion: "protected", hasChanged: false });
    expect(await list()).toMatchObject([
      {
        inquiryId: asked.inquiryId,
        ...{ login: "learner-01", text, evidenceClaim: 1 },
        about: {
          gradeId: submission.effectiveGrade,
          points: 2,
          outcome: { outcome: "not_met", points: 0 },
        },
      },
    ]);
  });

  it("survives another grade: it shows the one that it was about, and the one of now", async () => {
    const { ask, answer, override, list, own, submission } = await aSubmissionInDoubt();
    const { inquiryId } = InquiryView.parse((await ask()).json);
    const overridden = SubmissionView.parse((await override(3)).json);

    const { statusCode } = await answer(inquiryId, { text: "You are right.", decision: "changed" });

    expect(statusCode).toBe(200);
    expect(await list()).toEqual([]);
    expect(await list({ state: "answered" })).toMatchObject([{ answer: { by: "instructor-01" } }]);
    expect(await own()).toMatchObject([
      {
        hasChanged: true,
        about: { gradeId: submission.effectiveGrade, outcome: { points: 0 } },
        current: { gradeId: overridden.grade?.gradeId, outcome: { points: 3 } },
        answer: { text: "You are right.", decision: "changed", by: "an instructor" },
      },
    ]);
  });

  it("is one per criterion and grade while it is open", async () => {
    const { ask, answer, override } = await aSubmissionInDoubt();
    const { inquiryId } = InquiryView.parse((await ask()).json);

    const second = await ask();
    const other = await ask({ criterion: "table" });
    await override(1);
    const underNewGrade = await ask();
    await answer(inquiryId, { text: "Half of it.", decision: "changed" });

    expect(Problem.parse(second.json)).toMatchObject({
      ...{ status: 409, code: "inquiry.open" },
      params: { inquiryId },
    });
    expect(other.statusCode).toBe(201);
    expect(underNewGrade.statusCode).toBe(201);
  });

  it("of two at the same time keeps one", async () => {
    const { ask, list } = await aSubmissionInDoubt();

    const both = await Promise.all([ask(), ask()]);

    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409]);
    expect(await list()).toHaveLength(1);
  });

  it("is answered once, and changed only with another grade", async () => {
    const { ask, answer } = await aSubmissionInDoubt();
    const { inquiryId } = InquiryView.parse((await ask()).json);

    const unchanged = await answer(inquiryId, { text: "Done.", decision: "changed" });
    const kept = await answer(inquiryId, { text: "It is off.", decision: "kept" });
    const again = await answer(inquiryId, { text: "No.", decision: "kept" });

    expect(Problem.parse(unchanged.json)).toMatchObject({
      code: "inquiry.grade_unchanged",
      path: "body.decision",
    });
    expect(kept.statusCode).toBe(200);
    expect(Problem.parse(again.json)).toMatchObject({
      code: "inquiry.answered",
      params: { by: "instructor-01", decision: "kept" },
    });
  });

  it("that a crash left among the open ones is put right by whoever lists them", async () => {
    const { ask, answer, list, table } = await aSubmissionInDoubt();
    const { inquiryId } = InquiryView.parse((await ask()).json);
    const places = await table.list(CohortInquiryRecord, { pk: cohortId, prefix: "inquiry#open" });
    await answer(inquiryId, { text: "It is off.", decision: "kept" });
    for (const place of places.items) await table.put(CohortInquiryRecord, place);

    expect(await list()).toEqual([]);
    expect(
      (await table.list(CohortInquiryRecord, { pk: cohortId, prefix: "inquiry#open" })).items,
    ).toEqual([]);
  });

  it.each([
    [{ criterion: "nothing" }, {}, 422, "review.criterion_unknown"],
    [{ criterion: "also-protected" }, {}, 422, "review.criterion_unknown"],
    [{ text: " " }, {}, 400, "request.invalid"],
    [{ text: "x".repeat(2001) }, {}, 400, "request.invalid"],
    [{}, { login: "learner-02" }, 404, "submission.not_found"],
    [{}, instructor, 403, "auth.forbidden"],
  ])("refuses %j by %j with %i %s", async (body, who, status, code) => {
    const { ask, list } = await aSubmissionInDoubt();

    const { statusCode, json } = await ask(body, who);

    expect(statusCode).toBe(status);
    expect(Problem.parse(json)).toMatchObject({ code });
    expect(await list()).toEqual([]);
  });

  it("of another cohort is not there", async () => {
    const { ask, answer, call } = await aSubmissionInDoubt();
    const { inquiryId } = InquiryView.parse((await ask()).json);
    const stranger = { login: "instructor-02", groups: "[instructor]" };

    const answered = await answer(inquiryId, { text: "No.", decision: "kept" }, stranger);
    const listed = await call({ path: `/v1/cohorts/${cohortId}/inquiries`, ...stranger });
    const unknown = await answer("inq_nothing", { text: "No.", decision: "kept" });

    expect([answered, listed, unknown].map(({ statusCode }) => statusCode)).toEqual([
      404, 404, 404,
    ]);
  });
});
