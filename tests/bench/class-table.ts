import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { itemOf, type TableItem } from "@lab-grader/aws/table-item";
import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import {
  CohortAssignmentRecord,
  cohortAssignmentOf,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { type Enrolment, EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { type Cell, CellRecord } from "@lab-grader/core/gradebook/cell";
import { foldCell } from "@lab-grader/core/gradebook/fold-cell";
import type { Table } from "@lab-grader/core/storage/table";
import { aCohort, anAssignment, anEnrolment, aSubmission } from "@lab-grader/core/testing";
import * as z from "zod";

/** Of the class. */
export const learners = 1_000;
/** Labs of three stages. */
export const assignments = 20;
/** When everybody handed in, and when it is looked at. */
export const classTime = "2026-03-01T12:00:00.000Z";

const atOnce = 16;

const Place = z.object({
  endpoint: z.string(),
  region: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  tableName: z.string(),
});

/** Lends a table of the local AWS, which another thread serves, with the class in it. */
export async function withClassTable<Result>(
  use: (table: Table, client: DynamoDBClient) => Promise<Result>,
): Promise<Result> {
  const worker = new Worker(new URL("./table-worker.ts", import.meta.url));
  try {
    const [message] = await once(worker, "message");
    const { tableName, ...config } = Place.parse(message);
    const client = new DynamoDBClient(config);
    await putItems(client, tableName, classItems());
    const result = await use(dynamoDbTable({ client, tableName }), client);
    client.destroy();
    return result;
  } finally {
    await worker.terminate();
  }
}

/** The class, with an attempt of everybody at everything. */
export function classItems(): readonly TableItem[] {
  const given = Array.from({ length: assignments }, (_, lab) => anAssignmentOf(lab));
  const people = Array.from({ length: learners }, (_, place) => idOf("lrn", place));
  return [
    itemOf(CohortRecord, aCohort()),
    ...given.map((each) => itemOf(CohortAssignmentRecord, cohortAssignmentOf(each))),
    ...people.map((learnerId, place) => itemOf(EnrolmentRecord, anEnrolmentOf(learnerId, place))),
    ...people.flatMap((learnerId) =>
      given.map((assignment) => itemOf(CellRecord, cellOf(assignment, learnerId))),
    ),
  ];
}

/** Writes items in batches, several at once. */
export async function putItems(
  client: DynamoDBClient,
  tableName: string,
  items: readonly TableItem[],
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, batch) =>
    items.slice(batch * 25, (batch + 1) * 25),
  );
  await forEachAtOnce(batches, async (batch) => {
    const puts = batch.map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: puts } }));
  });
}

function anAssignmentOf(lab: number): Assignment {
  return anAssignment({
    assignmentId: idOf("asg", lab),
    title: `Lab ${lab}`,
    stages: ["build", "break", "correct"].map((stage) => ({ stage })),
    dueAt: "2026-02-01T00:00:00.000Z",
  });
}

function anEnrolmentOf(learnerId: string, place: number): Enrolment {
  const externalIds = { canvasId: String(place + 1) };
  return anEnrolment({ learnerId, login: `learner-${place}`, externalIds });
}

function cellOf(assignment: Assignment, learnerId: string): Cell {
  const { assignmentId } = assignment;
  const submissions = assignment.stages.map(({ stage }) =>
    aSubmission({
      ...{ assignmentId, learnerId, stage, number: 3, state: "graded", counts: true },
      ...{ effectiveGrade: "grd_000000000001", submittedAt: classTime },
      ...{ points: "110/3", judgedPoints: "40", maxPoints: "40" },
    }),
  );
  const fold = foldCell({ assignment, learnerId, terms: undefined, submissions });
  return { ...fold, version: 1, foldedAt: classTime };
}

function idOf(prefix: string, place: number): string {
  return `${prefix}_${String(place).padStart(12, "0")}`;
}

async function forEachAtOnce<Item>(
  items: readonly Item[],
  use: (item: Item) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += atOnce)
    await Promise.all(items.slice(from, from + atOnce).map(use));
}
