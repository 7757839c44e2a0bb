import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { StaffCohortRecord } from "@lab-grader/core/cohorts/staff-cohort";
import { CohortView } from "@lab-grader/core/contracts/endpoints/cohorts";
import { Problem } from "@lab-grader/core/contracts/http";
import { aCohort } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { testIds, testTime } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const path = `/v1/cohorts/${testIds.cohortId}`;
const assistant = { login: "assistant-01", groups: "[instructor]" };
const dates = { startsAt: "2026-09-01T00:00:00+02:00", endsAt: "2026-12-31T00:00:00Z" };

async function aCohortApi() {
  const world = await aTestApi();
  const staff = [
    { login: "instructor-01", role: "instructor" as const },
    { login: "assistant-01", role: "assistant" as const },
  ];
  await world.table.put(CohortRecord, aCohort({ staff }));
  await world.table.put(StaffCohortRecord, { ...assistant, cohortId: testIds.cohortId });
  const send = (method: string, at: string, body?: object, who: object = instructor) =>
    world.call({
      ...{ method, path: at, ...who },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const refused = async (...request: Parameters<typeof send>) => {
    const { statusCode, json } = await send(...request);
    const { code, path: where } = Problem.parse(json);
    return [statusCode, code, where];
  };
  return { ...world, send, refused };
}

describe("cohorts", () => {
  it("makes a cohort whose first instructor is who made it, and lists it for them alone", async () => {
    const { send } = await aCohortApi();

    const made = await send("POST", "/v1/cohorts", { name: "autumn", ...dates, lateTokens: 3 });

    const { cohortId, ...cohort } = CohortView.parse(made.json);
    expect(made.statusCode).toBe(201);
    expect(made.headers.location).toBe(`/v1/cohorts/${cohortId}`);
    expect(cohort).toEqual({
      name: "autumn",
      version: 1,
      staff: [{ login: "instructor-01", role: "instructor" }],
      startsAt: "2026-08-31T22:00:00.000Z",
      endsAt: "2026-12-31T00:00:00.000Z",
      lateTokens: 3,
    });
    const own = await send("GET", "/v1/cohorts");
    const others = await send("GET", "/v1/cohorts", undefined, {
      login: "instructor-02",
      groups: "[instructor]",
    });
    expect(JSON.stringify(own.json)).toContain(cohortId);
    expect(JSON.stringify(others.json)).not.toContain(cohortId);
  });

  it.each([
    [{ startsAt: "2026-09-01T00:00:00" }, "request.invalid", "body.startsAt"],
    [{ endsAt: "31.12.2026" }, "request.invalid", "body.endsAt"],
    [{ endsAt: "2026-08-31T21:59:59Z" }, "dates.out_of_order", "body.endsAt"],
    [{ name: "  " }, "request.invalid", "body.name"],
    [{ lateTokens: 1.5 }, "request.invalid", "body.lateTokens"],
  ])("refuses a cohort with %j", async (values, code, where) => {
    const { refused } = await aCohortApi();

    expect(await refused("POST", "/v1/cohorts", { name: "a", ...dates, ...values })).toEqual([
      code === "request.invalid" ? 400 : 422,
      code,
      where,
    ]);
  });

  it("changes what is said and keeps the rest", async () => {
    const { send } = await aCohortApi();
    await send("PATCH", path, { version: 1, lateTokens: 2 });

    const renamed = await send("PATCH", path, { version: 2, name: "spring" });
    const without = await send("PATCH", path, { version: 3, lateTokens: null });

    expect(renamed.json).toMatchObject({ name: "spring", version: 3, lateTokens: 2 });
    expect(without.json).not.toHaveProperty("lateTokens");
  });

  it("lets one of two win who change it at once, and tells the other what is there", async () => {
    const { send, table } = await aCohortApi();

    const both = await Promise.all([
      send("PATCH", path, { version: 1, name: "one" }),
      send("PATCH", path, { version: 1, name: "other" }),
    ]);

    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    const lost = both.find(({ statusCode }) => statusCode === 409);
    expect(Problem.parse(lost?.json)).toMatchObject({
      code: "cohort.changed",
      params: { version: 2 },
    });
    expect((await table.get(CohortRecord, testIds))?.version).toBe(2);
  });

  it("is not there for somebody else's instructor, and all there for an admin", async () => {
    const { send, refused } = await aCohortApi();
    const other = { login: "instructor-02", groups: "[instructor]" };

    expect(await refused("GET", path, undefined, other)).toEqual([
      404,
      "cohort.not_found",
      undefined,
    ]);
    expect(await refused("GET", "/v1/cohorts/coh_1")).toEqual([404, "cohort.not_found", undefined]);
    const admin = { login: "admin-01", groups: "[admin]" };
    expect((await send("PATCH", path, { version: 1, name: "a" }, admin)).statusCode).toBe(200);
  });

  it.each([
    ["PATCH", "", { version: 1, name: "mine" }],
    ["PUT", "/staff", { version: 1, staff: [{ login: "assistant-01", role: "instructor" }] }],
    ["POST", "/join-link", { expiresAt: "2027-01-01T00:00:00Z", largestUses: 1 }],
    ["DELETE", "/join-link", undefined],
    ["POST", "/roster", { csv: "login\na", dryRun: true }],
    ["POST", "/learners", { login: "a" }],
    ["POST", `/learners/${testIds.learnerId}/drop`, undefined],
  ])("lets assistants read, and not %s %s", async (method, below, body) => {
    const { send, refused } = await aCohortApi();

    expect((await send("GET", path, undefined, assistant)).statusCode).toBe(200);
    expect(await refused(method, `${path}${below}`, body, assistant)).toEqual([
      403,
      "cohort.role_too_small",
      undefined,
    ]);
  });
});

describe("the staff of a cohort", () => {
  it("is put as a whole, and finds the cohort from then on", async () => {
    const { send, refused } = await aCohortApi();
    const added = { login: "instructor-03", role: "instructor" };

    const answer = await send("PUT", `${path}/staff`, { version: 1, staff: [added] });

    expect(answer.json).toMatchObject({ version: 2, staff: [added] });
    const who = { login: "instructor-03", groups: "[instructor]" };
    expect((await send("GET", "/v1/cohorts", undefined, who)).json).toMatchObject({
      cohorts: [{ cohortId: testIds.cohortId, role: "instructor" }],
    });
    expect(await refused("GET", path)).toEqual([404, "cohort.not_found", undefined]);
  });

  it.each([
    ["cohort.instructor_missing", []],
    ["cohort.instructor_missing", [{ login: "assistant-01", role: "assistant" }]],
    [
      "cohort.staff_twice",
      [
        { login: "instructor-01", role: "instructor" },
        { login: "instructor-01", role: "assistant" },
      ],
    ],
  ])("is refused as %s where it is %j", async (code, staff) => {
    const { refused } = await aCohortApi();

    expect(await refused("PUT", `${path}/staff`, { version: 1, staff })).toEqual([
      422,
      code,
      "body.staff",
    ]);
  });
});

describe("the join link of a cohort", () => {
  const learner = { login: "learner-09", groups: "[learner]" };
  const wanted = { expiresAt: "2026-03-02T00:00:00Z", largestUses: 1 };

  async function aLink(values: object = {}) {
    const world = await aCohortApi();
    const make = async () => {
      const { json } = await world.send("POST", `${path}/join-link`, { ...wanted, ...values });
      return String(Object.entries(json ?? {}).find(([name]) => name === "token")?.[1]);
    };
    const token = await make();
    return { ...world, make, token };
  }

  it("enrols who signs in with it, once, and counts that", async () => {
    const { send, token, items } = await aLink();

    const joined = await send("POST", "/v1/join", { token }, learner);
    const again = await send("POST", "/v1/join", { token }, learner);

    expect(joined.json).toEqual({ status: "joined", cohortId: testIds.cohortId, name: "demo" });
    expect(again.json).toMatchObject({ status: "already" });
    expect((await send("GET", path)).json).toMatchObject({ joinLink: { uses: 1, largestUses: 1 } });
    expect((await send("GET", "/v1/assignments", undefined, learner)).json).toMatchObject({
      assignments: [{ assignmentId: testIds.assignmentId }],
    });
    expect(JSON.stringify([...items.values()])).not.toContain(token);
  });

  it("ends when it is used up, replaced or revoked", async () => {
    const { send, refused, token, make } = await aLink();
    await send("POST", "/v1/join", { token }, learner);
    const late = { login: "learner-10", groups: "[learner]" };

    expect(await refused("POST", "/v1/join", { token }, late)).toEqual([
      409,
      "join.full",
      undefined,
    ]);
    const next = await make();
    expect(await refused("POST", "/v1/join", { token }, late)).toEqual([
      404,
      "join.unknown",
      "body.token",
    ]);
    await send("DELETE", `${path}/join-link`);
    expect(await refused("POST", "/v1/join", { token: next }, late)).toEqual([
      409,
      "join.ended",
      undefined,
    ]);
  });

  it("brings nobody back who was dropped", async () => {
    const { send, refused, token } = await aLink();
    await send("POST", `${path}/learners/${testIds.learnerId}/drop`);

    expect(
      await refused("POST", "/v1/join", { token }, { login: "learner-01", groups: "[learner]" }),
    ).toEqual([403, "join.dropped", undefined]);
  });

  it("can't end before it is made", async () => {
    const { refused } = await aCohortApi();

    const body = { expiresAt: testTime, largestUses: 1 };

    expect(await refused("POST", `${path}/join-link`, body)).toEqual([
      422,
      "dates.out_of_order",
      "body.expiresAt",
    ]);
  });
});
