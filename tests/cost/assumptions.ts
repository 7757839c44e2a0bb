/**
 * What can't be measured on a laptop, each on the dear side. No number here is a measurement;
 * docs/cost.md prints them all.
 */
export const assumptions = {
  /** Milliseconds that one call of ours takes, from Lambda in the same region. */
  ownCallMs: 8,
  /** Milliseconds that a call in the learner's account takes; those of one level run at once. */
  learnerCallMs: 60,
  /** Milliseconds of computing with 512 MB, which is 0.29 of a processor. */
  gradingCpuMs: 150,
  requestCpuMs: 25,
  reconcilerCpuMs: 15,
  /**
   * Receives in flight while a queue is empty, of 20 seconds each: Lambda begins with five.
   * docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  pollers: 5,
  longPollSeconds: 20,
  /** Bytes of a submission with its evidence, its grade and its part of a cell, index included. */
  storedBytes: 16_000,
  /** Bytes of an answer's headers. */
  headerBytes: 300,
  /** Times that a learner hands in each stage. */
  submissionsPerStage: 2,
  /** Requests of a learner to the API beyond handing in, in a month: sign-in, results, the page. */
  furtherRequests: 60,
  /** Bytes that a learner's browser loads of the dashboard in a month. */
  pageBytes: 3_000_000,
} as const;

/** docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html; infra/functions.ts sets it. */
export const memoryGb = 0.5;

/** 730 hours. */
export const monthSeconds = 730 * 3600;

export const gigabyte = 1e9;
