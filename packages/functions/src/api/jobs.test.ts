import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { type Job, JobPartRecord, JobRecord } from "@lab-grader/core/jobs/job";
import { startJob } from "@lab-grader/core/jobs/start-job";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { testIds, testTime, testTimings } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const { cohortId, assignmentId, learnerId } = testIds;
const learner = { login: "learner-01", groups: "[learner]" };
const stranger = { login: "instructor-02", groups: "[instructor]" };
const JobList = z.object({ jobs: z.array(JobView), cursor: z.string().optional() });

async function aTestJob(values: Partial<Job> = {}) {
  const api = await aTestApi();
  let jobs = 0;
  const start = () =>
    startJob(
      { kind: "refold", cohortId, assignmentId, by: "instructor-01", input: {} },
      {
        table: api.table,
        now: () => `2026-03-01T12:00:0${jobs}.000Z`,
        newId: (prefix) => {
          jobs += 1;
          return `${prefix}_00000000000${jobs}`;
        },
        send: async () => {},
        timings: testTimings,
      },
    );
  const job = await start();
  await api.table.put(JobRecord, { ...job, ...values });
  const path = `/v1/jobs/${job.jobId}`;
  return { ...api, start, job, path };
}

describe("GET /v1/jobs/{jobId}", () => {
  it("says how far it is and when to ask again", async () => {
    const { call, path, job, table } = await aTestJob({ state: "running", parts: 2, version: 2 });
    for (const [part, state] of [
      [1, "done"],
      [2, "queued"],
    ] as const)
      await table.put(JobPartRecord, { jobId: job.jobId, plan: 2, part, state, targets: [] });

    const { statusCode, headers, json } = await call({ path, ...instructor });

    expect(statusCode).toBe(200);
    expect(headers["retry-after"]).toBe("2");
    expect(json).toMatchObject({ state: "running", kind: "refold", parts: { done: 1, of: 2 } });
  });

  it("says why it failed in words, and that there is nothing more to ask for", async () => {
    const fault = { code: "job.no_progress", params: { reminders: 6 } };
    const { call, path } = await aTestJob({ state: "failed", closedAt: testTime, fault });

    const { headers, json } = await call({ path, ...instructor });

    expect(headers["retry-after"]).toBeUndefined();
    expect(json).toMatchObject({
      fault: { code: "job.no_progress", text: expect.stringContaining("sent again 6 times") },
    });
  });

  it("is there for staff of its cohort and for the learner whom it is about", async () => {
    const ofLearner = await aTestJob({ kind: "verify", learnerId });
    const ofCohort = await aTestJob();

    expect((await ofLearner.call({ path: ofLearner.path, ...learner })).statusCode).toBe(200);
    for (const request of [
      { path: ofCohort.path, ...learner },
      { path: ofCohort.path, ...stranger },
      { path: "/v1/jobs/job_1", ...instructor },
    ])
      expect(await ofCohort.call(request)).toMatchObject({
        statusCode: 404,
        json: { code: "job.not_found" },
      });
  });
});

describe("POST /v1/jobs/{jobId}/cancel", () => {
  it("ends an open job, and refuses one that has ended", async () => {
    const { call, path, table, job } = await aTestJob();
    const cancel = { method: "POST", path: `${path}/cancel`, ...instructor };

    const first = await call(cancel);
    const again = await call(cancel);

    expect(first).toMatchObject({ statusCode: 200, json: { state: "canceled" } });
    expect(again).toMatchObject({ statusCode: 409, json: { code: "job.closed" } });
    expect(await table.get(JobRecord, job)).toMatchObject({ state: "canceled" });
  });

  it("is not for strangers, nor for assistants", async () => {
    const { call, path, table, job } = await aTestJob();
    const cohort = await table.get(CohortRecord, { cohortId });
    if (!cohort) throw new Error("no cohort");
    const staff = [...cohort.staff, { login: "assistant-01", role: "assistant" as const }];
    await table.put(CohortRecord, { ...cohort, staff });
    const cancel = { method: "POST", path: `${path}/cancel` };

    const asAssistant = await call({ ...cancel, ...instructor, login: "assistant-01" });

    expect(asAssistant).toMatchObject({
      statusCode: 403,
      json: { code: "cohort.role_too_small" },
    });
    expect(await call({ ...cancel, ...stranger })).toMatchObject({ statusCode: 404 });
    expect((await table.get(JobRecord, job))?.state).toBe("queued");
  });
});

describe("GET /v1/cohorts/{cohortId}/jobs", () => {
  it("lists the newest first, for staff of the cohort", async () => {
    const { call, start, job } = await aTestJob();
    const newer = await start();
    const path = `/v1/cohorts/${cohortId}/jobs`;

    const { json } = await call({ path, ...instructor });

    expect(JobList.parse(json).jobs.map(({ jobId }) => jobId)).toEqual([newer.jobId, job.jobId]);
    expect(await call({ path, ...stranger })).toMatchObject({
      statusCode: 404,
      json: { code: "cohort.not_found" },
    });
  });
});
