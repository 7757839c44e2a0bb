import { Problem, SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aSubmission } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { labReader } from "../labs.ts";
import {
  aContext,
  anApiEvent,
  aWorld,
  hash,
  recordedTelemetry,
  testIds,
  testTime,
  testTimings,
} from "../testing.ts";
import { createApi } from "./api.ts";
import {
  aTestApi,
  instructor,
  noSignedCalls,
  submissionsPath,
  testLearnerRole,
} from "./testing.ts";

describe("POST submissions", () => {
  it("accepts a submission, sends it once and says where it is", async () => {
    const { submit, sent } = await aTestApi();

    const { statusCode, headers, json } = await submit();

    const receipt = SubmissionReceipt.parse(json);
    expect(statusCode).toBe(202);
    expect(receipt).toMatchObject({ status: "accepted", state: "queued", number: 1 });
    expect(headers.location).toBe(`/v1/submissions/${receipt.submissionId}`);
    expect(sent).toEqual([{ kind: "grade", submissionId: receipt.submissionId }]);
  });

  it("answers a repeated request with the same submission", async () => {
    const { submit } = await aTestApi();
    const first = SubmissionReceipt.parse((await submit()).json);

    const { statusCode, json } = await submit();

    expect(statusCode).toBe(200);
    expect(json).toMatchObject({ status: "replayed", submissionId: first.submissionId });
  });

  it("answers a second request at the same time with the open submission", async () => {
    const { submit } = await aTestApi();
    const first = SubmissionReceipt.parse((await submit()).json);

    const { statusCode, json } = await submit({ headers: { "idempotency-key": "key-2" } });

    expect(statusCode).toBe(200);
    expect(json).toMatchObject({ status: "open", submissionId: first.submissionId });
  });

  it("accepts while the queue is down, for the reconciler to send", async () => {
    const { submit, counts, entries } = await aTestApi({
      send: async () => {
        throw new Error("queue down");
      },
    });

    const { statusCode } = await submit();

    expect(statusCode).toBe(202);
    expect(counts.get("SubmissionAccepted")).toBe(1);
    expect(entries).toContainEqual(expect.objectContaining({ fault: "queue.not_sent" }));
  });

  it("reads a base64 body", async () => {
    const { submit } = await aTestApi();

    const { statusCode } = await submit({ body: btoa('{"stage":"build"}'), isBase64Encoded: true });

    expect(statusCode).toBe(202);
  });
});

