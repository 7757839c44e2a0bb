import { cloudTimings } from "@lab-grader/core/grading/timings";
import { alarmTopic } from "./alarm-topic.ts";
import { nameOf } from "./deployment.ts";
import { apiMetric, functionMetrics, type Metric, ownMetric, queueMetrics } from "./metrics.ts";

interface Alarm {
  /** Also the heading of its runbook in docs/operations.md. */
  readonly name: string;
  readonly says: string;
  readonly metric: Metric;
  /** Fires above this, or with `below` under it. */
  readonly above?: number;
  readonly below?: number;
  readonly periodSeconds: number;
  /** Periods in a row; default 1. */
  readonly periods?: number;
  /** Fires too where nothing was measured. */
  readonly whenSilent?: true;
}

const fiveMinutes = 300;

/**
 * The longest that a message may honestly be in the queue: it was delayed until AWS is ready, then
 * every receive but the last ends in a platform fault, and each pause is twice the one before.
 */
const longestInQueueSeconds =
  cloudTimings.waitingPeriodSeconds +
  cloudTimings.retryDelaySeconds * (2 ** (cloudTimings.maxReceiveCount - 1) - 1) +
  cloudTimings.maxReceiveCount * cloudTimings.graderTimeoutSeconds;

const alarms: readonly Alarm[] = [
  {
    // One learner who deletes the role and tries again is no alarm.
    name: "access-lost",
    says: "Accounts that were verified do not let the grader in.",
    metric: ownMetric("AccessLost"),
    above: 4,
    periodSeconds: 3 * fiveMinutes,
  },
  {
    // SQS doesn't count what redrive moves as sent, so the consumer is watched.
    name: "dead-letter-received",
    says: "A message was given up; its submission is closed as failed or sent once more.",
    metric: functionMetrics.deadLetters("Invocations"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "dead-letter-waiting",
    says: "The dead letters' consumer does not get its messages done.",
    metric: queueMetrics.deadLetters("ApproximateAgeOfOldestMessage"),
    // Counted from when it was moved there:
    // docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
    above: 900,
    periodSeconds: fiveMinutes,
  },
  {
    name: "grading-late",
    says: "The oldest submission waits longer than AWS and retries explain: graders are missing or stuck.",
    metric: queueMetrics.grading("ApproximateAgeOfOldestMessage"),
    above: longestInQueueSeconds,
    periodSeconds: fiveMinutes,
  },
  {
    name: "grader-errors",
    says: "The grader did not start, ran out of time or of memory.",
    metric: functionMetrics.grader("Errors"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "grader-throttled",
    says: "Lambda had no room for a grader: the account's concurrency is used up.",
    metric: functionMetrics.grader("Throttles"),
    above: 0,
    periodSeconds: fiveMinutes,
    periods: 2,
  },
  {
    name: "regrade-late",
    says: "The oldest part of a job waits longer than the work before it explains: regraders are missing or stuck.",
    metric: queueMetrics.regrade("ApproximateAgeOfOldestMessage"),
    above: 3600,
    periodSeconds: fiveMinutes,
  },
  {
    name: "regrader-errors",
    says: "The regrader did not start, ran out of time or of memory.",
    metric: functionMetrics.regrader("Errors"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "job-failed",
    says: "A job in the background could not be done; whoever started it sees why.",
    metric: ownMetric("JobFailed"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "record-crashed",
    says: "A fault of ours while a message was handled; the message comes back.",
    metric: ownMetric("RecordCrashed"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "api-faults",
    says: "The API answered 5xx.",
    metric: apiMetric("5xx"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "reconciler-silent",
    says: "Nobody looks after submissions that are due.",
    metric: functionMetrics.reconciler("Invocations"),
    below: 1,
    periodSeconds: Math.max(fiveMinutes, 5 * cloudTimings.reconcilerPeriodSeconds),
    whenSilent: true,
  },
  {
    name: "reconciler-errors",
    says: "The reconciler ended with an error.",
    metric: functionMetrics.reconciler("Errors"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "reconciler-faults",
    says: "A submission could not be looked after; it stays due.",
    metric: ownMetric("ReconcilerFault"),
    above: 0,
    periodSeconds: fiveMinutes,
    periods: 3,
  },
  {
    name: "sealer-errors",
    says: "The daily seals of the results were not started.",
    metric: functionMetrics.sealer("Errors"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
  {
    name: "sign-in-errors",
    says: "Somebody could not sign in, because a token could not be completed.",
    metric: functionMetrics.signInToken("Errors"),
    above: 0,
    periodSeconds: fiveMinutes,
  },
];

for (const alarm of alarms) {
  const { name, says, metric, above, below, periodSeconds, periods = 1, whenSilent } = alarm;
  const { namespace, metricName, dimensions, stat } = metric;
  new aws.cloudwatch.MetricAlarm(`Alarm-${name}`, {
    name: nameOf(name),
    alarmDescription: `${says} Runbook: docs/operations.md#${name}`,
    namespace,
    metricName,
    dimensions,
    statistic: stat,
    comparisonOperator: below === undefined ? "GreaterThanThreshold" : "LessThanThreshold",
    threshold: below ?? above ?? 0,
    period: periodSeconds,
    evaluationPeriods: periods,
    treatMissingData: whenSilent ? "breaching" : "notBreaching",
    alarmActions: [alarmTopic.arn],
    okActions: [alarmTopic.arn],
  });
}
