import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { Problem, SubmissionList } from "@lab-grader/core/contracts/http";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { anEnrolment, aSubmission } from "@lab-grader/core/testing";
import { SubmissionView } from "@lab-grader/core/views/submission-view";
import { describe, expect, it } from "vitest";
import { labDigest, testIds } from "../testing.ts";
import { aTestApi, instructor, store, submissionsPath } from "./testing.ts";

describe("GET submission", () => {
  it("shows every criterion with what was found and what to do next", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, { isProtected: false });

    const { statusCode, json } = await call({ path: `/v1/submissions/${submissionId}` });

    const view = SubmissionView.parse(json);
    expect(statusCode).toBe(200);
    expect(view).toMatchObject({
      state: "graded",
      turn: "learner",
      points: 2,
      maxPoints: 6,
      isPassed: false,
      attempt: { number: 1, counts: true, used: 1 },
    });
    expect(view.outcomes[1]).toEqual({
      criterion: "protected",
      title: "One wrong command can't delete it",
      outcome: "not_met",
      reason: "dynamodb.deletion_protection.off",
      short: "can be deleted by one command",
      points: 0,
      maxPoints: 3,
      expected: "deletion protection on",
      found: "DeletionProtectionEnabled is false",
      lookedAt: [expect.objectContaining({ operation: "DescribeTable", resource: "lab-orders" })],
      doNext: "Turn on deletion protection for the table.",
      read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
      fromTeacher: "Step 2 of the lab sheet.",
      why: "Tables are deleted by mistake.",
    });
  });

  it("leaves hidden criteria out for the learner and shows them to staff", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, {});
    const path = `/v1/submissions/${submissionId}`;

    const learner = SubmissionView.parse((await call({ path })).json);
    const staff = SubmissionView.parse((await call({ path, ...instructor })).json);

    expect(learner.outcomes.map(({ criterion }) => criterion)).toEqual(["table", "protected"]);
    expect(staff.outcomes.map(({ criterion }) => criterion)).toEqual([
      "table",
      "protected",
      "also-protected",
    ]);
  });

  it("tells staff whose it is, by the roster of its cohort, and learners nothing more", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, {});
    const path = `/v1/submissions/${submissionId}`;
    const { cohortId, learnerId } = testIds;
    const view = async (as = {}) => SubmissionView.parse((await call({ path, ...as })).json);

    const unnamed = await view(instructor);
    await table.put(
      EnrolmentRecord,
      anEnrolment({ learnerId, login: "learner-01", name: { full: "One, Learner" } }),
    );
    const [learner, staff] = [await view(), await view(instructor)];

    expect(unnamed).toMatchObject({ cohortId, learner: { login: "learner-01" } });
    expect(unnamed.learner?.name).toBeUndefined();
    expect(staff.learner).toEqual({ login: "learner-01", name: "One, Learner" });
    expect([learner.learner, learner.cohortId]).toEqual([undefined, undefined]);
  });

  it("lists what the last stage left behind, from the evidence of its grade", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, {});
    const waiting = await store(table, {}, { number: 2, state: "waiting", counts: false });

    const graded = await call({ path: `/v1/submissions/${submissionId}` });
    const open = await call({ path: `/v1/submissions/${waiting.submissionId}` });

    expect(SubmissionView.parse(graded.json).leftBehind).toMatchObject([
      { what: "table", name: "lab-orders", cost: "costs" },
    ]);
    expect(SubmissionView.parse(open.json)).not.toHaveProperty("leftBehind");
  });

  it("compares with the attempt before", async () => {
    const { call, table } = await aTestApi();
    const first = await store(table, { isProtected: false });
    const second = await store(table, {}, { number: 2 });

    const { json } = await call({ path: `/v1/submissions/${second.submissionId}` });

    expect(SubmissionView.parse(json).comparison).toEqual({
      submissionId: first.submissionId,
      attempt: 1,
      submittedAt: first.submittedAt,
      points: 2,
      change: 4,
      better: ["protected"],
      worse: [],
      isBestSoFar: true,
      isSameAgain: false,
    });
  });

  it("shows only what could not be looked at while blocked, where the assignment says so", async () => {
    const { call, table } = await aTestApi({ assignment: { blockedFeedback: "unknownOnly" } });
    const { submissionId } = await store(
      table,
      {},
      { state: "blocked", counts: false, closedAt: "2026-03-01T12:00:10.000Z" },
    );

    const { json } = await call({ path: `/v1/submissions/${submissionId}` });

    const view = SubmissionView.parse(json);
    expect(view.outcomes).toEqual([]);
    expect(view.notShown).toEqual(["table", "protected"]);
    expect([view.points, view.judgedPoints]).toEqual([null, null]);
    expect(view.timeKeptUntil).toBe("2026-03-02T12:00:10.000Z");
  });

  it("tells when AWS is asked again, and until when", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(
      table,
      { status: "CREATING" },
      {
        state: "waiting",
        counts: undefined,
        waitingSince: "2026-03-01T11:59:02.000Z",
        notBefore: "2026-03-01T12:00:01.000Z",
      },
    );

    const { headers, json } = await call({ path: `/v1/submissions/${submissionId}` });

    const view = SubmissionView.parse(json);
    expect(view).toMatchObject({ turn: "aws", points: null });
    expect(view.waiting).toEqual({
      since: "2026-03-01T11:59:02.000Z",
      looksAt: ["2026-03-01T12:00:01.000Z"],
      until: "2026-03-01T12:00:02.000Z",
    });
    expect(headers["retry-after"]).toBe("1");
  });

  it("says why our side ended it", async () => {
    const { call, table } = await aTestApi();
    const failed = aSubmission({
      labDigest,
      state: "failed",
      fault: {
        reason: "platform.service_error",
        params: { operation: "DescribeTable", status: 500 },
      },
    });
    await table.put(SubmissionRecord, failed);

    const { json } = await call({ path: `/v1/submissions/${failed.submissionId}` });

    expect(SubmissionView.parse(json)).toMatchObject({
      points: null,
      outcomes: [],
      delay: { short: "AWS answered 500 every time" },
    });
  });

  it("answers 304 as long as nothing has changed", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, {});
    const path = `/v1/submissions/${submissionId}`;
    const etag = String((await call({ path })).headers.etag);

    const same = await call({ path, headers: { "if-none-match": `W/"x", ${etag}` } });
    await store(table, {}, { number: 2 });
    const changed = await call({ path, headers: { "if-none-match": etag } });

    expect([same.statusCode, same.json]).toEqual([304, undefined]);
    expect(changed.statusCode).toBe(200);
  });

  it.each([
    ["another learner", { login: "learner-02" }],
    ["a learner of another cohort", { login: "learner-03" }],
    ["an instructor of another cohort", { login: "instructor-02", groups: "[instructor]" }],
    ["a learner who is called like the instructor", { login: "instructor-01" }],
  ])("is not there for %s", async (_, who) => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, {});

    const { statusCode, json } = await call({ path: `/v1/submissions/${submissionId}`, ...who });

    expect([statusCode, Problem.parse(json).code]).toEqual([404, "submission.not_found"]);
  });

  it("is refused to somebody without a group before anything is read", async () => {
    const { call, table, reads } = await aTestApi();
    const { submissionId } = await store(table, {});
    reads.length = 0;

    const { statusCode, json } = await call({
      ...{ path: `/v1/submissions/${submissionId}`, login: "learner-01", groups: "" },
    });

    expect([statusCode, Problem.parse(json).code]).toEqual([403, "auth.forbidden"]);
    expect(reads).toEqual([]);
  });

  it.each(["sub_x", "sub_000000000001.000000000001.build.9999", "sub_%2e%2e", "grade"])(
    "is not there as %s",
    async (submissionId) => {
      const { call } = await aTestApi();

      const { statusCode, json } = await call({ path: `/v1/submissions/${submissionId}` });

      expect([statusCode, Problem.parse(json).code]).toEqual([404, "submission.not_found"]);
    },
  );
});

