import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GradebookMatrix } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import type { Table } from "@lab-grader/core/storage/table";
import { aCohort } from "@lab-grader/core/testing";
import { type Api, createApi } from "@lab-grader/functions/api/api";
import { noSignedCalls, testLearnerRole } from "@lab-grader/functions/api/testing";
import { labReader } from "@lab-grader/functions/labs";
import { aContext, anApiEvent, hash, recordedTelemetry } from "@lab-grader/functions/testing";
import * as z from "zod";
import { assignments, classTime, withClassTable } from "./class-table.ts";
import { type BenchPart, lower, median } from "./metric.ts";

const page = 200;
const rounds = 5;
const { cohortId } = aCohort();

/** What a page of 200 learners of a class of 1,000 with 20 labs of three stages costs. */
export const gradebookPart: BenchPart = {
  prefix: "gradebook",
  measure: () => withClassTable(measurePage),
};

async function measurePage(table: Table, client: DynamoDBClient) {
  const api = apiOver(table);
  const meter = meterReads(client);
  const cpuMs: number[] = [];
  let cursor: string | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.threadCpuUsage();
    const body = await readPage(api, cursor);
    const { user, system } = process.threadCpuUsage(start);
    cpuMs.push((user + system) / 1000);
    const { rows, columns, cursor: next } = GradebookMatrix.parse(JSON.parse(body));
    if (rows.length !== page || columns.length !== assignments)
      throw new Error(`a page of ${rows.length} learners and ${columns.length} assignments`);
    cursor = next;
  }
  return [
    lower("gradebook.page.queries", meter.requests / rounds, "requests"),
    lower("gradebook.page.readUnits", meter.units / rounds, "read units"),
    lower("gradebook.page.cpuMs", median(cpuMs), "ms"),
  ];
}

/** Asks the API, as API Gateway would. */
async function readPage(api: Api, cursor: string | undefined): Promise<string> {
  const event = anApiEvent({
    path: `/v1/cohorts/${cohortId}/gradebook`,
    ...{ login: "instructor-01", groups: "[instructor]" },
    query: { limit: String(page), ...(cursor === undefined ? {} : { cursor }) },
  });
  const { statusCode, body } = await api(event, aContext());
  if (statusCode !== 200 || body === undefined) throw new Error(`the API answered ${statusCode}`);
  return body;
}

function apiOver(table: Table): Api {
  return createApi({
    table,
    getLab: labReader(table),
    now: () => classTime,
    hash,
    timings: cloudTimings,
    telemetry: recordedTelemetry().telemetry,
    learnerRole: testLearnerRole,
    signedCalls: noSignedCalls,
    send: async () => {},
    announce: async () => {},
    newId: (prefix) => `${prefix}_000000000000`,
    newSecret: () => "0".repeat(32),
  });
}

const Consumed = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

/** Counts every request to the table, and asks AWS what each read cost. */
function meterReads(client: DynamoDBClient): { requests: number; units: number } {
  const meter = { requests: 0, units: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = { ...args.input, ReturnConsumedCapacity: "TOTAL" as const };
      const result = await next({ ...args, input });
      meter.requests += 1;
      meter.units += Consumed.parse(result.output).ConsumedCapacity.CapacityUnits;
      return result;
    },
    { step: "initialize" },
  );
  return meter;
}
