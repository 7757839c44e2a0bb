import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Client, createClient } from "@lab-grader/core/client";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import type { SubmissionReceipt } from "@lab-grader/core/contracts/http";
import { type GradingTimings, localTimings } from "@lab-grader/core/grading/timings";
import { parseSubmissionId } from "@lab-grader/core/ids";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
} from "@lab-grader/core/submissions/submission";
import type { Account } from "@lab-grader/sandbox/accounts";
import {
  graderAccountId,
  localRegion,
  operatorKey,
} from "@lab-grader/sandbox/local-system/grader-account";
import type { LocalLearner } from "@lab-grader/sandbox/local-system/learner-accounts";
import {
  type LocalSystem,
  type LocalSystemOptions,
  startLocalSystem,
} from "@lab-grader/sandbox/local-system/local-system";
import { Switches } from "@lab-grader/sandbox/switches";
import { vi } from "vitest";
import { buildSolution } from "../bench/build-solution.ts";
import { brokenInvariants } from "./invariants.ts";

/** Every wait as short as it may be, so that what takes minutes on AWS takes a second here. */
const faultTimings: GradingTimings = {
  ...localTimings,
  graderTimeoutSeconds: 1,
  visibilityTimeoutSeconds: 6,
  leaseMarginSeconds: 0.1,
  recordDeadlineSeconds: 0.8,
  callDeadlineSeconds: 0.4,
  queuedDueSeconds: 0.4,
  leaseDueSeconds: 0.1,
  reconcilerPeriodSeconds: 0.1,
  reconcilerLongestDelaySeconds: 1,
  retryDelaySeconds: 0.01,
};

/** The real local system, and what a test does to it. */
export interface FaultySystem {
  readonly system: LocalSystem;
  readonly timings: GradingTimings;
  /** The switches of an account in which nothing goes wrong. */
  readonly healthy: Switches;
  learner(place: number): LocalLearner;
  accountOf(place: number): Account;
  /** The account that the system itself lives in. */
  readonly graderAccount: Account;
  /** The learner's solution of the lab: worth all points. */
  build(place: number): Promise<void>;
  clientOf(place: number): Client;
  submit(place: number, idempotencyKey?: string): Promise<SubmissionReceipt>;
  /** What was accepted, for the invariants; `submit` does it by itself. */
  remember(submission: Pick<SubmissionReceipt, "submissionId">): void;
  find(submissionId: string): Promise<Submission | undefined>;
  /** Resolves when a grader has given the submission back because of a fault. */
  released(submissionId: string): Promise<Submission>;
  /** Resolves when the submission is closed. */
  closed(submissionId: string): Promise<Submission>;
  /** A message into the grading queue, by hand. */
  send(body: string): Promise<void>;
  /** Waits until nothing is due, not for messages that are of no use; then every invariant that is broken. */
  brokenAtRest(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startFaultySystem(
  options: Pick<LocalSystemOptions, "learners" | "entries" | "logs" | "concurrency"> & {
    readonly timings?: Partial<GradingTimings>;
  },
): Promise<FaultySystem> {
  const timings = { ...faultTimings, ...options.timings };
  const system = await startLocalSystem({ ...options, timings });
  const { sandbox, sandboxUrl: endpoint, cohort, table } = system;
  const sqs = new SQSClient({ endpoint, region: localRegion, credentials: operatorKey });
  const accepted = new Set<string>();

  const learner = (place: number): LocalLearner => {
    const found = cohort.learners[place];
    if (!found) throw new Error(`there is no learner ${place}`);
    return found;
  };
  const clientOf = (place: number) =>
    createClient({
      baseUrl: system.apiUrl,
      fetch,
      token: () => system.tokenFor(learner(place).login),
    });
  const find = async (submissionId: string) => {
    const key = parseSubmissionId(submissionId);
    return key && (await table.get(SubmissionRecord, key));
  };
  const remember: FaultySystem["remember"] = ({ submissionId }) => void accepted.add(submissionId);
  const findWhere = (submissionId: string, isReached: (submission: Submission) => boolean) =>
    vi.waitFor(
      async () => {
        const submission = await find(submissionId);
        if (submission && isReached(submission)) return submission;
        throw new Error(`${submissionId} is ${submission?.state}`);
      },
      // A real hang must end by itself; a slow machine is none.
      { timeout: 90_000, interval: 50 },
    );
  return {
    system,
    timings,
    healthy: Switches.parse({}),
    learner,
    clientOf,
    find,
    remember,
    accountOf: (place) => sandbox.accounts.get(learner(place).accountId),
    graderAccount: sandbox.accounts.get(graderAccountId),
    build: (place) => buildSolution(endpoint, learner(place)),
    submit: async (place, idempotencyKey = "key-1") => {
      const { assignmentId } = cohort;
      const receipt = await clientOf(place).call(submit, {
        params: { assignmentId },
        body: { stage: "build" },
        idempotencyKey,
      });
      remember(receipt);
      return receipt;
    },
    released: (submissionId) => findWhere(submissionId, ({ fault }) => fault !== undefined),
    closed: (submissionId) => findWhere(submissionId, ({ state }) => isClosed(state)),
    send: async (body) => {
      const QueueUrl = system.queueUrls.grading;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
    },
    brokenAtRest: async () => {
      await system.settled();
      return await brokenInvariants(system, accepted);
    },
    close: async () => {
      sqs.destroy();
      await system.close();
    },
  };
}
