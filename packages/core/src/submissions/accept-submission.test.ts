import { describe, expect, it } from "vitest";
import { aSubmission, aSystem, shortHash } from "../testing.ts";
import { addSeconds } from "../time.ts";
import { acceptSubmission } from "./accept-submission.ts";
import { readAnswers } from "./submitted-answers.ts";

const now = "2026-03-02T12:00:00.000Z";
const request = {
  learnerId: aSubmission().learnerId,
  assignmentId: aSubmission().assignmentId,
  stage: "build",
  idempotencyKey: "key-of-this-request",
  body: { answers: {} },
};
const bodyHash = shortHash('{"answers":{}}');
const anAttempt = aSubmission({ state: "graded", counts: true });

describe("acceptSubmission", () => {
  it("stores a queued submission that is due, and sends it", async () => {
    const system = await aSystem({ now });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ status: "accepted", sending: { status: "sent" } });
    expect(await system.read(aSubmission())).toMatchObject({
      state: "queued",
      submittedAt: now,
      bodyHash,
      dueAt: "2026-03-02T12:02:00.000Z",
    });
    expect(system.sent).toEqual([aSubmission().submissionId]);
  });

  it("accepts a submission although the queue is down", async () => {
    const system = await aSystem({ now });
    const send = () => Promise.reject(new Error("the queue is down"));

    const acceptance = await acceptSubmission(request, { ...system.deps, send });

    expect(acceptance).toMatchObject({ status: "accepted", sending: { status: "not_sent" } });
    expect(await system.read(aSubmission())).toMatchObject({ state: "queued" });
  });

  it.each([
    { code: "assignment.not_found", system: { assignment: { assignmentId: "asg_000000000009" } } },
    { code: "assignment.not_found", system: { learner: { cohorts: ["coh_000000000009"] } } },
    { code: "stage.unknown", system: { assignment: { stages: [{ stage: "other" }] } } },
    {
      code: "stage.not_open",
      system: { assignment: { stages: [{ stage: "first" }, { stage: "build", after: "first" }] } },
    },
    { code: "assignment.not_open", system: { assignment: { opensAt: addSeconds(now, 1) } } },
    { code: "assignment.closed", system: { assignment: { dueAt: now, closesAt: now } } },
    { code: "sandbox.not_registered", system: { learner: { accountId: undefined } } },
    { code: "sandbox.not_registered", system: { binding: { learnerId: "lrn_000000000009" } } },
    { code: "sandbox.expired", system: { binding: { expiresAt: now } } },
    { code: "submission.open", system: { submissions: [aSubmission()] } },
    {
      code: "attempts.exhausted",
      system: { assignment: { attemptLimit: 1 }, submissions: [anAttempt] },
    },
    {
      code: "idempotency.key_reused",
      system: {
        submissions: [aSubmission({ state: "graded", idempotencyKey: request.idempotencyKey })],
      },
    },
  ])("refuses with $code and writes and sends nothing", async ({ code, system: { ...values } }) => {
    const system = await aSystem({ now, ...values });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ status: "refused", code });
    expect(system.sent).toEqual([]);
  });

  it("pins the attempt that counts of each stage that it is compared with", async () => {
    const stages = [{ stage: "broken" }, { stage: "build", comparesWith: ["broken"] }];
    const attempt = (number: number, points: string) =>
      aSubmission({
        ...{ stage: "broken", number, points, judgedPoints: "4", maxPoints: "4" },
        ...{ state: "graded", counts: true, effectiveGrade: `grd_00000000000${number}` },
      });
    const submissions = [attempt(1, "1"), attempt(2, "3"), attempt(3, "2")];
    const system = await aSystem({ now, assignment: { stages, keep: "best" }, submissions });

    await acceptSubmission(request, system.deps);

    const { submissionId } = attempt(2, "3");
    expect(await system.read(aSubmission())).toMatchObject({
      comparedWith: { broken: submissionId },
    });
  });

  it("does not open a stage while there is nothing to compare it with", async () => {
    const stages = [{ stage: "broken" }, { stage: "build", comparesWith: ["broken"] }];
    const system = await aSystem({ now, assignment: { stages } });

    expect(await acceptSubmission(request, system.deps)).toMatchObject({
      status: "refused",
      code: "stage.not_open",
      params: { after: "broken" },
    });
  });

  it("keeps the answers of the request that won, when two came at once", async () => {
    const system = await aSystem({ now });
    const answering = (text: string) => ({
      ...request,
      idempotencyKey: text,
      body: { answers: { why: text } },
      answers: { why: text },
    });

    const both = await Promise.all(
      ["first", "second"].map((text) => acceptSubmission(answering(text), system.deps)),
    );

    const stored = await system.read(aSubmission());
    const won = both.find(({ status }) => status === "accepted");
    expect(won).toBeDefined();
    expect(stored && (await readAnswers(stored, system.deps.table))).toEqual({
      why: stored?.idempotencyKey,
    });
  });

  it("opens a stage after one attempt of the stage before, passed or not", async () => {
    const stages = [{ stage: "first" }, { stage: "build", after: "first" }];
    const first = aSubmission({ ...anAttempt, stage: "first", points: "0" });
    const system = await aSystem({ now, assignment: { stages }, submissions: [first] });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance.status).toBe("accepted");
  });

  it("does not count a submission that was no attempt towards the limit", async () => {
    const system = await aSystem({
      now,
      assignment: { attemptLimit: 1 },
      submissions: [aSubmission({ state: "graded", counts: false })],
    });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ status: "accepted", submission: { number: 2 } });
  });

  it("answers a repeated request with its submission, also after the deadline", async () => {
    const { idempotencyKey } = request;
    const closed = aSubmission({ state: "graded", counts: true, idempotencyKey, bodyHash });
    const system = await aSystem({
      now,
      assignment: { closesAt: now, attemptLimit: 1 },
      submissions: [closed],
    });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ status: "replayed", submission: { number: 1 } });
    expect(system.sent).toEqual([]);
  });

  it("sends a submission again when its request is repeated while it is queued", async () => {
    const { idempotencyKey } = request;
    const system = await aSystem({ now, submissions: [aSubmission({ idempotencyKey, bodyHash })] });

    await acceptSubmission(request, system.deps);

    expect(system.sent).toEqual([aSubmission().submissionId]);
  });

  it("answers another request with the same body with the open submission", async () => {
    const system = await aSystem({
      now,
      submissions: [aSubmission({ state: "grading", bodyHash })],
    });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ status: "open", submission: { number: 1 } });
  });

  it("accepts two requests at the same time only once", async () => {
    const system = await aSystem({ now });

    const acceptances = await Promise.all([
      acceptSubmission(request, system.deps),
      acceptSubmission({ ...request, idempotencyKey: "another" }, system.deps),
    ]);

    expect(acceptances.map(({ status }) => status).sort()).toEqual(["accepted", "open"]);
  });
});

