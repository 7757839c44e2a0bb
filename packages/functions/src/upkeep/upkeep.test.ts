import { JobRecord } from "@lab-grader/core/jobs/job";
import { startJob } from "@lab-grader/core/jobs/start-job";
import { DeadLetterRecord } from "@lab-grader/core/submissions/dead-letter";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aSubmission } from "@lab-grader/core/testing";
import { addSeconds } from "@lab-grader/core/time";
import type { SQSEvent } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { announceIn } from "../announce.ts";
import { handleBatch } from "../batch.ts";
import {
  aContext,
  aQueueEvent,
  aWorld,
  hash,
  recordedTelemetry,
  testIds,
  testTime,
  testTimings,
} from "../testing.ts";
import { receiveDeadRecord } from "./dead-letter-record.ts";
import { reconcileDue } from "./reconcile-due.ts";

async function aTestUpkeep() {
  const { table } = await aWorld();
  const { telemetry, counts } = recordedTelemetry();
  const sent: unknown[] = [];
  const deps = {
    table,
    telemetry,
    hash,
    timings: testTimings,
    now: () => testTime,
    announce: announceIn(telemetry, { publish: async () => {} }),
    send: async (message: unknown) => void sent.push(message),
  };
  const put = async (values: Partial<Submission>) => {
    const submission = aSubmission(values);
    await table.put(SubmissionRecord, submission);
    return submission;
  };
  const bury = (event: SQSEvent) =>
    handleBatch(event, aContext(), {
      ...deps,
      recordDeadlineSeconds: testTimings.recordDeadlineSeconds,
      handleRecord: (record) => receiveDeadRecord(record, deps),
    });
  const letters = async () =>
    (await table.list(DeadLetterRecord, { pk: "dead-letters#2026-03-01", prefix: "" })).items;
  let jobs = 0;
  const startTestJob = (kind: "refold" | "regrade" | "verify") =>
    startJob(
      { kind, cohortId: testIds.cohortId, by: "instructor-01", input: {} },
      {
        ...deps,
        newId: (prefix) => {
          jobs += 1;
          return `${prefix}_00000000000${jobs}`;
        },
      },
    );
  return { table, deps, counts, sent, put, bury, letters, startTestJob };
}

describe("the dead letters", () => {
  it("close a submission that was taken and given back as failed, and record why", async () => {
    const { table, put, bury, letters } = await aTestUpkeep();
    const submission = await put({ claim: 5 });
    const { submissionId } = submission;

    const answer = await bury(aQueueEvent([{ kind: "grade", submissionId }]));

    expect(answer.batchItemFailures).toEqual([]);
    expect(await table.get(SubmissionRecord, submission)).toMatchObject({ state: "failed" });
    expect(await letters()).toEqual([
      expect.objectContaining({ cause: "message.retries_exhausted", submissionId }),
    ]);
  });

  it("send a submission once more that nobody has taken", async () => {
    const { put, bury, sent } = await aTestUpkeep();
    const { submissionId } = await put({});

    await bury(aQueueEvent([{ kind: "grade", submissionId }]));

    expect(sent).toEqual([{ kind: "grade", submissionId }]);
  });

  it("leave a live lease alone and come back", async () => {
    const { table, put, bury } = await aTestUpkeep();
    const leaseUntil = "2026-03-01T12:00:05.000Z";
    const submission = await put({ state: "grading", claim: 1, leaseUntil });

    const answer = await bury(
      aQueueEvent([{ kind: "grade", submissionId: submission.submissionId }]),
    );

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "message-1" }]);
    expect((await table.get(SubmissionRecord, submission))?.state).toBe("grading");
  });

  it("of a job end it as failed, whether it looks into accounts or not", async () => {
    const { table, bury, letters, counts, startTestJob } = await aTestUpkeep();
    const ofPart = await startTestJob("regrade");
    const ofVerification = await startTestJob("verify");

    await bury(
      aQueueEvent([
        { kind: "job", jobId: ofPart.jobId, part: 3 },
        { kind: "verify", jobId: ofVerification.jobId },
      ]),
    );

    for (const { jobId } of [ofPart, ofVerification]) {
      expect(await table.get(JobRecord, { jobId })).toMatchObject({
        state: "failed",
        fault: { code: "job.dead_letter" },
      });
      expect(await letters()).toContainEqual(expect.objectContaining({ jobId }));
    }
    expect(counts.get("JobFailed")).toBe(2);
  });

  it("record what nobody could read, under the id and time that it had first", async () => {
    const { bury, letters } = await aTestUpkeep();
    const event = aQueueEvent(["{", "no JSON"]);
    const text = (stringValue: string) => ({ stringValue, dataType: "String" });
    const [moved] = event.Records;
    if (moved)
      moved.messageAttributes = {
        cause: text("message.unknown_kind"),
        originalMessageId: text("first-id"),
        originalSentAt: text("2026-03-01T11:00:00.000Z"),
      };

    await bury(event);
    await bury(event);

    expect(await letters()).toEqual([
      {
        messageId: "first-id",
        at: "2026-03-01T11:00:00.000Z",
        cause: "message.unknown_kind",
        bodyHash: hash("{"),
      },
      {
        messageId: "message-2",
        at: testTime,
        cause: "message.unreadable",
        bodyHash: hash("no JSON"),
      },
    ]);
  });
});

describe("the reconciler", () => {
  it("sends what is due again and counts it", async () => {
    const { deps, put, sent, counts } = await aTestUpkeep();
    const { submissionId } = await put({ dueAt: testTime });
    await put({ number: 2, dueAt: "2026-03-01T12:00:00.001Z" });

    await reconcileDue(deps);

    expect(sent).toEqual([{ kind: "grade", submissionId }]);
    expect(counts.get("SubmissionSentAgain")).toBe(1);
  });

  it("sends a job again that is due, and counts it", async () => {
    const { deps, sent, counts, startTestJob } = await aTestUpkeep();
    const { jobId } = await startTestJob("refold");
    sent.length = 0;
    const later = addSeconds(testTime, testTimings.queuedDueSeconds);

    await reconcileDue({ ...deps, now: () => later });

    expect(sent).toEqual([{ kind: "job", jobId }]);
    expect(counts.get("JobSentAgain")).toBe(1);
  });

  it("goes on after a submission that it could not send", async () => {
    const { deps, put, counts } = await aTestUpkeep();
    await put({ dueAt: testTime });
    await put({ number: 2, state: "failed", followUp: true, dueAt: testTime });

    await reconcileDue({
      ...deps,
      send: async () => {
        throw new Error("queue down");
      },
    });

    expect(counts.get("ReconcilerFault")).toBe(1);
    expect(counts.get("SubmissionFollowedUp")).toBe(1);
  });
});
