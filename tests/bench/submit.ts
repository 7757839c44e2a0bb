import { createHash, randomBytes } from "node:crypto";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import { dynamoDbTable } from "@lab-grader/aws/table";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import { idFrom } from "@lab-grader/core/ids";
import { acceptSubmission } from "@lab-grader/core/submissions/accept-submission";
import { handleDelivery } from "@lab-grader/core/submissions/handle-delivery";
import { addSeconds } from "@lab-grader/core/time";
import { judgeClaimed } from "@lab-grader/functions/grading/judge-claimed";
import { lookIntoAccount } from "@lab-grader/functions/grading/look-into-account";
import { labReader } from "@lab-grader/functions/labs";
import { aContext, anApiEvent } from "@lab-grader/functions/testing";
import {
  functionRoleArn,
  graderAccountId,
  localRegion,
  localStage,
  resourceNames,
} from "@lab-grader/sandbox/local-system/grader-account";
import * as z from "zod";
import { type BenchSystem, firstLearner, withBenchSystem } from "./bench-system.ts";
import { type BenchPart, lower, type Metric } from "./metric.ts";

const warmUps = 20;
const submissions = 150;

/** What it costs to take a submission, and what the table charges for a whole one. */
export const submitPart: BenchPart = {
  prefix: "submit",
  measure: () => withBenchSystem(1 + warmUps + submissions, measureSubmitting),
};

async function measureSubmitting(system: BenchSystem): Promise<Metric[]> {
  return [
    lower("submit.cpuMs", await apiCpuMs(system), "ms"),
    lower("submit.writeUnits", await writeUnitsOfOne(system), "write units"),
  ];
}

/** CPU of this thread for one request to the API's own handler; the local AWS is in another one. */
async function apiCpuMs({
  endpoint,
  queueUrl,
  apiCredentials,
  learners,
  assignmentId,
}: BenchSystem) {
  Object.assign(process.env, {
    AWS_REGION: localRegion,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: apiCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: apiCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: apiCredentials.sessionToken,
    TABLE_NAME: resourceNames.table,
    GRADING_QUEUE_URL: queueUrl,
    REGRADE_QUEUE_URL: queueUrl,
    DEPLOYMENT_STAGE: localStage,
    EVENT_BUS_NAME: resourceNames.eventBus,
    GRADER_ROLE_ARN: functionRoleArn("grader"),
    POWERTOOLS_LOG_LEVEL: "SILENT",
    LOG_LEVEL: "SILENT",
    POWERTOOLS_METRICS_DISABLED: "true",
  });
  const { handler } = await import("@lab-grader/functions/api/main");
  const submit = async (login: string) => {
    const event = anApiEvent({
      method: "POST",
      path: `/v1/assignments/${assignmentId}/submissions`,
      login,
      groups: "[learner]",
      headers: { "idempotency-key": `bench-${login}` },
      body: JSON.stringify({ stage: "build" }),
    });
    const { statusCode } = await handler(event, aContext());
    if (statusCode !== 202) throw new Error(`the API answered ${statusCode}`);
  };
  const [, ...others] = learners;
  for (const { login } of others.slice(0, warmUps)) await submit(login);
  const start = process.threadCpuUsage();
  for (const { login } of others.slice(warmUps)) await submit(login);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000 / submissions;
}

/** From accepting to the cleared follow-up, as DynamoDB itself counts it. */
async function writeUnitsOfOne(system: BenchSystem): Promise<number> {
  const { endpoint, assignmentId } = system;
  const timings = cloudTimings;
  const http = new SharedHttpHandler(timings);
  const client = { endpoint, region: localRegion, requestHandler: http };
  const meter = meteredClient({ ...client, credentials: system.graderCredentials });
  const table = dynamoDbTable({ client: meter.client, tableName: resourceNames.table });
  const now = () => new Date().toISOString();
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const deps = { table, timings, now, hash };
  try {
    const accepted = await acceptSubmission(
      {
        ...firstLearner(system),
        assignmentId,
        stage: "build",
        idempotencyKey: "bench",
        body: { stage: "build" },
      },
      // Nobody else shall grade it: the measured thread does.
      { ...deps, send: async () => undefined },
    );
    if (accepted.status !== "accepted") throw new Error(`the submission was ${accepted.status}`);
    const collectEvidence = lookIntoAccount({
      ...{ http, now, hash, timings, endpoint, table },
      region: localRegion,
      sts: new STSClient({ ...client, credentials: system.graderCredentials }),
      deploymentStage: localStage,
    });
    const deadline = AbortSignal.timeout(30_000);
    const handled = await handleDelivery(
      {
        submissionId: accepted.submission.submissionId,
        deadline: addSeconds(now(), 60),
        receiveCount: 1,
      },
      {
        ...deps,
        newId: (prefix) => idFrom(prefix, randomBytes(8)),
        announce: async () => undefined,
        judge: (claimed) =>
          judgeClaimed(claimed, deadline, {
            ...deps,
            collectEvidence,
            graderAccountId,
            getLab: labReader(table),
          }),
      },
    );
    if (handled.because !== "committed")
      throw new Error(`the delivery ended as ${handled.because}`);
    return meter.units();
  } finally {
    meter.client.destroy();
    http.close();
  }
}

const Charged = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

/** Asks DynamoDB to say what each write costs, index included, and adds it up. */
function meteredClient(config: DynamoDBClientConfig) {
  const client = new DynamoDBClient(config);
  let units = 0;
  client.middlewareStack.add(
    (next, context) => async (step) => {
      const isWrite = /^(Put|Update)ItemCommand$/.test(context.commandName ?? "");
      if (isWrite) Object.assign(step.input, { ReturnConsumedCapacity: "TOTAL" });
      const result = await next(step);
      if (isWrite) units += Charged.parse(result.output).ConsumedCapacity.CapacityUnits;
      return result;
    },
    { step: "initialize" },
  );
  return { client, units: () => units };
}