describe("the time of a submission after one that ended without a verdict", () => {
  const submittedAt = "2026-03-01T11:00:00.000Z";
  const blocked = aSubmission({
    state: "blocked",
    submittedAt,
    closedAt: addSeconds(now, -86_400),
  });

  it.each(["blocked", "failed"] as const)(
    "is that of the %s one within 24 hours",
    async (state) => {
      const system = await aSystem({ now, submissions: [{ ...blocked, state }] });

      const acceptance = await acceptSubmission(request, system.deps);

      expect(acceptance).toMatchObject({
        submission: { submittedAt, acceptedAt: now, keptTimeOf: blocked.submissionId },
      });
    },
  );

  it("lets the learner in again although the assignment has closed meanwhile", async () => {
    const assignment = { closesAt: addSeconds(submittedAt, 60) };
    const system = await aSystem({ now, assignment, submissions: [blocked] });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ status: "accepted", submission: { submittedAt } });
  });

  it("is its own after 24 hours", async () => {
    const system = await aSystem({ now: addSeconds(now, 1), submissions: [blocked] });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ submission: { submittedAt: addSeconds(now, 1) } });
  });

  it("is kept only once per stage", async () => {
    const second = aSubmission({ ...blocked, number: 2, keptTimeOf: blocked.submissionId });
    const system = await aSystem({
      now,
      submissions: [
        blocked,
        { ...second, submissionId: blocked.submissionId.replace("0001", "0002") },
      ],
    });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ submission: { number: 3, submittedAt: now } });
  });

  it("is its own after a verdict", async () => {
    const graded = aSubmission({ state: "graded", submittedAt, closedAt: now });
    const system = await aSystem({ now, submissions: [graded] });

    const acceptance = await acceptSubmission(request, system.deps);

    expect(acceptance).toMatchObject({ submission: { submittedAt: now } });
  });
});
