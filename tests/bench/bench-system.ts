import { once } from "node:events";
import { Worker } from "node:worker_threads";
import * as z from "zod";

const Credentials = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
});
export const BenchSystem = z.object({
  /** Of the local AWS. */
  endpoint: z.string(),
  assignmentId: z.string(),
  queueUrl: z.string(),
  /** The first of them has built the solution. */
  learners: z.array(
    z.object({
      login: z.string(),
      learnerId: z.string(),
      accountId: z.string(),
      externalId: z.string(),
    }),
  ),
  graderCredentials: Credentials,
  apiCredentials: Credentials,
});
/** A local system in another thread. */
export type BenchSystem = z.infer<typeof BenchSystem>;

const Calls = z.object({
  calls: z.array(
    z.object({
      service: z.string(),
      operation: z.string(),
      region: z.string(),
      inputDigest: z.string(),
    }),
  ),
});

/** Runs `use` with a local system, and takes it down afterwards. */
export async function withBenchSystem<Result>(
  learners: number,
  use: (system: BenchSystem) => Promise<Result>,
): Promise<Result> {
  const worker = new Worker(new URL("./local-system-worker.ts", import.meta.url), {
    workerData: learners,
  });
  try {
    const [message] = await once(worker, "message");
    return await use(BenchSystem.parse(message));
  } finally {
    await worker.terminate();
  }
}

export function firstLearner({ learners }: BenchSystem): BenchSystem["learners"][number] {
  const [first] = learners;
  if (!first) throw new Error("the local system has no learner");
  return first;
}

/** Every call of the account waits this long before it is answered. */
export async function setLatency(
  { endpoint }: BenchSystem,
  accountId: string,
  latencyMs: number,
): Promise<void> {
  const url = `${endpoint}/_sandbox/accounts/${accountId}/switches`;
  const response = await fetch(url, { method: "PUT", body: JSON.stringify({ latencyMs }) });
  if (!response.ok) throw new Error(`PUT ${url}: ${response.status} ${await response.text()}`);
}

/** What the account has been asked so far, each call as a text that equal calls share. */
export async function seenCalls({ endpoint }: BenchSystem, accountId: string): Promise<string[]> {
  const url = `${endpoint}/_sandbox/calls?accountId=${accountId}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
  return Calls.parse(await response.json()).calls.map(
    (call) => `${call.service} ${call.operation} ${call.region} ${call.inputDigest}`,
  );
}
