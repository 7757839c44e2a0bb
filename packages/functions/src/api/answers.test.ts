import { AssignmentList, Problem, SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { canonicalJson } from "@lab-grader/core/json";
import { StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { readAnswers } from "@lab-grader/core/submissions/submitted-answers";
import { describe, expect, it } from "vitest";
import { hash, labSource, testIds } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

const largestBodyBytes = 64 * 1024;
const because = "it reads what was true a moment ago";

const { build } = labSource.stages;
const questions = {
  fresh: {
    title: "Fresh reads",
    points: 4,
    question: "Which read is never stale?",
    choices: [
      { text: "A strongly consistent one", correct: true },
      { text: "Any", because },
    ],
  },
  units: { title: "Units", points: 2, question: "How many?", answer: 4242 },
  why: {
    title: "Why",
    points: 3,
    written: "Say why.",
    levels: [
      { points: 3, when: "All" },
      { points: 0, when: "Nothing" },
    ],
    untilMarked: "full",
  },
};
const stages = { build: { ...build, criteria: { ...build.criteria, ...questions } } };
const source = { ...labSource, stages };
const labDigest = hash(canonicalJson(source));

/** The API with an assignment whose only stage asks three things. */
async function anAskingApi(options: Parameters<typeof aTestApi>[0] = {}) {
  const assignment = { labDigest, ...options.assignment };
  const api = await aTestApi({ ...options, assignment });
  const lab = { digest: labDigest, labId: "test-lab", version: "1.0.0", source };
  await api.table.put(StoredLabRecord, lab);
  return {
    ...api,
    answer: (answers: unknown, request: Parameters<typeof api.submit>[0] = {}) =>
      api.submit({ body: JSON.stringify({ stage: "build", answers }), ...request }),
  };
}

describe("POST submission with answers", () => {
  it("keeps the answers beside the submission", async () => {
    const { answer, table, sent } = await anAskingApi();
    const answers = { fresh: "any", units: "4,2", why: "Because.\n\u0000\u001b[2J" };

    const { statusCode, json } = await answer(answers);

    const { submissionId, assignmentId, stage, number } = SubmissionReceipt.parse(json);
    const { learnerId } = testIds;
    const key = { assignmentId, learnerId, stage, number };
    const submission = await table.get(SubmissionRecord, key);
    expect(statusCode).toBe(202);
    expect(sent).toEqual([{ kind: "grade", submissionId }]);
    expect(submission && (await readAnswers(submission, table))).toEqual(answers);
  });

  it("takes a stage without any answer, and without those that were left empty", async () => {
    const { submit } = await anAskingApi();
    const { answer } = await anAskingApi();

    const without = await submit();
    const empty = await answer({ fresh: "", units: "", why: "" });

    expect([without.statusCode, empty.statusCode]).toEqual([202, 202]);
  });

  it.each<{ answers: unknown; code: string; path: string }>([
    { answers: { fresh: "Another" }, code: "answers.invalid", path: "body.answers.fresh" },
    { answers: { units: "many" }, code: "answers.invalid", path: "body.answers.units" },
    { answers: { protected: "yes" }, code: "answers.invalid", path: "body.answers.protected" },
    {
      answers: { "also-protected": "yes" },
      code: "answers.invalid",
      path: "body.answers.also-protected",
    },
    { answers: { unknown: 1 }, code: "answers.invalid", path: "body.answers.unknown" },
    { answers: { constructor: "x" }, code: "answers.invalid", path: "body.answers.constructor" },
    { answers: { Fresh: "Any" }, code: "request.invalid", path: "body.answers.Fresh" },
    { answers: { fresh: null }, code: "request.invalid", path: "body.answers.fresh" },
    { answers: { fresh: { text: "Any" } }, code: "request.invalid", path: "body.answers.fresh" },
    { answers: { why: "x".repeat(4_001) }, code: "request.invalid", path: "body.answers.why" },
    { answers: ["Any"], code: "request.invalid", path: "body.answers" },
  ])("refuses $path with $code and spends nothing on it", async ({ answers, code, path }) => {
    const { answer, sent } = await anAskingApi();
    const status = code === "answers.invalid" ? 422 : 400;

    const { statusCode, json } = await answer(answers);

    const problem = Problem.parse(json);
    expect([statusCode, problem.code, problem.path]).toEqual([status, code, path]);
    expect(sent).toEqual([]);
  });

  it("refuses a number beyond all numbers, and more than is ever answered", async () => {
    const { submit, answer } = await anAskingApi();

    const huge = await submit({ body: '{"stage":"build","answers":{"units":1e999}}' });
    const large = await answer({ why: "x".repeat(largestBodyBytes) });

    expect(Problem.parse(huge.json)).toMatchObject({ status: 400, path: "body.answers.units" });
    expect(Problem.parse(large.json)).toMatchObject({ status: 413, code: "request.too_large" });
  });

  it("answers the same request again with the same submission", async () => {
    const { answer } = await anAskingApi();
    const first = SubmissionReceipt.parse((await answer({ units: 1, fresh: "Any" })).json);

    const again = SubmissionReceipt.parse((await answer({ fresh: "Any", units: 1 })).json);

    expect(again).toMatchObject({ status: "replayed", submissionId: first.submissionId });
  });

  it("refuses the same key with other answers, and other answers while the first are on their way", async () => {
    const { answer } = await anAskingApi();
    await answer({ units: 1 });

    const sameKey = await answer({ units: 2 });
    const another = await answer({ units: 2 }, { headers: { "idempotency-key": "key-2" } });

    expect(Problem.parse(sameKey.json)).toMatchObject({
      status: 422,
      code: "idempotency.key_reused",
    });
    expect(Problem.parse(another.json)).toMatchObject({ status: 409, code: "submission.open" });
  });

  it.each([
    ["who is not enrolled", { login: "learner-03" }, {}, 404, "assignment.not_found"],
    ["before it opens", {}, { now: "2025-12-31T00:00:00.000Z" }, 409, "assignment.not_open"],
  ])("tells nobody %s what is asked", async (_, who, options, status, code) => {
    const { answer } = await anAskingApi(options);

    const { json } = await answer({ fresh: "Another" }, who);

    expect(Problem.parse(json)).toMatchObject({ status, code });
    expect(JSON.stringify(json)).not.toMatch(/units|consistent/);
  });
});

describe("GET assignments", () => {
  it("shows what is asked, and never what is right", async () => {
    const { call } = await anAskingApi();

    const { json } = await call({ path: "/v1/assignments" });

    const questions = AssignmentList.parse(json).assignments[0]?.stages[0]?.questions;
    expect(questions?.map(({ criterion }) => criterion)).toEqual(["fresh", "units", "why"]);
    expect(questions?.[0]?.answer).toEqual({
      kind: "choice",
      choices: ["A strongly consistent one", "Any"],
      several: false,
    });
    expect(JSON.stringify(json)).not.toMatch(/"correct"|4242|"because"|moment ago/);
  });

  it("shows learners nothing of it before the assignment opens, and staff all", async () => {
    const { call } = await anAskingApi({ now: "2025-12-31T00:00:00.000Z" });

    const learner = await call({ path: "/v1/assignments" });
    const staff = await call({ path: "/v1/assignments", ...instructor });

    const counts = [learner, staff].map(
      ({ json }) => AssignmentList.parse(json).assignments[0]?.stages[0]?.questions.length,
    );
    expect(counts).toEqual([0, 3]);
  });
});
