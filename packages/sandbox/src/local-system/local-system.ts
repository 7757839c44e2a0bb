import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type GradingTimings, localTimings } from "@lab-grader/core/grading/timings";
import type { Table } from "@lab-grader/core/storage/table";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { createLocalFunctions, type FunctionEntries, realEntries } from "./functions.ts";
import { type FunctionName, graderAccount, localRegion } from "./grader-account.ts";
import { learnerLogins } from "./learner-accounts.ts";
import { localPeople } from "./people.ts";
import { publishOtherLabs } from "./publish-labs.ts";
import { readLab } from "./read-lab.ts";
import { createResources, type QueueUrls, queueUrlsAt, type Resources } from "./resources.ts";
import { type SeededCohort, seedCohort } from "./seed.ts";
import { startServing } from "./serving.ts";
import { assertFree, removeState, writeState } from "./state-file.ts";
import { startWiring } from "./wiring.ts";

export interface LocalSystemOptions {
  /** Of the local AWS; default 0: any free one. */
  readonly port?: number;
  /** Of the API; default 0: any free one. */
  readonly apiPort?: number;
  /** What the web application's build wrote or will have written; absent: it is not served. */
  readonly siteDirectory?: string | Promise<string>;
  /** Of the web application; default 0: any free one. */
  readonly sitePort?: number;
  /** Where another program serves the web application: `http://localhost:4602`. */
  readonly siteOrigin?: string;
  readonly timings?: GradingTimings;
  /** How many, or their logins; default 24. */
  readonly learners?: number | readonly string[];
  /** Default: one, `instructor-01`. */
  readonly instructors?: readonly string[];
  /** Default `demo`. */
  readonly cohortName?: string;
  /** Default: the labs of this repository. */
  readonly labsDirectory?: string;
  /** Default `dynamodb-introduction`. */
  readonly labId?: string;
  /** Whether the others are published too, to make assignments of; default: not. */
  readonly publishLabs?: boolean;
  /** Counted attempts per stage; absent: what the lab says. */
  readonly attemptLimit?: number | "unlimited";
  /** Instances of a function, at most; a batch of the grader is up to 10 submissions. */
  readonly concurrency?: Partial<Readonly<Record<FunctionName, number>>>;
  /** Modules in the place of the real functions. */
  readonly entries?: Partial<FunctionEntries>;
  /** Where `.labgrader/local.json` is written, for other processes; absent: no file. */
  readonly stateDirectory?: string;
  readonly onProgress?: (ready: StartedPart) => void;
  /** What functions write and what fails around them; absent: nothing is said. */
  readonly logs?: (source: string, text: string) => void;
}

/** What has just become ready, in this order but for the functions. */
export type StartedPart = "local AWS" | "API" | "functions" | "cohort";

/** The whole system on a laptop: AWS, functions, API and a cohort. */
export interface LocalSystem {
  /** The local AWS: `http://localhost:4600`. */
  readonly sandboxUrl: string;
  /** The API: `http://localhost:4601`. */
  readonly apiUrl: string;
  /** The web application: `http://localhost:4602`; absent where it is not served. */
  readonly siteUrl: string | undefined;
  readonly sandbox: Sandbox;
  readonly cohort: SeededCohort;
  /** The system's own table, as its operator sees it. */
  readonly table: Table;
  readonly queueUrls: QueueUrls;
  /** @throws Error where nobody has this login. */
  tokenFor(login: string): Promise<string>;
  /** Resolves when every accepted submission is closed and followed up, and every job is closed. */
  settled(signal?: AbortSignal): Promise<void>;
  /** Resolves when, beyond that, all queues are empty: messages about closed submissions too. */
  idle(signal?: AbortSignal): Promise<void>;
  /** What runs gets a second to end. */
  close(): Promise<void>;
}

type Cleanup = () => unknown;

const defaultConcurrency: Readonly<Record<FunctionName, number>> = {
  api: 2,
  grader: 2,
  regrader: 1,
  "dead-letters": 1,
  reconciler: 1,
};
const idlePeriodMs = 25;
/** Later than everything that is due. */
const endOfTime = "9999-12-31T23:59:59.999Z";

