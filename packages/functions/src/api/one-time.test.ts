import { Problem, SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { describe, expect, it } from "vitest";
import { testIds, testTime } from "../testing.ts";
import { aTestApi, submissionsPath } from "./testing.ts";

const tokensPath = `/v1/assignments/${testIds.assignmentId}/tokens`;

async function aTokenApi(options: { now?: string } = {}) {
  const world = await aTestApi(options);
  const made = await world.call({ method: "POST", path: tokensPath, body: '{"stage":"build"}' });
  const token = String(Object.entries(made.json ?? {}).find(([name]) => name === "token")?.[1]);
  /** As the gateway hands it on: without claims. */
  const once = (request: Parameters<typeof world.call>[0]) =>
    world.call({
      ...request,
      path: request.path.replace("/v1/", "/v1/one-time/"),
      claims: {},
      headers: { authorization: `Bearer ${token}`, ...request.headers },
    });
  const submit = (values: object = {}) =>
    once({
      ...{ method: "POST", path: submissionsPath, body: '{"stage":"build"}' },
      headers: { "idempotency-key": "key-1" },
      ...values,
    });
  return { ...world, made, token, once, submit };
}

function refusal({ statusCode, json }: { statusCode?: number | undefined; json: unknown }) {
  return [statusCode, Problem.parse(json).code];
}

describe("a one-time token", () => {
  it("is good for 15 minutes, and only its hash is kept", async () => {
    const { made, token, items } = await aTokenApi();

    expect(made.statusCode).toBe(201);
    expect(made.json).toEqual({ token, expiresAt: "2026-03-01T12:15:00.000Z" });
    expect(JSON.stringify([...items.values()])).not.toContain(token);
  });

  it("hands in its stage for its learner, and shows what became of it", async () => {
    const { submit, once, sent } = await aTokenApi();

    const receipt = SubmissionReceipt.parse((await submit()).json);
    const shown = await once({ path: `/v1/submissions/${receipt.submissionId}` });

    expect(sent).toEqual([{ kind: "grade", submissionId: receipt.submissionId }]);
    expect(shown.json).toMatchObject({ state: "queued", learnerId: testIds.learnerId });
  });

  it("shows its own assignment and no other", async () => {
    const { once } = await aTokenApi();

    const { json } = await once({ path: "/v1/assignments" });

    expect(json).toMatchObject({ assignments: [{ assignmentId: testIds.assignmentId }] });
  });

  it("hands in once: the same request again is the same submission, another is refused", async () => {
    const { submit } = await aTokenApi();
    await submit();

    expect((await submit()).statusCode).toBe(200);
    expect(refusal(await submit({ headers: { "idempotency-key": "key-2" } }))).toEqual([
      409,
      "one_time.used",
    ]);
  });

  it.each([
    ["another stage", { path: submissionsPath, method: "POST", body: '{"stage":"repair"}' }],
    [
      "another assignment",
      {
        path: `/v1/assignments/${testIds.otherAssignmentId}/submissions`,
        method: "POST",
        body: '{"stage":"build"}',
      },
    ],
    [
      "a submission of somebody else",
      { path: "/v1/submissions/sub_000000000001.000000000002.build.0001" },
    ],
    [
      "a submission of another stage",
      { path: "/v1/submissions/sub_000000000001.000000000001.repair.0001" },
    ],
    ["what is no submission", { path: "/v1/submissions/x" }],
  ])("is for %s as little as for anything else", async (_what, request) => {
    const { once } = await aTokenApi();

    const answer = await once({ ...request, headers: { "idempotency-key": "key-9" } });

    expect(refusal(answer)).toEqual([403, "one_time.elsewhere"]);
  });

  it.each([
    ["GET", "/v1/cohorts"],
    ["GET", submissionsPath],
    ["POST", tokensPath],
    ["POST", "/v1/join"],
  ])("opens nothing else: %s %s", async (method, path) => {
    const { once } = await aTokenApi();

    expect((await once({ method, path, body: "{}" })).statusCode).toBeGreaterThanOrEqual(404);
  });

  it.each([
    ["no token", ""],
    ["a text", "Bearer x"],
    ["another secret", "forged"],
  ])("is not %s", async (_what, authorization) => {
    const { once, token } = await aTokenApi();
    const header = authorization === "forged" ? `Bearer ${token.slice(0, -1)}9` : authorization;

    const answer = await once({ path: "/v1/assignments", headers: { authorization: header } });

    expect(refusal(answer)).toEqual([401, "one_time.unknown"]);
  });

  it("ends", async () => {
    let now = testTime;
    const world = await aTokenApi({
      get now() {
        return now;
      },
    });
    expect((await world.once({ path: "/v1/assignments" })).statusCode).toBe(200);

    now = "2026-03-01T12:15:00.000Z";

    expect(refusal(await world.once({ path: "/v1/assignments" }))).toEqual([
      401,
      "one_time.unknown",
    ]);
  });

  it("is no sign-in: the ordinary addresses do not take it", async () => {
    const { call, token } = await aTokenApi();

    const answer = await call({
      path: "/v1/assignments",
      claims: {},
      headers: { authorization: `Bearer ${token}` },
    });

    expect(refusal(answer)).toEqual([401, "auth.required"]);
  });

  it.each([
    [{ login: "learner-03" }, '{"stage":"build"}', 404, "assignment.not_found"],
    [{ login: "learner-01" }, '{"stage":"x"}', 422, "stage.unknown"],
    [
      { login: "instructor-01", groups: "[instructor]" },
      '{"stage":"build"}',
      403,
      "auth.forbidden",
    ],
  ])("is not made for %j with %s", async (who, body, status, code) => {
    const { call } = await aTestApi();

    expect(refusal(await call({ method: "POST", path: tokensPath, body, ...who }))).toEqual([
      status,
      code,
    ]);
  });
});
