import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { QueueMessage } from "@lab-grader/core/contracts/queue";
import { auditChain } from "@lab-grader/core/gradebook/audit-chain";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { foldCell, isCellOf } from "@lab-grader/core/gradebook/fold-cell";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { runJob } from "@lab-grader/core/jobs/run-job";
import { publishLab } from "@lab-grader/core/lab/publish-lab";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import {
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { aTestApi, instructor, store } from "../api/testing.ts";
import { labReader } from "../labs.ts";
import {
  evidenceFrom,
  hash,
  labSource,
  recordedTelemetry,
  tableFacts,
  testIds,
  testTime,
  testTimings,
} from "../testing.ts";
import { lookRecord } from "./look-record.ts";
import { jobWorks } from "./works.ts";

export const regradesPath = `/v1/assignments/${testIds.assignmentId}/regrades`;

/** The API and a regrader over one table in memory, and two learners who have handed in. */
export async function aTestRegrader() {
  const api = await aTestApi();
  const { table, sent } = api;
  const crash = { at: Number.POSITIVE_INFINITY, acts: 0 };
  const act = async <Result>(does: () => Promise<Result>): Promise<Result> => {
    crash.acts += 1;
    if (crash.acts === crash.at) throw new Error("crashed before");
    return await does();
  };
  const crashing: Table = {
    ...table,
    put: (record, value, condition) => act(() => table.put(record, value, condition)),
    update: (record, key, change, condition) =>
      act(() => table.update(record, key, change, condition)),
  };
  const announce = async (event: (typeof api.events)[number]) => void api.events.push(event);
  let ids = 500;
  const deps = {
    table: crashing,
    getLab: labReader(table),
    graderAccountId: "200000000000",
    now: () => testTime,
    hash,
    newId: (prefix: string) => {
      ids += 1;
      return `${prefix}_${String(ids).padStart(12, "0")}`;
    },
    timings: testTimings,
    send: (message: QueueMessage) => act(async () => void sent.push(message)),
    announce: (event: Parameters<typeof announce>[0]) => act(() => announce(event)),
  };
  const works = jobWorks(deps);
  const { telemetry } = recordedTelemetry();
  const accounts = new Map<string, Parameters<typeof tableFacts>[0]>();
  /** The graders: what an account looks like now is what the test says. */
  const lookDeps = {
    ...deps,
    telemetry,
    collectEvidence: async ({ claimed }: { claimed: Submission }) =>
      evidenceFrom(claimed, { facts: tableFacts(accounts.get(claimed.accountId)) }),
  };
  /** Delivers until no message is left; what crashes comes back. */
  const drain = async () => {
    for (let left = sent.shift(); left !== undefined; left = sent.shift()) {
      const message = QueueMessage.parse(left);
      try {
        if (message.kind === "look")
          await lookRecord(message, AbortSignal.timeout(60_000), lookDeps);
        if (message.kind === "job") await runJob(message, { ...deps, works });
      } catch (error) {
        if (!String(error).includes("crashed")) throw error;
        sent.push(message);
      }
    }
  };
  const ask = (method: "GET" | "POST", path: string, body?: object) =>
    api.call({
      method,
      path,
      ...instructor,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const handIn = (looked: Parameters<typeof tableFacts>[0], values: Partial<Submission> = {}) =>
    store(table, looked, { closedAt: testTime, ...values });
  return { ...api, crash, drain, ask, handIn, accounts };
}

type Criteria = Readonly<Record<string, object>>;

/** Publishes the test's lab with other criteria. */
export async function publishVersion(
  table: Table,
  version: string,
  change: (criteria: Criteria) => Criteria,
): Promise<string> {
  const { build } = labSource.stages;
  const criteria = change(build.criteria);
  const source = { ...labSource, version, stages: { build: { ...build, criteria } } };
  const publication = await publishLab(JSON.parse(JSON.stringify(source)), {
    ...{ table, hash, by: "instructor-01" },
    at: `2026-03-01T12:${version.split(".")[1]?.padStart(2, "0")}:00.000Z`,
  });
  if (publication.status === "refused") throw new Error(JSON.stringify(publication.params));
  return publication.labVersion.digest;
}

/** What must be true of the learners of the test's cohort whenever everything rests. */
export async function brokenInvariants(table: Table): Promise<string[]> {
  const { assignmentId, cohortId } = testIds;
  const learners = [testIds.learnerId, testIds.otherLearnerId];
  const broken = await Promise.all(
    learners.map(async (learnerId) => {
      const of = { assignmentId, cohortId, learnerId };
      const submissions = await listAll(table, SubmissionRecord, {
        pk: submissionPartition(of),
        prefix: "",
      });
      return [
        ...(await Promise.all(submissions.map((each) => brokenChain(each, table)))).flat(),
        ...(await brokenCell(of, submissions, table)),
      ];
    }),
  );
  return broken.flat();
}

async function brokenChain(submission: Submission, table: Table): Promise<string[]> {
  const { submissionId, followUp } = submission;
  const grades = await listAll(table, GradeRecord, { pk: submissionId, prefix: "grade#" });
  const chain = auditChain(submission, grades, { hash });
  if (chain.status === "broken") return [`${submissionId}: ${chain.code} ${chain.gradeId}`];
  const plans = chain.grades.flatMap(({ jobId = [] }) => jobId);
  return [
    ...(followUp ? [`${submissionId} is not followed up`] : []),
    ...(new Set(plans).size === plans.length ? [] : [`${submissionId}: one plan, two grades`]),
  ];
}

async function brokenCell(
  of: { assignmentId: string; cohortId: string; learnerId: string },
  submissions: readonly Submission[],
  table: Table,
): Promise<string[]> {
  const [assignment, cell, terms] = await Promise.all([
    table.get(AssignmentRecord, of),
    table.get(CellRecord, of),
    newestTerms(of, table),
  ]);
  if (!assignment || !cell) return [];
  const { learnerId } = of;
  return isCellOf(cell, foldCell({ assignment, learnerId, terms, submissions }))
    ? []
    : [`the cell of ${learnerId} is not its fold`];
}
