import { createHash } from "node:crypto";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import {
  CohortAssignmentRecord,
  cohortAssignmentOf,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { LearnerLoginRecord, LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { StaffCohortRecord } from "@lab-grader/core/cohorts/staff-cohort";
import type { Evidence, FactEvidence } from "@lab-grader/core/evidence/evidence";
import { localTimings } from "@lab-grader/core/grading/timings";
import { canonicalJson } from "@lab-grader/core/json";
import { StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import { type Items, memoryTable } from "@lab-grader/core/storage/memory-table";
import { aBinding, aCohort, aLearner, anAssignment, anEnrolment } from "@lab-grader/core/testing";
import type { APIGatewayProxyEventV2, Context, SQSEvent, SQSRecord } from "aws-lambda";
import type { Metric, Telemetry } from "./telemetry.ts";

export const testTime = "2026-03-01T12:00:00.000Z";
export const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/** Three criteria, the first of them the gate, the last one hidden. */
export const labSource = {
  id: "test-lab",
  version: "1.0.0",
  title: "A lab for tests",
  summary: "A table that can't be deleted.",
  minutes: 5,
  costUsd: 0,
  passAt: 70,
  variables: { region: "us-east-1", table: "lab-orders" },
  where: { region: "$region", table: "$table" },
  gate: "table",
  stages: {
    build: {
      title: "Build it",
      criteria: {
        table: { title: "The table is there", points: 2, check: "dynamodb.table" },
        protected: {
          title: "One wrong command can't delete it",
          points: 3,
          check: "dynamodb.deletion-protection",
          feedback: { "dynamodb.deletion_protection.off": "Step 2 of the lab sheet." },
          why: "Tables are deleted by mistake.",
          hints: ["Look at what can be switched on.", "Deletion protection, it is called."],
        },
        "also-protected": {
          title: "The same again, for staff only",
          points: 1,
          check: "dynamodb.deletion-protection",
          hidden: true,
        },
      },
    },
  },
};
export const labDigest = hash(canonicalJson(labSource));

/** Ids as the factories of core make them. */
export const testIds = {
  assignmentId: anAssignment().assignmentId,
  cohortId: anAssignment().cohortId,
  learnerId: aLearner().learnerId,
  otherLearnerId: "lrn_000000000002",
  otherCohortId: "coh_000000000002",
  otherAssignmentId: "asg_000000000002",
  accountId: "100000000001",
} as const;

/** A table with one cohort, its instructor, one assignment, two learners; and a second cohort of somebody else. */
export async function aWorld(values: { assignment?: Parameters<typeof anAssignment>[0] } = {}) {
  const items: Items = new Map();
  const table = memoryTable(items);
  const { cohortId, otherCohortId, otherAssignmentId } = testIds;
  const assignment = anAssignment({ labId: "test-lab", labDigest, ...values.assignment });
  await table.put(StoredLabRecord, {
    digest: labDigest,
    labId: "test-lab",
    version: "1.0.0",
    source: labSource,
  });
  for (const each of [
    assignment,
    anAssignment({
      ...assignment,
      assignmentId: otherAssignmentId,
      cohortId: otherCohortId,
      labId: "other-lab",
    }),
  ]) {
    await table.put(AssignmentRecord, each);
    await table.put(CohortAssignmentRecord, cohortAssignmentOf(each));
  }
  for (const [id, login] of [
    [cohortId, "instructor-01"],
    [otherCohortId, "instructor-02"],
  ] as const) {
    const staff = [{ login, role: "instructor" as const }];
    await table.put(CohortRecord, aCohort({ cohortId: id, staff }));
    await table.put(StaffCohortRecord, { login, cohortId: id });
  }
  for (const [number, cohort] of [cohortId, cohortId, otherCohortId].entries()) {
    const place = number + 1;
    const learner = aLearner({
      learnerId: `lrn_00000000000${place}`,
      login: `learner-0${place}`,
      accountId: `10000000000${place}`,
      cohorts: [cohort],
    });
    const { learnerId, login, accountId } = learner;
    await table.put(LearnerRecord, learner);
    await table.put(LearnerLoginRecord, { login, learnerId });
    await table.put(EnrolmentRecord, anEnrolment({ cohortId: cohort, learnerId, login }));
    await table.put(
      AccountBindingRecord,
      aBinding({ learnerId, ...(accountId === undefined ? {} : { accountId }) }),
    );
  }
  return { items, table, assignment };
}

/** Telemetry that remembers what was said. */
export function recordedTelemetry() {
  const entries: unknown[] = [];
  const counts = new Map<Metric, number>();
  const telemetry: Telemetry = {
    info: (message, keys) => entries.push({ message, ...keys }),
    error: (message, keys, error) => entries.push({ message, ...keys, error: String(error) }),
    count: (metric, count = 1) => counts.set(metric, (counts.get(metric) ?? 0) + count),
    publish: () => {},
  };
  return { telemetry, entries, counts };
}

export const testTimings = localTimings;

/** A request as an HTTP API hands it on, payload format 2.0. */
export function anApiEvent(request: {
  method?: string;
  path: string;
  login?: string;
  groups?: string;
  claims?: Record<string, string>;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
}): APIGatewayProxyEventV2 {
  const { method = "GET", path, login = "learner-01", groups = "[learner]", body } = request;
  const claims = request.claims ?? { sub: "5f0c", login, "cognito:groups": groups };
  const http = { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" };
  const requestContext = {
    accountId: "200000000000",
    apiId: "test",
    authorizer: { jwt: { claims, scopes: null } },
    domainName: "localhost",
    domainPrefix: "localhost",
    http,
    requestId: "request-01",
    routeKey: `${method} /v1/{proxy+}`,
    stage: "$default",
    time: "01/Mar/2026:12:00:00 +0000",
    timeEpoch: 1_772_366_400_000,
  };
  return {
    version: "2.0",
    routeKey: `${method} /v1/{proxy+}`,
    rawPath: path,
    rawQueryString: "",
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    },
    ...(request.query === undefined ? {} : { queryStringParameters: request.query }),
    requestContext,
    pathParameters: { proxy: path.replace("/v1/", "") },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: request.isBase64Encoded ?? false,
  };
}

/** What Lambda tells a function about its invocation. */
export function aContext({ remainingMs = 10_000 } = {}): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: "test",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:us-east-1:200000000000:function:test",
    memoryLimitInMB: "512",
    awsRequestId: "request-01",
    logGroupName: "test",
    logStreamName: "test",
    getRemainingTimeInMillis: () => remainingMs,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

/** A batch of the grading queue; texts are sent as they are, everything else as JSON. */
export function aQueueEvent(bodies: readonly unknown[], receiveCount = 1): SQSEvent {
  return { Records: bodies.map((body, at) => aQueueRecord(body, { at, receiveCount })) };
}

function aQueueRecord(
  body: unknown,
  { at, receiveCount }: { at: number; receiveCount: number },
): SQSRecord {
  return {
    messageId: `message-${at + 1}`,
    receiptHandle: `receipt-${at + 1}`,
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(Date.parse(testTime)),
      SenderId: "test",
      ApproximateFirstReceiveTimestamp: String(Date.parse(testTime)),
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:200000000000:grading",
    awsRegion: "us-east-1",
  };
}

/** What DescribeTable and ListTables say of the test lab's table. */
export function tableFacts(
  table: { isProtected?: boolean; status?: string; error?: string } = {},
): FactEvidence[] {
  const params = { region: "us-east-1", table: "lab-orders" };
  const call = { service: "dynamodb", region: "us-east-1", observedAt: testTime };
  const described = {
    Table: {
      TableName: "lab-orders",
      TableArn: "arn:aws:dynamodb:us-east-1:100000000001:table/lab-orders",
      TableStatus: table.status ?? "ACTIVE",
      KeySchema: [{ AttributeName: "orderId", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "orderId", AttributeType: "S" }],
      DeletionProtectionEnabled: table.isProtected ?? true,
    },
  };
  const answer = table.error
    ? { error: { name: table.error, message: "", status: 400 } }
    : { output: described };
  const isMissing = table.error === "ResourceNotFoundException";
  return [
    {
      kind: "dynamodb.table",
      params,
      answers: [
        { ...call, operation: "DescribeTable", input: { TableName: "lab-orders" }, ...answer },
      ],
    },
    {
      kind: "dynamodb.table-names",
      params,
      answers: isMissing
        ? [{ ...call, operation: "ListTables", input: {}, output: { TableNames: [] } }]
        : [],
    },
  ];
}

/** Evidence of a claim from facts, or of an account that did not open. */
export function evidenceFrom(
  claimed: { submissionId: string; claim: number; accountId: string },
  content: { facts?: FactEvidence[]; access?: Evidence["access"] },
): Evidence {
  const { facts = [], access = { status: "open", way: "role" } } = content;
  return {
    submissionId: claimed.submissionId,
    claim: claimed.claim,
    accountId: claimed.accountId,
    collectedAt: testTime,
    access,
    facts,
    hash: hash(canonicalJson(facts)),
  };
}
