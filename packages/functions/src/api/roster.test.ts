import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { changesPerStep } from "@lab-grader/core/cohorts/roster/apply-roster";
import { EnrolmentPage, RosterReport } from "@lab-grader/core/contracts/endpoints/roster";
import { Problem } from "@lab-grader/core/contracts/http";
import { describe, expect, it } from "vitest";
import { testIds } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const path = `/v1/cohorts/${testIds.cohortId}`;

async function aRosterApi() {
  const world = await aTestApi();
  const send = (below: string, body: object) =>
    world.call({
      method: "POST",
      path: `${path}${below}`,
      ...instructor,
      body: JSON.stringify(body),
    });
  const importing = async (csv: string, options: object = {}) => {
    const { statusCode, json } = await send("/roster", { csv, dryRun: false, ...options });
    expect(statusCode).toBe(200);
    return RosterReport.parse(json);
  };
  const enrolments = async () =>
    (await world.table.list(EnrolmentRecord, { pk: testIds.cohortId, prefix: "enrolment#" })).items;
  return { ...world, send, importing, enrolments };
}

const csv = "login,name,section\nlearner-01,Given Family,A\nlearner-07,Other Family,B";

describe("POST roster", () => {
  it("says in a dry run what it would do, and changes nothing", async () => {
    const { importing, enrolments } = await aRosterApi();
    const before = await enrolments();

    const report = await importing(csv, { dryRun: true });

    expect(report).toMatchObject({
      status: "planned",
      format: "plain",
      plan: { enrol: 1, reEnrol: 0, update: 1, unchanged: 0, missing: 1 },
      changes: [
        { kind: "enrol", login: "learner-07" },
        { kind: "update", login: "learner-01" },
        { kind: "missing", login: "learner-02" },
      ],
      left: 2,
    });
    expect(await enrolments()).toEqual(before);
  });

  it("applies it, and finds nothing to do the second time", async () => {
    const { importing, enrolments } = await aRosterApi();

    const first = await importing(csv);
    const second = await importing(csv);

    expect(first).toMatchObject({
      status: "applied",
      applied: { enrolled: 1, updated: 1 },
      left: 0,
    });
    expect(second.plan).toEqual({ enrol: 0, reEnrol: 0, update: 0, unchanged: 2, missing: 1 });
    expect(await enrolments()).toMatchObject(
      [
        { login: "learner-01", section: "A", state: "enrolled" },
        { login: "learner-02", state: "enrolled" },
        { login: "learner-07", name: { full: "Other Family" } },
      ].toSorted((one, other) => (one.login < other.login ? -1 : 1)),
    );
  });

  it("drops who is missing only when that is asked for, and brings back who is on it again", async () => {
    const { importing, call } = await aRosterApi();
    const mine = () => call({ path: "/v1/assignments", login: "learner-02", groups: "[learner]" });

    const dropped = await importing(csv, { dropMissing: true });
    expect(dropped.applied.dropped).toBe(1);
    expect((await mine()).json).toEqual({ assignments: [] });

    const back = await importing(`${csv}\nlearner-02,,`);
    expect(back.applied.reEnrolled).toBe(1);
    expect((await mine()).json).not.toEqual({ assignments: [] });
  });

  it("lists every problem in a dry run, and writes nothing at all where there is one", async () => {
    const { importing, send, enrolments } = await aRosterApi();
    const before = await enrolments();
    const bad = "login,email\nlearner-08,eight\nlearner-09,nine@example.edu\nlearner-09,";

    const report = await importing(bad, { dryRun: true });
    const { statusCode, json } = await send("/roster", { csv: bad, dryRun: false });

    expect(report).toMatchObject({
      status: "invalid",
      problemCount: 2,
      problems: [
        { code: "roster.cell_invalid", line: 2, column: "email" },
        { code: "roster.duplicate", line: 4 },
      ],
    });
    expect(statusCode).toBe(422);
    expect(Problem.parse(json)).toMatchObject({
      code: "roster.invalid",
      path: "body.csv",
      params: { count: 2, line: 2, problem: "Expected an e-mail address." },
    });
    expect(await enrolments()).toEqual(before);
  });

  it("takes a large class in several steps of the same request", async () => {
    const { importing } = await aRosterApi();
    const logins = Array.from({ length: changesPerStep + 20 }, (_, at) => `new-${at}`);
    const large = ["login", ...logins].join("\n");

    const first = await importing(large);
    const second = await importing(large);

    expect([first.applied.enrolled, first.left]).toEqual([changesPerStep, 20]);
    expect([second.applied.enrolled, second.left]).toEqual([20, 0]);
    expect(second.plan.unchanged).toBe(changesPerStep);
  });

  it("refuses more than 2 MB", async () => {
    const { send } = await aRosterApi();

    const { statusCode, json } = await send("/roster", {
      csv: `login\n${"x".repeat(2 * 1024 * 1024)}`,
      dryRun: true,
    });

    expect([statusCode, Problem.parse(json).code]).toEqual([413, "roster.too_large"]);
  });

  it("is refused for a cohort of somebody else", async () => {
    const { call } = await aRosterApi();

    const { statusCode, json } = await call({
      method: "POST",
      path: `/v1/cohorts/${testIds.otherCohortId}/roster`,
      ...instructor,
      body: '{"csv":"login\\na","dryRun":true}',
    });

    expect([statusCode, Problem.parse(json).code]).toEqual([404, "cohort.not_found"]);
  });
});

describe("the learners of a cohort", () => {
  it("are listed page by page", async () => {
    const { call } = await aRosterApi();
    const page = async (query: Record<string, string>) =>
      EnrolmentPage.parse((await call({ path: `${path}/learners`, ...instructor, query })).json);

    const first = await page({ limit: "1" });
    const second = await page({ limit: "1", cursor: first.cursor ?? "" });

    expect(first.learners.map(({ login }) => login)).toEqual(["learner-01"]);
    expect(second.learners.map(({ login }) => login)).toEqual(["learner-02"]);
    expect(second.cursor).toBeUndefined();
  });

  it("are enrolled, dropped and brought back one by one", async () => {
    const { send } = await aRosterApi();

    const enrolled = await send("/learners", { login: "learner-09", section: "C" });
    const { learnerId } = EnrolmentPage.shape.learners.element.parse(enrolled.json);
    const dropped = await send(`/learners/${learnerId}/drop`, {});
    const back = await send("/learners", { login: "learner-09" });

    expect(dropped.json).toMatchObject({ state: "dropped" });
    expect(back.json).toMatchObject({ learnerId, state: "enrolled", section: "C" });
  });

  it.each(["lrn_00000000000z", "x"])("has nobody to drop called %s", async (learnerId) => {
    const { send } = await aRosterApi();

    const { statusCode, json } = await send(`/learners/${learnerId}/drop`, {});

    expect([statusCode, Problem.parse(json).code]).toEqual([404, "learner.not_found"]);
  });
});
