import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { HintsView } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { Problem, SubmissionSummary } from "@lab-grader/core/contracts/http";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { claimSubmission } from "@lab-grader/core/submissions/claim-submission";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aCohort, aSubmission } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { labDigest, testIds, testTime, testTimings } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

const problemOf = ({ statusCode, json }: { statusCode?: number | undefined; json: unknown }) => {
  const { code, path } = Problem.parse(json);
  return [statusCode, code, path];
};

describe("POST cancel", () => {
  const { submissionId } = aSubmission();

  async function anApi(values: Partial<Submission> = {}) {
    const api = await aTestApi();
    await api.table.put(SubmissionRecord, aSubmission({ labDigest, dueAt: testTime, ...values }));
    const cancel = (who: object = {}) =>
      api.call({ method: "POST", path: `/v1/submissions/${submissionId}/cancel`, ...who });
    return { ...api, cancel };
  }

  it.each([
    ["queued", {}],
    ["waiting for AWS", { state: "waiting" as const, notBefore: testTime, claim: 1 }],
  ])("takes back what is %s, with its cell, and uses no attempt", async (_, values) => {
    const { cancel, table } = await anApi(values);

    const { statusCode, json } = await cancel();

    expect(statusCode).toBe(200);
    expect(SubmissionSummary.parse(json)).toMatchObject({ state: "canceled", counts: false });
    expect(await table.get(CellRecord, testIds)).toMatchObject({
      stages: { build: { attempts: 0, latest: { state: "canceled" } } },
    });
    const { items } = await table.listDue({ dueBefore: "9999-12-31T00:00:00.000Z", limit: 5 });
    expect(items).toEqual([]);
  });

  it("is done once, however often it is asked", async () => {
    const { cancel, table } = await anApi();
    const first = await cancel();

    const second = await cancel(instructor);

    expect([second.statusCode, second.json]).toEqual([200, first.json]);
    expect(await table.get(CellRecord, testIds)).toMatchObject({ version: 1 });
  });

  it("is not for assistants, who only read and mark", async () => {
    const { cancel, table } = await anApi();
    await table.put(
      CohortRecord,
      aCohort({
        staff: [
          { login: "instructor-01", role: "instructor" },
          { login: "assistant-01", role: "assistant" },
        ],
      }),
    );

    const answer = await cancel({ login: "assistant-01", groups: "[instructor]" });

    expect(problemOf(answer)).toEqual([403, "cohort.role_too_small", undefined]);
    expect(await table.get(SubmissionRecord, aSubmission())).toMatchObject({ state: "queued" });
  });

  it("leaves nothing to grade to the message that is on its way", async () => {
    const { cancel, table } = await anApi();
    await cancel();

    const claim = await claimSubmission(
      { submissionId, deadline: testTime },
      { table, now: () => testTime, timings: testTimings },
    );

    expect(claim.status).toBe("closed");
  });

  it.each(["grading", "graded", "failed"] as const)("refuses what is %s", async (state) => {
    const { cancel } = await anApi({ state });

    const answer = await cancel();

    expect(problemOf(answer)).toEqual([409, "submission.not_cancelable", undefined]);
    expect(Problem.parse(answer.json).params).toEqual({ state });
  });

  it.each([
    ["another learner", { login: "learner-02" }],
    ["an instructor of another cohort", { login: "instructor-02", groups: "[instructor]" }],
  ])("is not there for %s", async (_, who) => {
    const { cancel, table } = await anApi();

    expect(problemOf(await cancel(who))).toEqual([404, "submission.not_found", undefined]);
    expect(await table.get(SubmissionRecord, aSubmission())).toMatchObject({ state: "queued" });
  });
});

describe("POST hints", () => {
  async function anApi(
    assignment: Parameters<typeof aTestApi>[0] & object = {
      assignment: { hints: "one_per_attempt" },
    },
    values: Partial<Submission> = {},
  ) {
    const api = await aTestApi(assignment);
    const { submissionId } = await store(api.table, { isProtected: false }, values);
    const take = (number: number, criterion = "protected", who: object = {}) =>
      api.call({
        ...{ method: "POST", path: `/v1/submissions/${submissionId}/hints` },
        ...{ body: JSON.stringify({ criterion, number }), ...who },
      });
    return { ...api, take };
  }

  it("shows one for each attempt, and the same one again for nothing", async () => {
    const { take } = await anApi();

    const [first, again] = [await take(1), await take(1)];

    expect(HintsView.parse(first.json)).toEqual({
      ...{ criterion: "protected", of: 2, left: 0 },
      hints: ["Look at what can be switched on."],
    });
    expect(again.json).toEqual(first.json);
    expect(problemOf(await take(2))).toEqual([409, "hints.after_attempt", "body.number"]);
  });

  it("shows the next one after the next attempt", async () => {
    const { take, table } = await anApi();
    await take(1);
    await store(table, { isProtected: false }, { number: 2 });

    const { json } = await take(2);

    expect(HintsView.parse(json)).toMatchObject({ of: 2, left: 0 });
    expect(HintsView.parse(json).hints).toHaveLength(2);
  });

  it("takes one of two that come at once", async () => {
    const { take } = await anApi({ assignment: { hints: "free" } });

    const both = await Promise.all([take(1), take(1)]);

    expect(both.map(({ json }) => HintsView.parse(json).hints.length)).toEqual([1, 1]);
    expect(problemOf(await take(3))).toEqual([409, "hints.none", "body.number"]);
  });

  it.each<[string, "off" | "free", number, string, number, string]>([
    ["where hints are off", "off", 1, "protected", 409, "hints.off"],
    ["before the one before", "free", 2, "protected", 422, "hints.out_of_order"],
    ["of what is met", "free", 1, "table", 409, "hints.not_needed"],
    ["of a hidden criterion", "free", 1, "also-protected", 409, "hints.not_needed"],
    ["of no criterion", "free", 1, "nothing", 409, "hints.not_needed"],
    ["of no number", "free", 0, "protected", 400, "request.invalid"],
  ])("refuses one %s", async (_, hints, number, criterion, status, code) => {
    const { take } = await anApi({ assignment: { hints } });

    expect(problemOf(await take(number, criterion)).slice(0, 2)).toEqual([status, code]);
  });

  it("tells nothing of a blocked submission that shows only what is unknown", async () => {
    const { take } = await anApi(
      { assignment: { hints: "free", blockedFeedback: "unknownOnly" } },
      { state: "blocked", counts: false },
    );

    expect(problemOf(await take(1)).slice(0, 2)).toEqual([409, "hints.not_needed"]);
  });

  it("is for the learner alone", async () => {
    const { take } = await anApi();

    expect((await take(1, "protected", { login: "learner-02" })).statusCode).toBe(404);
    expect((await take(1, "protected", instructor)).statusCode).toBe(403);
  });
});
