import { cloudTimings } from "@lab-grader/core/grading/timings";
import { describe, expect, it } from "vitest";
import { stageNames } from "./stages.ts";
import { accountId, region } from "./synthesize.ts";
import {
  LambdaFunction,
  Mapping,
  Queue,
  shortName,
  synthesized,
  typeNames,
} from "./synthesized.ts";

const fourteenDays = 14 * 86_400;

describe.each(stageNames)("the queues of %s", (stage) => {
  const app = synthesized(stage);
  const queues = app
    .all(typeNames.queue, Queue)
    .map((queue) => ({ ...queue, arn: `arn:aws:sqs:${region}:${accountId}:${queue.name}` }));
  const mappings = app.all(typeNames.mapping, Mapping);
  const timeoutOf = (arn: string) =>
    app.all(typeNames.lambdaFunction, LambdaFunction).find(({ name }) => arn.endsWith(`:${name}`))
      ?.timeout ?? Number.NaN;
  const consumerOf = (arn: string) => mappings.find((one) => one.eventSourceArn === arn);
  const deadLetters = queues.filter(({ arn }) =>
    queues.some(({ redrivePolicy }) => redrivePolicy?.deadLetterTargetArn === arn),
  );

  it("are for grading, for regrading and for dead letters", () => {
    const names = queues.map(({ name }) => shortName(app, name).replace(/-[a-z]{8}$/, ""));

    expect(names.sort()).toEqual(["DeadLettersQueue", "GradingQueue", "RegradeQueue"]);
  });

  it("have dead letters that somebody consumes", () => {
    const work = queues.filter((queue) => !deadLetters.includes(queue));

    for (const { redrivePolicy } of work) {
      expect(redrivePolicy?.maxReceiveCount).toBe(cloudTimings.maxReceiveCount);
      const consumer = consumerOf(redrivePolicy?.deadLetterTargetArn ?? "");
      expect(shortName(app, consumer?.functionName ?? "")).toBe("dead-letters");
    }
    expect(work).toHaveLength(2);
  });

  it("keep dead letters for 14 days, longer than where they come from", () => {
    expect(deadLetters.map((queue) => queue.messageRetentionSeconds)).toEqual([fourteenDays]);
    for (const queue of queues.filter((one) => !deadLetters.includes(one)))
      expect(queue.messageRetentionSeconds).toBeLessThan(fourteenDays);
  });

  it("have a consumer each", () => {
    const alone = queues
      .filter(({ arn }) => !consumerOf(arn))
      .map(({ name }) => shortName(app, name).replace(/-[a-z]{8}$/, ""));

    expect(alone).toEqual([]);
  });

  it("hide a message at least six timeouts of its function and the window", () => {
    expect(mappings).toHaveLength(3);
    for (const mapping of mappings) {
      const queue = queues.find(({ arn }) => arn === mapping.eventSourceArn);
      expect(queue?.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(
        6 * timeoutOf(mapping.functionName) + mapping.maximumBatchingWindowInSeconds,
      );
    }
  });

  it("wait as the timings say, and the functions that read them think so too", () => {
    const grading = queues.find(({ name }) => name.includes("GradingQueue"));
    const mapping = consumerOf(grading?.arn ?? "");

    expect(grading?.visibilityTimeoutSeconds).toBe(cloudTimings.visibilityTimeoutSeconds);
    expect(mapping?.maximumBatchingWindowInSeconds).toBe(cloudTimings.batchWindowSeconds);
    expect(timeoutOf(mapping?.functionName ?? "")).toBe(cloudTimings.graderTimeoutSeconds);
  });

  it("hide a dead letter longer than the lease of a grader that may still be at work", () => {
    expect(deadLetters[0]?.visibilityTimeoutSeconds).toBeGreaterThan(
      cloudTimings.graderTimeoutSeconds + cloudTimings.leaseMarginSeconds,
    );
  });

  it("are read with partial responses and a bound on concurrency", () => {
    for (const { functionResponseTypes, scalingConfig } of mappings) {
      expect(functionResponseTypes).toEqual(["ReportBatchItemFailures"]);
      expect(scalingConfig.maximumConcurrency).toBeGreaterThanOrEqual(2);
    }
  });
});
