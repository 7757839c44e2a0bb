import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { AssignmentChangeRecord } from "@lab-grader/core/cohorts/change-assignment";
import { CohortAssignmentRecord } from "@lab-grader/core/cohorts/cohort-assignment";
import { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { Problem } from "@lab-grader/core/contracts/http";
import { LabVersionRecord } from "@lab-grader/core/lab/lab-version";
import { describe, expect, it } from "vitest";
import { labDigest, testIds, testTime } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const { cohortId, assignmentId } = testIds;
const path = `/v1/cohorts/${cohortId}/assignments`;
const request = {
  lab: "test-lab",
  labVersion: "1.0.0",
  opensAt: "2026-03-01T08:00:00+01:00",
  dueAt: "2026-03-08T23:59:00+01:00",
  closesAt: "2026-03-10T23:59:00+01:00",
  timeZone: "Europe/Berlin",
};

async function anApi() {
  const api = await aTestApi();
  await api.table.put(LabVersionRecord, {
    ...{ labId: "test-lab", version: "1.0.0", digest: labDigest },
    ...{ publishedAt: "2026-01-01T00:00:00.000Z", publishedBy: "instructor-01" },
  });
  const create = (body: object, who: object = instructor, key = "key-1") =>
    api.call({
      ...{ method: "POST", path, headers: { "idempotency-key": key } },
      ...{ body: JSON.stringify(body), ...who },
    });
  const change = (body: object, who: object = instructor) =>
    api.call({
      ...{ method: "PATCH", path: `/v1/assignments/${assignmentId}` },
      ...{ body: JSON.stringify(body), ...who },
    });
  return { ...api, create, change };
}

const problemOf = ({ statusCode, json }: { statusCode?: number | undefined; json: unknown }) => {
  const { code, path: place } = Problem.parse(json);
  return [statusCode, code, place];
};

describe("POST assignments", () => {
  it("gives a version of a lab, in UTC, and makes it a column", async () => {
    const { create, table } = await anApi();

    const { statusCode, json, headers } = await create(request);

    const view = AssignmentView.parse(json);
    expect(statusCode).toBe(201);
    expect(headers).toMatchObject({ location: `/v1/assignments/${view.assignmentId}` });
    expect(view).toMatchObject({
      ...{ version: 1, title: "A lab for tests", maxPoints: 6, passAt: 70, keep: "best" },
      opensAt: "2026-03-01T07:00:00.000Z",
      dueAt: "2026-03-08T22:59:00.000Z",
      timeZone: "Europe/Berlin",
      ...{ hints: "off", blockedFeedback: "full", release: "released" },
    });
    const column = { cohortId, assignmentId: view.assignmentId };
    expect(await table.get(CohortAssignmentRecord, column)).toMatchObject({ version: 1 });
    const { items } = await table.listDue({ dueBefore: "9999-12-31T00:00:00.000Z", limit: 5 });
    expect(items).toEqual([]);
  });

  it("makes one assignment of the same request sent twice", async () => {
    const { create } = await anApi();
    const first = await create(request);

    const second = await create(request);

    expect(second.statusCode).toBe(200);
    expect(second.json).toEqual(first.json);
  });

  it("keeps back what a blocked submission shows, where attempts are limited", async () => {
    const { create } = await anApi();

    const { json } = await create({ ...request, attemptLimit: 3 });

    expect(json).toMatchObject({ attemptLimit: 3, blockedFeedback: "unknownOnly" });
  });

  it.each<[string, object, number, string, string]>([
    [
      "another body under the same key",
      { title: "Other" },
      422,
      "assignment.key_reused",
      "header.idempotency-key",
    ],
    [
      "a time without a zone",
      { dueAt: "2026-03-08T23:59:00" },
      400,
      "request.invalid",
      "body.dueAt",
    ],
    ["an unknown zone", { timeZone: "Europe/Bielefeld" }, 400, "request.invalid", "body.timeZone"],
    ["an offset as zone", { timeZone: "+02:00" }, 400, "request.invalid", "body.timeZone"],
    [
      "due before it opens",
      { dueAt: "2026-02-01T00:00:00Z" },
      422,
      "dates.out_of_order",
      "body.dueAt",
    ],
    [
      "closed before it is due",
      { closesAt: "2026-03-02T00:00:00Z" },
      422,
      "dates.out_of_order",
      "body.closesAt",
    ],
    [
      "longer than the cohort",
      { closesAt: "2028-01-01T00:00:00Z" },
      422,
      "assignment.after_cohort",
      "body.closesAt",
    ],
    [
      "a version that is not there",
      { labVersion: "9.9.9" },
      422,
      "assignment.lab_unknown",
      "body.labVersion",
    ],
    [
      "a variable that is not there",
      { variables: { colour: "red" } },
      422,
      "assignment.variable_unknown",
      "body.variables.colour",
    ],
    [
      "a region that is none",
      { variables: { region: "moon" } },
      422,
      "assignment.variables_invalid",
      "body.variables",
    ],
    [
      "a negative penalty",
      {
        latePolicy: {
          percentPerInterval: -1,
          intervalSeconds: 86_400,
          graceSeconds: 0,
          floorPercent: 0,
        },
      },
      400,
      "request.invalid",
      "body.latePolicy.percentPerInterval",
    ],
    ["a misspelt rule", { lateness: {} }, 400, "request.invalid", "body.lateness"],
  ])("refuses %s", async (_, values, status, code, place) => {
    const { create } = await anApi();
    await create(request);
    const key = code === "assignment.key_reused" ? "key-1" : "key-2";

    const answer = await create({ ...request, ...values }, instructor, key);

    expect(problemOf(answer)).toEqual([status, code, place]);
  });

  it.each([
    ["an instructor of another cohort", { login: "instructor-02", groups: "[instructor]" }, 404],
    ["a learner", {}, 403],
  ])("is not for %s", async (_, who, status) => {
    const { create } = await anApi();

    expect((await create(request, who)).statusCode).toBe(status);
  });
});

describe("GET assignment", () => {
  it("tells a learner what holds for them", async () => {
    const { call } = await anApi();

    const { json } = await call({ path: `/v1/assignments/${assignmentId}` });

    const view = AssignmentView.parse(json);
    expect(view.own).toEqual({
      ...{ dueAt: view.dueAt, closesAt: view.closesAt, isExcused: false },
      lateTokens: { spentHere: 0, most: 0, left: 0, budget: 0 },
    });
    expect(view).not.toHaveProperty("labDigest");
  });

  it("does not name a hidden criterion that is on hold to learners", async () => {
    const { call, table } = await anApi();
    const assignment = await table.get(AssignmentRecord, testIds);
    if (!assignment) throw new Error("no assignment");
    const holds = ["build.also-protected", "build.protected"].map((criterion) => ({
      ...{ criterion, by: "instructor-01", at: testTime, reason: "it is wrong" },
    }));
    await table.put(AssignmentRecord, { ...assignment, holds });
    const heldFor = async (who: object) => {
      const { json } = await call({ path: `/v1/assignments/${assignmentId}`, ...who });
      return AssignmentView.parse(json).holds.map(({ criterion }) => criterion);
    };

    expect(await heldFor({})).toEqual(["build.protected"]);
    expect(await heldFor(instructor)).toHaveLength(2);
  });

  it("is not there for strangers", async () => {
    const { call } = await anApi();

    const answer = await call({ path: `/v1/assignments/${assignmentId}`, login: "learner-03" });

    expect(problemOf(answer)).toEqual([404, "assignment.not_found", undefined]);
  });
});

describe("PATCH assignment", () => {
  const dueAt = "2026-06-01T00:00:00.000Z";

  it("moves a date, its column with it, and starts the folding of all cells", async () => {
    const { change, table, sent } = await anApi();

    const { statusCode, json } = await change({ version: 1, dueAt });

    const { refoldJobId, version } = AssignmentView.parse(json);
    expect([statusCode, version]).toEqual([200, 2]);
    expect(await table.get(CohortAssignmentRecord, testIds)).toMatchObject({ dueAt, version: 2 });
    expect(sent).toEqual([{ kind: "job", jobId: refoldJobId }]);
    expect(await table.get(AssignmentChangeRecord, testIds)).not.toHaveProperty("dueAt");
  });

  it("changes nothing where nothing is said", async () => {
    const { change, sent } = await anApi();

    expect((await change({ version: 1 })).json).toMatchObject({ version: 1 });
    expect(sent).toEqual([]);
  });

  it("takes a rule away with null", async () => {
    const { change, table } = await anApi();
    await change({ version: 1, attemptLimit: 3 });

    await change({ version: 2, attemptLimit: null });

    expect(await table.get(AssignmentRecord, testIds)).not.toHaveProperty("attemptLimit");
  });

  it("shows both to the second of two people", async () => {
    const { change } = await anApi();
    await change({ version: 1, dueAt });

    const answer = await change({ version: 1, dueAt: "2026-07-01T00:00:00Z" });

    expect(problemOf(answer)).toEqual([409, "assignment.changed", "body.version"]);
    expect(Problem.parse(answer.json).params).toMatchObject({ seen: 1, version: 2, dueAt });
  });

  it.each([
    ["a due date after the end", { dueAt: "2027-06-01T00:00:00Z" }, 422, "dates.out_of_order"],
    ["no version", { version: undefined, dueAt }, 400, "request.invalid"],
    ["another lab", { lab: "other-lab" }, 400, "request.invalid"],
  ])("refuses %s", async (_, values, status, code) => {
    const { change } = await anApi();

    const answer = await change({ version: 1, ...values });

    expect(problemOf(answer).slice(0, 2)).toEqual([status, code]);
  });

  it.each([
    ["an instructor of another cohort", { login: "instructor-02", groups: "[instructor]" }, 404],
    ["a learner", {}, 403],
  ])("is not for %s", async (_, who, status) => {
    const { change } = await anApi();

    expect((await change({ version: 1, dueAt }, who)).statusCode).toBe(status);
  });
});
