import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aBinding, aSubmission } from "@lab-grader/core/testing";
import { addSeconds } from "@lab-grader/core/time";
import { describe, expect, it } from "vitest";
import { announceIn } from "../announce.ts";
import { handleBatch } from "../batch.ts";
import { labReader } from "../labs.ts";
import {
  aContext,
  aQueueEvent,
  aWorld,
  evidenceFrom,
  hash,
  labDigest,
  recordedTelemetry,
  tableFacts,
  testIds,
  testTime,
  testTimings,
} from "../testing.ts";
import { type GradeDeps, gradeRecord } from "./grade-record.ts";
import type { CollectEvidence } from "./judge-claimed.ts";

type Look = Parameters<CollectEvidence>[0];

/** The grader over a table in memory; `account` says what the learner's account looks like. */
async function aTestGrader(account: (look: Look) => ReturnType<CollectEvidence>) {
  const world = await aWorld();
  const { telemetry, entries, counts } = recordedTelemetry();
  const sent: { submissionId: string; delaySeconds: number }[] = [];
  const hidden: [string, number][] = [];
  const dead: unknown[] = [];
  let now = testTime;
  let grades = 0;
  const deps: GradeDeps = {
    table: world.table,
    getLab: labReader(world.table),
    collectEvidence: account,
    graderAccountId: "200000000000",
    now: () => now,
    hash,
    newId: (prefix) => `${prefix}_${String(++grades).padStart(12, "0")}`,
    timings: testTimings,
    send: async (message, { delaySeconds }) => {
      if (message.kind === "grade") sent.push({ submissionId: message.submissionId, delaySeconds });
    },
    announce: announceIn(telemetry, { publish: async () => {} }),
    hide: async (receiptHandle, seconds) => void hidden.push([receiptHandle, seconds]),
    sendToDeadLetters: async (message) => void dead.push(message),
    lookAtRole: async () => ({ status: "platform_fault", reason: "platform.sts_timeout" }),
    telemetry,
  };
  const deliver = (bodies: readonly unknown[], options: { receiveCount?: number } = {}) =>
    handleBatch(aQueueEvent(bodies, options.receiveCount), aContext(), {
      ...deps,
      recordDeadlineSeconds: testTimings.recordDeadlineSeconds,
      handleRecord: (record, time) => gradeRecord(record, time, deps),
    });
  const queue = async (values: Partial<Submission> = {}) => {
    const submission = aSubmission({ labDigest, ...values });
    await world.table.put(SubmissionRecord, submission);
    return submission;
  };
  const stored = (key: Submission) => world.table.get(SubmissionRecord, key);
  const pass = (seconds: number) => {
    now = addSeconds(now, seconds);
  };
  return { ...world, sent, hidden, dead, entries, counts, deliver, queue, stored, pass };
}

function messageOf({ submissionId }: Submission) {
  return { kind: "grade", submissionId };
}

const whole: CollectEvidence = async ({ claimed }) =>
  evidenceFrom(claimed, { facts: tableFacts() });
const withTable =
  (table: Parameters<typeof tableFacts>[0]): CollectEvidence =>
  async ({ claimed }) =>
    evidenceFrom(claimed, { facts: tableFacts(table) });
const nothingFailed = { batchItemFailures: [] };

describe("the grader", () => {
  it("grades a submission, keeps its evidence and fills the gradebook", async () => {
    const { queue, deliver, stored, table } = await aTestGrader(whole);
    const submission = await queue();

    const answer = await deliver([messageOf(submission)]);

    const graded = await stored(submission);
    expect(answer).toEqual(nothingFailed);
    expect(graded).toMatchObject({ state: "graded", counts: true, points: "6", claim: 1 });
    expect(graded?.followUp).toBeUndefined();
    expect(await table.get(EvidenceRecord, { ...submission, claim: 1 })).toBeDefined();
    expect(await table.get(CellRecord, submission)).toMatchObject({ points: "6" });
  });

  it("grades once, however often the message comes", async () => {
    const { queue, deliver, table, stored } = await aTestGrader(whole);
    const submission = await queue();
    const message = messageOf(submission);

    const first = await deliver([message, message]);
    const again = await deliver([message]);

    const grades = await table.list(GradeRecord, { pk: submission.submissionId, prefix: "grade#" });
    expect(first.batchItemFailures).toHaveLength(1);
    expect(again).toEqual(nothingFailed);
    expect(grades.items).toHaveLength(1);
    expect((await stored(submission))?.claim).toBe(1);
  });

  it("uses no attempt behind a red gate", async () => {
    const { queue, deliver, stored } = await aTestGrader(
      withTable({ error: "ResourceNotFoundException" }),
    );
    const submission = await queue();

    await deliver([messageOf(submission)]);

    expect(await stored(submission)).toMatchObject({ state: "graded", counts: false, points: "0" });
  });

  it("uses no attempt when nothing has changed since the last one", async () => {
    const { queue, deliver, stored } = await aTestGrader(whole);
    const first = await queue();
    await deliver([messageOf(first)]);
    const second = await queue({ number: 2 });

    await deliver([messageOf(second)]);

    expect((await stored(first))?.counts).toBe(true);
    expect(await stored(second)).toMatchObject({ state: "graded", counts: false });
  });

  it("blocks when one permission is missing", async () => {
    const { queue, deliver, stored } = await aTestGrader(
      withTable({ error: "AccessDeniedException" }),
    );
    const submission = await queue();

    const answer = await deliver([messageOf(submission)]);

    expect(answer).toEqual(nothingFailed);
    expect(await stored(submission)).toMatchObject({ state: "blocked", counts: false });
  });

  it.each([
    ["a role that no longer lets us in", "access", "access.role_not_assumable", 1],
    ["an account that was never registered", "access", "access.not_registered", undefined],
    ["a lab whose policy is too long", "rubric", "rubric.session_policy", undefined],
  ] as const)("counts as a lost account only what once let us in: %s", async (...shut) => {
    const [, fault, reason, expected] = shut;
    const { queue, deliver, counts } = await aTestGrader(async ({ claimed }) =>
      evidenceFrom(claimed, {
        access: {
          status: "refused",
          way: "role",
          fault,
          reason,
          at: testTime,
          region: "us-east-1",
        },
      }),
    );

    await deliver([messageOf(await queue())]);

    expect(counts.get("AccessLost")).toBe(expected);
  });

  it.each([
    ["of somebody else", { learnerId: testIds.otherLearnerId }, false],
    ["expired", { expiresAt: testTime }, false],
    ["good", {}, true],
  ])("looks the binding up at each session: %s", async (_, values, isGiven) => {
    const bindings: boolean[] = [];
    const { queue, deliver, table } = await aTestGrader(async (look) => {
      bindings.push(look.binding !== undefined);
      return whole(look);
    });
    await table.put(AccountBindingRecord, aBinding({ accountId: testIds.accountId, ...values }));

    await deliver([messageOf(await queue())]);

    expect(bindings).toEqual([isGiven]);
  });
});

