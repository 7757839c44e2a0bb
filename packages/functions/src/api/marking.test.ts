import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { getUnmarked, markAtPlace } from "@lab-grader/core/contracts/endpoints/review";
import { Problem } from "@lab-grader/core/contracts/http";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import { bindStage } from "@lab-grader/core/lab/bind-stage";
import { closedStateOf } from "@lab-grader/core/review/reviewed-grade";
import { effectOf } from "@lab-grader/core/submissions/commit-grade";
import { followUp } from "@lab-grader/core/submissions/follow-up";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { SubmittedAnswersRecord } from "@lab-grader/core/submissions/submitted-answers";
import { aCohort, aGrade, aSubmission } from "@lab-grader/core/testing";
import { SubmissionView } from "@lab-grader/core/views/submission-view";
import { describe, expect, it } from "vitest";
import { brokenInvariants, publishVersion } from "../jobs/testing.ts";
import { labReader } from "../labs.ts";
import { evidenceFrom, tableFacts, testIds, testTime } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const { assignmentId, cohortId, learnerId, otherLearnerId } = testIds;
const assistant = { login: "assistant-01", groups: "[instructor]" };
const path = `/v1/assignments/${assignmentId}/unmarked`;

const essay = {
  title: "Why on demand",
  points: 4,
  written: "Which capacity fits, and why?",
  levels: [
    { points: 0, when: "no reason" },
    { points: 2.5, when: "a reason without numbers" },
    { points: 4, when: "a reason with numbers" },
  ],
};

/** Two learners have handed in a text that counts only once it is marked, and one that counts at once. */
async function twoTexts() {
  const api = await aTestApi();
  const { table } = api;
  const staff = [
    { login: "instructor-01", role: "instructor" as const },
    { login: "assistant-01", role: "assistant" as const },
  ];
  await table.put(CohortRecord, aCohort({ staff }));
  const labDigest = await publishVersion(table, "2.0.0", (criteria) => ({
    ...criteria,
    essay: { ...essay, untilMarked: "none" },
    note: { ...essay, untilMarked: "full" },
  }));
  await table.update(AssignmentRecord, { assignmentId }, { labDigest }, { all: [] });
  const lab = await labReader(table)(labDigest);

  const handIn = async (learner: string, at: number) => {
    const answers = { essay: `Traffic is uneven (${at}).`, note: "Because." };
    const draft = aSubmission({
      ...{ learnerId: learner, labDigest, claim: 1, bodyHash: `${at}`.repeat(64) },
      ...{ state: "graded", hasAnswers: true, followUp: true, dueAt: testTime },
    });
    const { submissionId, accountId, bodyHash } = draft;
    await table.put(SubmittedAnswersRecord, { submissionId, bodyHash, answers });
    const evidence = evidenceFrom(draft, { facts: tableFacts({}) });
    await table.put(EvidenceRecord, evidence);
    const stage = bindStage(lab, "build", {
      learner: { login: "learner", accountId },
      graderAccountId: "200000000000",
    });
    const judged = gradeSubmission(stage, evidence, { accountId, answers });
    const { outcomes, points, judgedPoints, maxPoints } = judged;
    const state = closedStateOf(outcomes);
    const grade = aGrade({
      ...{ gradeId: `grd_00000000000${at}`, submissionId, learnerId: learner, labDigest, state },
      ...{ points, judgedPoints, maxPoints, outcomes: [...outcomes] },
    });
    await table.put(GradeRecord, grade);
    const submission = { ...draft, ...effectOf(grade, state) };
    await table.put(SubmissionRecord, submission);
    const announce = async () => {};
    await followUp(submission, { table, announce, now: () => testTime });
    return submission;
  };
  const submissions = [await handIn(learnerId, 1), await handIn(otherLearnerId, 2)];
  const next = async (query: Record<string, string> = {}, who: object = assistant) => {
    const { json } = await api.call({ path, query, ...who });
    return getUnmarked.answer.parse(json).next;
  };
  const post = (to: string, body: object, who: object = assistant) =>
    api.call({ method: "POST", path: to, body: JSON.stringify(body), ...who });
  return { ...api, submissions, next, post };
}

