import { type Client, createClient } from "@lab-grader/core/client";
import {
  countOpenWork,
  listDeadLetters,
  redrive,
} from "@lab-grader/core/contracts/endpoints/operations";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import { DeadLetterRecord } from "@lab-grader/core/submissions/dead-letter";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aSubmission } from "@lab-grader/core/testing";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem({ learners: 3 });
});
afterAll(() => system.close());

function clientOf(login: string): Client {
  return createClient({ baseUrl: system.apiUrl, fetch, token: () => system.tokenFor(login) });
}

const rejection = (asking: Promise<unknown>) => asking.catch((error: unknown) => error);

/** A submission that our side could not finish, as the dead letters leave it. */
async function aFailed(place: number): Promise<Submission> {
  const { cohort } = system;
  const learner = cohort.learners[place];
  if (!learner) throw new Error(`no learner ${place}`);
  const failed = aSubmission({
    ...{ assignmentId: cohort.assignmentId, cohortId: cohort.cohortId },
    ...{ learnerId: learner.learnerId, accountId: learner.accountId },
    ...{ labDigest: cohort.labDigest, state: "failed", claim: 6 },
    closedAt: "2026-03-01T12:30:00.000Z",
    fault: { reason: "platform.dead_letter", params: {} },
  });
  await system.table.put(SubmissionRecord, failed);
  return failed;
}

describe("operations", () => {
  it("counts what is on its way, and nothing once all is done", async () => {
    const { assignmentId } = system.cohort;
    const instructor = clientOf("instructor-01");

    await clientOf("learner-01").call(submit, {
      ...{ params: { assignmentId }, body: { stage: "build" } },
      idempotencyKey: "key-1",
    });
    await system.settled();
    const { phases } = await instructor.call(countOpenWork, {});

    expect(Object.values(phases).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  });

  it("names the oldest of what waits, with its age", async () => {
    const { cohort } = system;
    const waiting = aSubmission({
      ...(await aFailed(2)),
      ...{ stage: "build", number: 9, state: "waiting", claim: 1 },
      submittedAt: "2026-03-01T12:00:00.000Z",
      // So far ahead that nobody looks at it while the test runs.
      ...{ notBefore: "2999-01-01T00:00:00.000Z", dueAt: "2999-01-01T00:00:00.000Z" },
    });
    const submissionId = waiting.submissionId.replace(/\d{4}$/, "0009");
    await system.table.put(SubmissionRecord, { ...waiting, submissionId });

    const { phases } = await clientOf("instructor-01").call(countOpenWork, {});

    expect(phases.waiting).toMatchObject({ count: 1, oldest: submissionId });
    expect(phases.waiting.oldestSeconds).toBeGreaterThan(0);
    await system.table.update(
      SubmissionRecord,
      { ...waiting, cohortId: cohort.cohortId },
      { state: "canceled", dueAt: undefined },
      { field: "number", equals: 9 },
    );
  });

  it("grades a failed submission again with the time that it had, once", async () => {
    const failed = await aFailed(1);
    const params = { submissionId: failed.submissionId };
    const instructor = clientOf("instructor-01");

    const first = await instructor.call(redrive, { params, body: { reason: "AWS was down" } });
    const second = await instructor.call(redrive, { params, body: { reason: "again" } });

    await system.settled();
    const redriven = await system.table.get(SubmissionRecord, { ...failed, number: 2 });
    expect(first).toMatchObject({
      status: "accepted",
      redriveOf: failed.submissionId,
      submittedAt: failed.submittedAt,
    });
    expect(second).toMatchObject({ status: "replayed", submissionId: first.submissionId });
    expect(redriven).toMatchObject({
      redriven: { by: "instructor-01", reason: "AWS was down" },
    });
    expect(["graded", "blocked"]).toContain(redriven?.state);
  });

  it("says of a submission that did not fail that there is nothing to send again", async () => {
    const { cohort } = system;
    const [learner] = cohort.learners;
    if (!learner) throw new Error("no learner");
    const { submissionId } = aSubmission({
      ...{ assignmentId: cohort.assignmentId, learnerId: learner.learnerId },
    });

    const refused = await rejection(
      clientOf("instructor-01").call(redrive, {
        ...{ params: { submissionId }, body: { reason: "why not" } },
      }),
    );

    expect(refused).toMatchObject({ problem: { status: 409, code: "submission.not_failed" } });
  });

  it("shows staff the dead letters of their own cohorts only", async () => {
    const { submissionId } = await aFailed(2);
    const at = "2026-03-01T12:00:00.000Z";
    const letter = { at, cause: "message.retries_exhausted", bodyHash: "hash" };
    await system.table.put(DeadLetterRecord, { ...letter, messageId: "mine", submissionId });
    await system.table.put(DeadLetterRecord, { ...letter, messageId: "nobodys" });

    const { deadLetters } = await clientOf("instructor-01").call(listDeadLetters, {
      query: { day: "2026-03-01" },
    });

    expect(deadLetters).toEqual([{ messageId: "mine", at, cause: letter.cause, submissionId }]);
  });

  it("is not for learners", async () => {
    const refused = await rejection(clientOf("learner-01").call(countOpenWork, {}));

    expect(refused).toMatchObject({ problem: { status: 403, code: "auth.forbidden" } });
  });
});
