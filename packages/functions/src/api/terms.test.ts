import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { LateTokenBalance } from "@lab-grader/core/contracts/endpoints/assignments";
import { TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { Problem } from "@lab-grader/core/contracts/http";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { aCohort } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { testIds } from "../testing.ts";
import { aTestApi, instructor, store } from "./testing.ts";

const { assignmentId, learnerId, cohortId } = testIds;
const path = `/v1/assignments/${assignmentId}/learners/${learnerId}/terms`;
const assistant = { login: "assistant-01", groups: "[instructor]" };
const dueAt = "2026-02-27T12:00:00.000Z";
const late = {
  dueAt,
  closesAt: "2026-12-01T00:00:00.000Z",
  latePolicy: {
    ...{ percentPerInterval: 10, intervalSeconds: 86_400, graceSeconds: 0, floorPercent: 0 },
    tokens: 2,
  },
};

/** A submission that is two days late: 5 of 6 points before lateness. */
async function aLateApi(lateTokens = 3) {
  const api = await aTestApi({ assignment: late });
  const staff = [
    { login: "instructor-01", role: "instructor" as const },
    { login: "assistant-01", role: "assistant" as const },
  ];
  await api.table.put(CohortRecord, aCohort({ staff, lateTokens }));
  await store(api.table, { isProtected: true }, { submittedAt: "2026-03-01T12:00:00.000Z" });
  const set = (body: object, who: object = instructor) =>
    api.call({
      ...{ method: "PUT", path, body: JSON.stringify({ version: 0, reason: "ill", ...body }) },
      ...who,
    });
  const spend = (count: number, who: object = {}) =>
    api.call({
      ...{ method: "POST", path: `/v1/assignments/${assignmentId}/late-tokens` },
      ...{ body: JSON.stringify({ count }), ...who },
    });
  const cell = () => api.table.get(CellRecord, { cohortId, assignmentId, learnerId });
  return { ...api, set, spend, cell };
}

const problemOf = ({ statusCode, json }: { statusCode?: number | undefined; json: unknown }) => {
  const { code, path: place } = Problem.parse(json);
  return [statusCode, code, place];
};
const extension = { dueAt: "2026-03-05T00:00:00.000Z" };

describe("PUT terms", () => {
  it("gives an extension, and the cell follows at once", async () => {
    const { set, cell, table } = await aLateApi();

    const { statusCode, json } = await set({ extension, extraAttempts: 1 });

    expect(statusCode).toBe(200);
    expect(TermsView.parse(json)).toMatchObject({
      ...{ version: 1, login: "learner-01", terms: { extension, extraAttempts: 1 } },
      effective: { dueAt: extension.dueAt, closesAt: late.closesAt },
      history: [{ version: 1, by: "instructor-01", reason: "ill" }],
    });
    expect(await cell()).toMatchObject({ points: "6", termsVersion: 1 });
    const { items } = await table.listDue({ dueBefore: "9999-12-31T00:00:00.000Z", limit: 5 });
    expect(items).toEqual([]);
  });

  it("takes back what is left out, and keeps the chain of decisions", async () => {
    const { set, cell, table } = await aLateApi();
    await set({ extension, isExcused: true });

    const { json } = await set({ version: 1, reason: "was a mistake" });

    const { version, terms, history } = TermsView.parse(json);
    expect([version, terms]).toEqual([2, {}]);
    expect(history.map(({ reason }) => reason)).toEqual(["was a mistake", "ill"]);
    expect(await cell()).toMatchObject({ points: "24/5" });
    expect((await newestTerms(testIds, table))?.previousHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("excuses a learner who has submitted nothing", async () => {
    const { call, table } = await aLateApi();
    const other = testIds.otherLearnerId;

    await call({
      ...{ method: "PUT", ...instructor },
      path: `/v1/assignments/${assignmentId}/learners/${other}/terms`,
      body: JSON.stringify({ version: 0, reason: "ill", isExcused: true }),
    });

    const cell = await table.get(CellRecord, { cohortId, assignmentId, learnerId: other });
    expect(cell).toMatchObject({ stages: {}, terms: { excused: true } });
  });

  it("shows what is there to the second of two people, and keeps it", async () => {
    const { set, table } = await aLateApi();
    await set({ extension, reason: "the first" });

    const answer = await set({ isExcused: true, reason: "the second" });

    expect(problemOf(answer)).toEqual([409, "terms.changed", "body.version"]);
    expect(Problem.parse(answer.json).params).toMatchObject({
      ...{ seen: 0, version: 1, by: "instructor-01", reason: "the first" },
    });
    expect(await newestTerms(testIds, table)).toMatchObject({ version: 1, extension });
  });

  it.each<[string, object, number, string, string | undefined]>([
    ["no reason", { reason: " " }, 400, "request.invalid", "body.reason"],
    [
      "an extension without a zone",
      { extension: { dueAt: "2026-03-05T00:00:00" } },
      400,
      "request.invalid",
      "body.extension.dueAt",
    ],
    [
      "an extension that takes time",
      { extension: { dueAt } },
      422,
      "terms.extension_too_early",
      "body.extension.dueAt",
    ],
    [
      "an end before the due date",
      { extension: { ...extension, closesAt: "2026-03-04T00:00:00Z" } },
      422,
      "dates.out_of_order",
      "body.extension.closesAt",
    ],
    [
      "an override, which is another operation's",
      { override: { points: "3" } },
      400,
      "request.invalid",
      "body.override",
    ],
  ])("refuses %s", async (_, body, status, code, place) => {
    const { set, table } = await aLateApi();

    expect(problemOf(await set(body))).toEqual([status, code, place]);
    expect(await newestTerms(testIds, table)).toBeUndefined();
  });

  it.each([
    ["an assistant", assistant, 403, "cohort.role_too_small"],
    [
      "an instructor of another cohort",
      { login: "instructor-02", groups: "[instructor]" },
      404,
      "assignment.not_found",
    ],
    ["the learner", {}, 403, "auth.forbidden"],
  ])("is not for %s", async (_, who, status, code) => {
    const { set } = await aLateApi();

    expect(problemOf(await set({ isExcused: true }, who)).slice(0, 2)).toEqual([status, code]);
  });

  it("knows only learners of the cohort", async () => {
    const { call } = await aLateApi();
    const at = (id: string) => `/v1/assignments/${assignmentId}/learners/${id}/terms`;

    for (const id of ["lrn_000000000003", "nonsense"])
      expect(problemOf(await call({ path: at(id), ...instructor })).slice(0, 2)).toEqual([
        ...[404, "learner.not_found"],
      ]);
  });
});

describe("GET terms", () => {
  it("is empty where nothing was decided, also for an assistant", async () => {
    const { call } = await aLateApi();

    const { json } = await call({ path, ...assistant });

    expect(TermsView.parse(json)).toMatchObject({ version: 0, terms: {}, history: [] });
  });
});

describe("POST late tokens", () => {
  it("spends them, and the cell follows", async () => {
    const { spend, cell } = await aLateApi();

    const { statusCode, json } = await spend(1);

    expect(statusCode).toBe(200);
    expect(LateTokenBalance.parse(json)).toEqual({ spentHere: 1, most: 2, left: 2, budget: 3 });
    expect(await cell()).toMatchObject({ points: "27/5" });
  });

  it("spends none when the button is pressed twice, also at once", async () => {
    const { spend, cell } = await aLateApi();

    await Promise.all([spend(1), spend(1), spend(2)]);
    const { json } = await spend(2);

    expect(json).toMatchObject({ spentHere: 2, left: 1 });
    expect(await cell()).toMatchObject({ points: "6", terms: { lateTokens: 2 } });
  });

  it("keeps what an instructor decides beside them", async () => {
    const { spend, set, table } = await aLateApi();
    await spend(1);

    await set({ version: 1, extraAttempts: 2 });

    expect(await newestTerms(testIds, table)).toMatchObject({ lateTokens: 1, extraAttempts: 2 });
  });

  it.each([
    ["more than the assignment takes", 3, 3, "late_tokens.not_here"],
    ["more than are left", 1, 2, "late_tokens.used_up"],
  ])("refuses %s", async (_, budget, count, code) => {
    const { spend } = await aLateApi(budget);

    expect(problemOf(await spend(count))).toEqual([409, code, "body.count"]);
  });

  it("does not give any back", async () => {
    const { spend } = await aLateApi();
    await spend(2);

    expect(problemOf(await spend(1))).toEqual([409, "late_tokens.spent", "body.count"]);
  });

  it("is for the cohort's learners only", async () => {
    const { spend } = await aLateApi();

    expect((await spend(1, instructor)).statusCode).toBe(403);
    expect((await spend(1, { login: "learner-03" })).statusCode).toBe(404);
  });
});