describe("every refusal has a stable code and writes nothing", () => {
  const big = JSON.stringify({ stage: "b".repeat(64 * 1024) });
  const refusals: [string, Partial<Parameters<typeof anApiEvent>[0]>, number, string, string?][] = [
    ["no claims", { claims: {} }, 401, "auth.required"],
    [
      "a user of the pool without a login of the roster",
      { claims: { sub: "5f0c", username: "learner-01", "cognito:groups": "[learner]" } },
      401,
      "auth.required",
    ],
    ["no group", { groups: "[]" }, 403, "auth.forbidden"],
    ["an instructor", { login: "instructor-01", groups: "[instructor]" }, 403, "auth.forbidden"],
    ["a body over 64 KB", { body: big }, 413, "request.too_large"],
    [
      "a base64 body over 64 KB",
      { body: btoa(big), isBase64Encoded: true },
      413,
      "request.too_large",
    ],
    [
      "another content type",
      { headers: { "idempotency-key": "key-1", "content-type": "text/plain" } },
      415,
      "request.content_type",
      "header.content-type",
    ],
    ["malformed JSON", { body: "{" }, 400, "request.malformed_json", "body"],
    ["no object", { body: "[]" }, 400, "request.invalid", "body"],
    ["no stage", { body: "{}" }, 400, "request.invalid", "body.stage"],
    ["a stage that is none", { body: '{"stage":"B!"}' }, 400, "request.invalid", "body.stage"],
    [
      "an unknown member",
      { body: '{"stage":"build","learner":"lrn_000000000002"}' },
      400,
      "request.invalid",
      "body.learner",
    ],
    [
      "no Idempotency-Key",
      { headers: { "content-type": "application/json" } },
      400,
      "request.invalid",
      "header.idempotency-key",
    ],
    ["an unknown stage", { body: '{"stage":"correct"}' }, 422, "stage.unknown", "body.stage"],
    [
      "an id that is none",
      { path: "/v1/assignments/asg_!/submissions" },
      404,
      "assignment.not_found",
    ],
    [
      "another cohort's assignment",
      { path: `/v1/assignments/${testIds.otherAssignmentId}/submissions` },
      404,
      "assignment.not_found",
    ],
    ["an unknown login", { login: "learner-99" }, 404, "assignment.not_found"],
    ["an unknown address", { path: "/v1/nothing" }, 404, "route.not_found"],
    ["a method that is not taken", { method: "DELETE" }, 405, "route.method_not_allowed"],
  ];

  it.each(refusals)("%s", async (_, request, status, code, path) => {
    const { submit, items, sent } = await aTestApi();
    const before = new Map(items);

    const { statusCode, headers, json } = await submit(request);

    const problem = Problem.parse(json);
    expect([statusCode, problem.status, problem.code, problem.path]).toEqual([
      status,
      status,
      code,
      path,
    ]);
    expect(headers["content-type"]).toBe("application/problem+json");
    expect(problem.requestId).toBe("request-01");
    expect(items).toEqual(before);
    expect(sent).toEqual([]);
  });

  it.each([
    ["2025-12-31T00:00:00.000Z", "assignment.not_open"],
    ["2027-01-02T00:00:00.000Z", "assignment.closed"],
  ])("at %s: %s", async (now, code) => {
    const { submit, sent } = await aTestApi({ now });

    const { statusCode, json } = await submit();

    expect([statusCode, Problem.parse(json).code]).toEqual([409, code]);
    expect(sent).toEqual([]);
  });

  it("the same key with another body", async () => {
    const { submit, table, sent } = await aTestApi();
    await table.put(SubmissionRecord, aSubmission({ idempotencyKey: "key-1", bodyHash: "other" }));

    const { statusCode, json } = await submit();

    expect([statusCode, Problem.parse(json).code]).toEqual([422, "idempotency.key_reused"]);
    expect(sent).toEqual([]);
  });

  it("another submission on its way", async () => {
    const { submit, table } = await aTestApi();
    const open = aSubmission({ idempotencyKey: "key-9", bodyHash: "other" });
    await table.put(SubmissionRecord, open);

    const { statusCode, json } = await submit();

    expect([statusCode, json]).toEqual([
      409,
      expect.objectContaining({
        code: "submission.open",
        params: { submissionId: open.submissionId },
      }),
    ]);
  });

  it("all attempts used", async () => {
    const { submit, table } = await aTestApi({ assignment: { attemptLimit: 1 } });
    await table.put(SubmissionRecord, aSubmission({ state: "graded", counts: true, points: "1" }));

    const { statusCode, json } = await submit({ headers: { "idempotency-key": "key-9" } });

    expect([statusCode, json]).toEqual([
      409,
      expect.objectContaining({ code: "attempts.exhausted", params: { limit: 1 } }),
    ]);
  });

  // DynamoDB refuses keys of more than 1 KB: that would be a fault of ours, with an alarm.
  it.each([
    ["POST", "/v1/signed-sessions/sgn_000000000001/calls/$long", {}],
    ["GET", `/v1/cohorts/${testIds.cohortId}/learners/$long/sandbox-account`, instructor],
    ["POST", `/v1/assignments/${testIds.assignmentId}/unmarked/$long/marks`, instructor],
  ])("a part of the address that is longer than any id: %s %s", async (method, path, who) => {
    const { call, reads } = await aTestApi();

    const answer = await call({ method, path: path.replace("$long", "a".repeat(1100)), ...who });

    expect(Problem.parse(answer.json)).toMatchObject({ status: 404, code: "route.not_found" });
    expect(reads).toEqual([]);
  });

  it("says in Allow which methods an address takes", async () => {
    const { call } = await aTestApi();

    const { headers } = await call({ method: "PUT", path: submissionsPath });

    expect(headers.allow).toBe("POST, GET");
  });
});

describe("a fault of ours", () => {
  it("answers with fixed words and the request id, and is logged", async () => {
    const { telemetry, entries, counts } = recordedTelemetry();
    const world = await aWorld();
    const api = createApi({
      table: {
        ...world.table,
        get: async () => {
          throw new Error("arn:aws:dynamodb:secret-table is gone");
        },
      },
      send: async () => {},
      getLab: labReader(world.table),
      now: () => testTime,
      hash,
      newId: (prefix) => `${prefix}_000000000001`,
      newSecret: () => "0".repeat(32),
      announce: async () => {},
      timings: testTimings,
      telemetry,
      learnerRole: testLearnerRole,
      signedCalls: noSignedCalls,
    });

    const { statusCode, body } = await api(anApiEvent({ path: "/v1/assignments" }), aContext());

    expect(statusCode).toBe(500);
    expect(JSON.parse(body ?? "")).toMatchObject({
      code: "internal.fault",
      requestId: "request-01",
    });
    expect(body).not.toContain("secret-table");
    expect(entries).toContainEqual(expect.objectContaining({ requestId: "request-01" }));
    expect(counts.get("ApiFault")).toBe(1);
  });
});