/** @throws Error where a port is taken, a function can't start or the lab has problems. */
export async function startLocalSystem(options: LocalSystemOptions = {}): Promise<LocalSystem> {
  const cleanups: Cleanup[] = [];
  const close = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) {
      await cleanup();
    }
  };
  try {
    return { ...(await start(options, (cleanup) => cleanups.push(cleanup))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: LocalSystemOptions,
  atClose: (cleanup: Cleanup) => void,
): Promise<Omit<LocalSystem, "close">> {
  const { timings = localTimings, logs, onProgress = () => undefined } = options;
  const concurrency = { ...defaultConcurrency, ...options.concurrency };
  const people = new Map<string, readonly string[]>();
  if (options.stateDirectory !== undefined) {
    await assertFree(options.stateDirectory);
  }

  const sandbox = await startSandbox({ port: options.port ?? 0 });
  atClose(() => sandbox.close());
  sandbox.createAccount(graderAccount());
  onProgress("local AWS");

  const { endpoint, accounts } = sandbox;
  const queueUrls = queueUrlsAt(endpoint);
  const wired = { accounts, endpoint, queueUrls, timings, concurrency };
  const entries = { ...realEntries, ...options.entries };
  const functions = createLocalFunctions({ ...wired, entries, log: logs });
  const all = Object.values(functions);
  atClose(() => Promise.all(all.map((one) => one.close())));
  const starting = Promise.all(all.map((one) => one.start())).then(() => onProgress("functions"));
  const building = build({ sandbox, people, options, timings, atClose });
  const serving = startServing({
    ...options,
    integration: functions.api,
    people: localPeople(people, async () => (await building).resources.table),
    atClose,
  }).then((served) => {
    onProgress("API");
    return served;
  });
  // What fails must find the others settled, so that closing reaches all that has been opened.
  await Promise.allSettled([building, serving, starting]);
  const [{ resources, cohort }, { api, siteUrl }] = await Promise.all([
    building,
    serving,
    starting,
  ]);

  const onFault = (source: string, fault: unknown) => logs?.(source, `${String(fault)}\n`);
  const wiring = startWiring({ ...wired, functions, onFault });
  atClose(() => wiring.close());
  const system = {
    sandboxUrl: endpoint,
    apiUrl: api.url,
    siteUrl,
    ...{ sandbox, cohort, queueUrls },
    table: resources.table,
    tokenFor: api.tokenFor,
    settled: (signal?: AbortSignal) => until(() => isSettled(resources), signal),
    idle: (signal?: AbortSignal) => until(() => isIdle(resources, queueUrls), signal),
  };
  await publishState(system, options, atClose);
  return system;
}

/** Table, queues and everything that lies in them and beside them before the first submission. */
async function build({
  sandbox,
  people,
  options,
  timings,
  atClose,
}: {
  readonly sandbox: Sandbox;
  readonly people: Map<string, readonly string[]>;
  readonly options: LocalSystemOptions;
  readonly timings: GradingTimings;
  readonly atClose: (cleanup: Cleanup) => void;
}): Promise<{ resources: Resources; cohort: SeededCohort }> {
  const { learners = 24, instructors = ["instructor-01"] } = options;
  const labsDirectory =
    options.labsDirectory ?? fileURLToPath(new URL("../../../../labs", import.meta.url));
  const [lab, resources] = await Promise.all([
    readLab(labsDirectory, options.labId ?? "dynamodb-introduction"),
    createResources(sandbox.endpoint, timings),
  ]);
  atClose(resources.close);
  const { table } = resources;
  const now = new Date().toISOString();
  const [cohort] = await Promise.all([
    seedCohort(
      { table, sandbox },
      {
        lab,
        logins: typeof learners === "number" ? learnerLogins(learners) : learners,
        instructors,
        cohortName: options.cohortName ?? "demo",
        attemptLimit: options.attemptLimit,
        now,
      },
    ),
    ...(options.publishLabs
      ? [publishOtherLabs(table, { labsDirectory, publishedLabId: lab.lab.id, instructors, now })]
      : []),
  ]);
  for (const { login } of cohort.learners) {
    people.set(login, ["learner"]);
  }
  people.set("admin-01", ["admin"]);
  for (const login of instructors) {
    people.set(login, ["instructor"]);
  }
  options.onProgress?.("cohort");
  return { resources, cohort };
}

/**
 * Whatever is accepted stays in the index of what is due until nothing is left to do, so an empty
 * index means that all is done.
 */
async function isSettled({ table }: Resources): Promise<boolean> {
  const { items } = await table.listDue({ dueBefore: endOfTime, limit: 1 });
  return items.length === 0;
}

/** The queues are asked in the order in which a message can move. */
async function isIdle(resources: Resources, queueUrls: QueueUrls): Promise<boolean> {
  return (
    (await isSettled(resources)) &&
    (await resources.countMessages(queueUrls.grading)) === 0 &&
    (await resources.countMessages(queueUrls.regrade)) === 0 &&
    (await resources.countMessages(queueUrls.deadLetters)) === 0
  );
}

async function until(
  condition: () => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<void> {
  while (!(await condition())) {
    await delay(idlePeriodMs, undefined, signal === undefined ? {} : { signal });
  }
}

async function publishState(
  {
    apiUrl,
    siteUrl,
    sandboxUrl,
    cohort,
  }: Pick<LocalSystem, "apiUrl" | "siteUrl" | "sandboxUrl" | "cohort">,
  { stateDirectory }: LocalSystemOptions,
  atClose: (cleanup: Cleanup) => void,
): Promise<void> {
  if (stateDirectory === undefined) {
    return;
  }
  await writeState(stateDirectory, {
    apiUrl,
    ...(siteUrl === undefined ? {} : { siteUrl }),
    sandboxUrl,
    region: localRegion,
    processId: process.pid,
    startedAt: new Date().toISOString(),
    lab: cohort.labId,
    assignmentId: cohort.assignmentId,
    cohort: cohort.name,
    learners: cohort.learners.map(({ login, accountId, accessKeyId }) => ({
      login,
      accountId,
      accessKeyId,
    })),
    instructors: [...cohort.instructors],
  });
  atClose(() => removeState(stateDirectory));
}