describe("GET submissions of an assignment", () => {
  it("lists a learner's own and, for staff, those of an enrolled learner", async () => {
    const { call, table } = await aTestApi();
    const { submissionId } = await store(table, {});

    const own = await call({ path: submissionsPath });
    const learner = { query: { learner: testIds.learnerId } };
    const staff = await call({ path: submissionsPath, ...instructor, ...learner });

    const { submissions } = SubmissionList.parse(own.json);
    expect(submissions).toEqual([
      expect.objectContaining({ submissionId, state: "graded", counts: true, points: 6 }),
    ]);
    expect(staff.json).toEqual(own.json);
  });

  it.each([
    ["a learner asks for another", {}, testIds.otherLearnerId, 404, "learner.not_found"],
    ["nobody has the id", instructor, "lrn_zzzzzzzzzzzz", 404, "learner.not_found"],
    ["the learner is in another cohort", instructor, "lrn_000000000003", 404, "learner.not_found"],
    ["the id is none", instructor, "learner-01", 400, "request.invalid"],
    ["staff says nobody", instructor, undefined, 400, "request.invalid"],
  ])("refuses where %s", async (_, who, learner, status, code) => {
    const { call } = await aTestApi();

    const query = learner === undefined ? {} : { query: { learner } };
    const { statusCode, json } = await call({ path: submissionsPath, ...who, ...query });

    expect([statusCode, Problem.parse(json).code]).toEqual([status, code]);
  });
});
