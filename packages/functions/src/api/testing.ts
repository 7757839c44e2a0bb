import type { ResultEvent } from "@lab-grader/core/contracts/events";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { bindStage } from "@lab-grader/core/lab/bind-stage";
import type { Table } from "@lab-grader/core/storage/table";
import type { NewId } from "@lab-grader/core/submissions/ports";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aGrade, aSubmission } from "@lab-grader/core/testing";
import { labReader } from "../labs.ts";
import {
  aContext,
  anApiEvent,
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
import { createApi } from "./api.ts";
import type { SignedCallPorts } from "./deps.ts";

export const submissionsPath = `/v1/assignments/${testIds.assignmentId}/submissions`;

/** The role that learners of the test's deployment make. */
export const testLearnerRole = {
  roleName: "LabGraderAccess-test",
  deploymentStage: "test",
  graderRoleArn: "arn:aws:iam::200000000000:role/lab-grader-grader",
  graderAccountId: "200000000000",
  region: "us-east-1",
};

/** AWS is not there. */
export const noSignedCalls: SignedCallPorts = {
  forward: async () => ({ status: "unreachable" }),
  largestAnswerBytes: 512 * 1024,
  endpoint: undefined,
};

/** The API over a table in memory. */
export async function aTestApi(
  options: Parameters<typeof aWorld>[0] & {
    send?: () => Promise<void>;
    now?: string;
    timings?: GradingTimings;
  } = {},
) {
  const world = await aWorld(options);
  const sent: unknown[] = [];
  const reads: string[] = [];
  const table: Table = {
    ...world.table,
    get: (record, key) => {
      reads.push(record.kind);
      return world.table.get(record, key);
    },
    list: (record, range) => {
      reads.push(record.kind);
      return world.table.list(record, range);
    },
  };
  const events: ResultEvent[] = [];
  const { telemetry, entries, counts } = recordedTelemetry();
  // Above the ids that the world has.
  let ids = 100;
  let secrets = -1;
  const newId: NewId = (prefix) => {
    ids += 1;
    return `${prefix}_${String(ids).padStart(12, "0")}`;
  };
  const api = createApi({
    table,
    send: options.send ?? (async (message) => void sent.push(message)),
    getLab: labReader(table),
    now: () => options.now ?? testTime,
    hash,
    newId,
    announce: async (event) => void events.push(event),
    newSecret: () => {
      secrets += 1;
      return String(secrets).padStart(32, "0");
    },
    timings: options.timings ?? testTimings,
    telemetry,
    learnerRole: testLearnerRole,
    signedCalls: noSignedCalls,
  });
  const call = async (request: Parameters<typeof anApiEvent>[0]) => {
    const { statusCode, headers = {}, body } = await api(anApiEvent(request), aContext());
    const json: unknown = body === undefined ? undefined : JSON.parse(body);
    return { statusCode, headers, json };
  };
  const submit = (request: Partial<Parameters<typeof anApiEvent>[0]> = {}) =>
    call({
      method: "POST",
      path: submissionsPath,
      headers: { "idempotency-key": "key-1" },
      body: '{"stage":"build"}',
      ...request,
    });
  return { ...world, reads, sent, events, entries, counts, api, call, submit };
}

export const instructor = { login: "instructor-01", groups: "[instructor]" };

/** Stores a submission that was graded, blocked or left waiting with this table in the account. */
export async function store(
  table: Table,
  looked: Parameters<typeof tableFacts>[0],
  values: Partial<Submission> = {},
) {
  const draft = aSubmission({ labDigest, state: "graded", counts: true, claim: 1, ...values });
  const gradeId = `grd_${String(draft.number).padStart(12, "0")}`;
  const { accountId } = draft;
  const stage = bindStage(await labReader(table)(labDigest), "build", {
    learner: { login: "learner-01", accountId },
    graderAccountId: "200000000000",
  });
  const evidence = evidenceFrom({ ...draft, claim: 1 }, { facts: tableFacts(looked) });
  const { outcomes, points, judgedPoints, maxPoints } = gradeSubmission(stage, evidence, {
    accountId,
  });
  const isClosed = draft.state !== "waiting";
  const totals = { points, judgedPoints, maxPoints };
  const submission: Submission = {
    ...draft,
    ...(isClosed ? { effectiveGrade: gradeId, ...totals } : { provisionalGrade: gradeId }),
  };
  await table.put(SubmissionRecord, submission);
  await table.put(EvidenceRecord, evidence);
  await table.put(
    GradeRecord,
    aGrade({
      gradeId,
      submissionId: submission.submissionId,
      labDigest,
      ...totals,
      outcomes: [...outcomes],
      attemptHash: submission.attemptHash ?? String(draft.number),
    }),
  );
  return submission;
}