describe("GET unmarked of an assignment", () => {
  it("goes along all texts in a stable order, then ends", async () => {
    const { next, submissions } = await twoTexts();

    const first = await next();
    const again = await next();
    const second = await next({ after: first?.place ?? "" });
    const none = await next({ after: second?.place ?? "" });

    expect(again).toEqual(first);
    expect([first?.submissionId, second?.submissionId].toSorted()).toEqual(
      submissions.map(({ submissionId }) => submissionId),
    );
    expect(none).toBeNull();
    expect(first?.criteria).toMatchObject([
      {
        criterion: "essay",
        asked: essay.written,
        text: expect.stringMatching(/^Traffic is uneven/),
        levels: [{ level: 1 }, { level: 2, points: 2.5 }, { level: 3 }],
      },
      { criterion: "note", text: "Because." },
    ]);
    expect(first?.learner).toMatchObject({ login: expect.stringMatching(/^learner-0/) });
  });

  it("leaves to be read in the submission what was written, also once it is marked", async () => {
    const { call, post, next, submissions } = await twoTexts();
    const [submission] = submissions;
    const ofSubmission = `/v1/submissions/${submission?.submissionId}`;
    const written = async (who: object) => {
      const { json } = await call({ path: ofSubmission, ...who });
      return SubmissionView.parse(json).outcomes.flatMap(({ answer }) => answer ?? []);
    };
    const texts = ["Traffic is uneven (1).", "Because."];

    expect([await written({}), await written(assistant)]).toEqual([texts, texts]);
    const first = await next();
    const seenGrade = first?.gradeId ?? "";
    await post(`${path}/${first?.place}/marks`, { criterion: "essay", level: 1, seenGrade });
    expect(await written(assistant)).toEqual(texts);
  });

  it("tells how many wait, until they are marked", async () => {
    const { call, next, post } = await twoTexts();
    const left = async (query: Record<string, string> = {}) => {
      const { json } = await call({ path, query, ...assistant });
      return getUnmarked.answer.parse(json).left;
    };
    const first = await next();
    if (!first) throw new Error("there is a text");

    expect(await left({ after: first.place })).toBe(2);
    let seenGrade = first.gradeId;
    for (const { criterion } of first.criteria) {
      await post(`${path}/${first.place}/marks`, { criterion, level: 1, seenGrade });
      seenGrade = (await next())?.gradeId ?? "";
    }
    expect(await left()).toBe(1);
  });

  it("tells nothing of whose it is when names are hidden", async () => {
    const { next } = await twoTexts();

    const shown = await next({ hideNames: "true" });

    expect(shown?.gradeId).toMatch(/^grd_/);
    expect(JSON.stringify(shown)).not.toMatch(/learner-0|lrn_|sub_|00000000000[12]\b.build/);
    expect(shown).not.toHaveProperty("submissionId");
  });

  it("is not for learners, nor for staff of others, and takes no other place", async () => {
    const { call } = await twoTexts();

    const learner = await call({ path });
    const stranger = await call({ path, login: "instructor-02", groups: "[instructor]" });
    const other = await call({ path, ...instructor, query: { after: "../x" } });

    expect(learner.statusCode).toBe(403);
    expect(stranger.statusCode).toBe(404);
    expect(Problem.parse(other.json)).toMatchObject({ status: 400, path: "query.after" });
  });
});

describe("marking a text", () => {
  it("gives the points of the level; with nothing left the submission is graded", async () => {
    const { submissions, post, table } = await twoTexts();
    const [{ submissionId, effectiveGrade } = { submissionId: "", effectiveGrade: "" }] =
      submissions;
    const to = `/v1/submissions/${submissionId}/marks`;

    const essayMarked = await post(to, {
      ...{ criterion: "essay", level: 2, comment: "And how much traffic?" },
      seenGrade: effectiveGrade,
    });
    const half = SubmissionView.parse(essayMarked.json);
    const noteMarked = await post(to, {
      ...{ criterion: "note", level: 1, seenGrade: half.grade?.gradeId },
    });

    expect(half).toMatchObject({ state: "graded", points: 12.5 });
    expect(half.outcomes.find(({ criterion }) => criterion === "essay")).toMatchObject({
      outcome: "partly",
      points: 2.5,
      decided: { by: "mark", level: 2, note: "And how much traffic?", who: "assistant-01" },
    });
    expect(SubmissionView.parse(noteMarked.json)).toMatchObject({ state: "graded", points: 8.5 });
    expect(await table.get(CellRecord, { cohortId, assignmentId, learnerId })).toMatchObject({
      points: "17/2",
    });
    expect(await brokenInvariants(table)).toEqual([]);
  });

  it("marks by place without naming anybody, and the next one follows", async () => {
    const { next, post, table } = await twoTexts();
    const first = await next({ hideNames: "true" });
    const to = `${path}/${first?.place}/marks`;

    const one = await post(to, { criterion: "essay", level: 3, seenGrade: first?.gradeId });
    const again = await next({ hideNames: "true" });
    const other = await post(to, { criterion: "note", level: 3, seenGrade: again?.gradeId });
    const following = await next({ hideNames: "true" });

    expect(markAtPlace.answer.parse(one.json)).toMatchObject({ left: ["note"], state: "graded" });
    expect(again).toMatchObject({ place: first?.place, criteria: [{ criterion: "note" }] });
    expect(markAtPlace.answer.parse(other.json)).toMatchObject({ left: [], state: "graded" });
    expect(JSON.stringify([one.json, other.json])).not.toMatch(/lrn_|sub_/);
    expect(following?.place).not.toBe(first?.place);
    expect(await brokenInvariants(table)).toEqual([]);
  });

  it("tells the second of two who mark the same text, and keeps the first mark", async () => {
    const { next, post } = await twoTexts();
    const first = await next();
    const to = `/v1/submissions/${first?.submissionId}/marks`;

    const won = await post(to, { criterion: "essay", level: 3, seenGrade: first?.gradeId });
    const lost = await post(to, { criterion: "essay", level: 1, seenGrade: first?.gradeId });

    expect(won.statusCode).toBe(200);
    expect(Problem.parse(lost.json)).toMatchObject({
      code: "grade.changed",
      params: { cause: "marked", by: "assistant-01" },
    });
  });

  it.each([
    [{ criterion: "protected", level: 1 }, 422, "mark.not_written", "body.criterion"],
    [{ criterion: "essay", level: 4 }, 422, "mark.level_unknown", "body.level"],
    [{ criterion: "essay", level: 0 }, 400, "request.invalid", "body.level"],
  ])("refuses %j with %i %s", async (body, status, code, at) => {
    const { next, post } = await twoTexts();
    const first = await next();

    const { statusCode, json } = await post(`/v1/submissions/${first?.submissionId}/marks`, {
      ...body,
      seenGrade: first?.gradeId,
    });

    expect(statusCode).toBe(status);
    expect(Problem.parse(json)).toMatchObject({ code, path: at });
  });
});