describe("waiting for AWS", () => {
  it("is acknowledged, and sent again when it is time", async () => {
    const { queue, deliver, stored, sent } = await aTestGrader(withTable({ status: "CREATING" }));
    const submission = await queue();
    const { submissionId } = submission;

    const answer = await deliver([messageOf(submission)]);
    const tooEarly = await deliver([messageOf(submission)]);

    expect([answer, tooEarly]).toEqual([nothingFailed, nothingFailed]);
    expect(await stored(submission)).toMatchObject({ state: "waiting", claim: 1 });
    expect(sent).toEqual([{ submissionId, delaySeconds: testTimings.waitingPeriodSeconds }]);
  });

  it("ends as blocked when AWS takes too long, and uses no attempt", async () => {
    const { queue, deliver, stored, pass } = await aTestGrader(withTable({ status: "CREATING" }));
    const submission = await queue();
    await deliver([messageOf(submission)]);
    pass(testTimings.waitingLimitSeconds);

    await deliver([messageOf(submission)]);

    expect(await stored(submission)).toMatchObject({ state: "blocked", counts: false });
  });
});

describe("a platform fault", () => {
  const throttled = withTable({ error: "ThrottlingException" });

  it("gives the claim back and hides the message, longer each time", async () => {
    const { queue, deliver, stored, hidden } = await aTestGrader(throttled);
    const submission = await queue();

    const answer = await deliver([messageOf(submission)]);
    await deliver([messageOf(submission)], { receiveCount: 3 });

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "message-1" }]);
    expect(hidden).toEqual([
      ["receipt-1", testTimings.retryDelaySeconds],
      ["receipt-1", testTimings.retryDelaySeconds * 4],
    ]);
    expect(await stored(submission)).toMatchObject({
      state: "queued",
      fault: { reason: "platform.throttled" },
    });
  });

  it("ends as failed after too many claims, never as zero points", async () => {
    const { queue, deliver, stored } = await aTestGrader(throttled);
    const submission = await queue({ claim: testTimings.maxClaims });

    const answer = await deliver([messageOf(submission)]);

    const failed = await stored(submission);
    expect(answer).toEqual(nothingFailed);
    expect(failed?.state).toBe("failed");
    expect(failed?.points).toBeUndefined();
  });
});

describe("a batch", () => {
  it("sends what nobody can read to the dead letters with the reason, and deletes it", async () => {
    const { deliver, dead } = await aTestGrader(whole);

    const answer = await deliver([
      "{",
      { kind: "grade" },
      { kind: "grade", submissionId: "sub_x" },
      { kind: "job", jobId: "job_000000000001" },
    ]);

    expect(answer).toEqual(nothingFailed);
    expect(dead).toEqual([
      expect.objectContaining({ messageId: "message-1", cause: "message.unreadable", body: "{" }),
      expect.objectContaining({ messageId: "message-2", cause: "message.unreadable" }),
      expect.objectContaining({ messageId: "message-3", cause: "message.unreadable" }),
      expect.objectContaining({ messageId: "message-4", cause: "message.unknown_kind" }),
    ]);
  });

  it("reports only the record that crashed", async () => {
    const { queue, deliver, stored, counts } = await aTestGrader(async (look) => {
      if (look.claimed.number === 1) throw new Error("crash");
      return whole(look);
    });
    const first = await queue();
    const second = await queue({ number: 2 });

    const answer = await deliver([messageOf(first), messageOf(second)]);

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "message-1" }]);
    expect((await stored(second))?.state).toBe("graded");
    expect(counts.get("RecordCrashed")).toBe(1);
  });

  it("acknowledges a submission that does not exist", async () => {
    const { deliver } = await aTestGrader(whole);

    expect(await deliver([messageOf(aSubmission())])).toEqual(nothingFailed);
  });

  it("acknowledges a verification that does not exist", async () => {
    const { deliver } = await aTestGrader(whole);

    expect(await deliver([{ kind: "verify", jobId: "job_000000000001" }])).toEqual(nothingFailed);
  });

  it("logs no ExternalId and no evidence", async () => {
    const { queue, deliver, entries } = await aTestGrader(whole);

    await deliver([messageOf(await queue())]);

    expect(JSON.stringify(entries)).not.toContain(aBinding().externalId);
    expect(JSON.stringify(entries)).not.toContain("DescribeTable");
  });
});
