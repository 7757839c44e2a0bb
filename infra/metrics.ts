import { api, apiFunction } from "./api.ts";
import { deadLetters } from "./dead-letters.ts";
import { stage } from "./deployment.ts";
import { grader } from "./grader.ts";
import { deadLetterQueue, gradingQueue, regradeQueue } from "./queues.ts";
import { reconciler } from "./reconciler.ts";
import { regrader } from "./regrader.ts";
import { sealer } from "./sealer.ts";
import { signInToken } from "./sign-in-token.ts";

/** A metric, as alarms and the dashboard name it. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, $util.Output<string> | string>;
  readonly stat: "Sum" | "Maximum" | "p95";
}

/** AWS's own metrics of the functions. */
export const functionMetrics = {
  api: functionMetric(apiFunction),
  grader: functionMetric(grader),
  regrader: functionMetric(regrader),
  deadLetters: functionMetric(deadLetters),
  reconciler: functionMetric(reconciler),
  sealer: functionMetric(sealer),
  signInToken: functionMetric(signInToken),
};

export const apiMetric = (metricName: string, stat: Metric["stat"] = "Sum"): Metric => ({
  namespace: "AWS/ApiGateway",
  metricName,
  dimensions: { ApiId: api.nodes.api.id },
  stat,
});

export const queueMetrics = {
  grading: queueMetric(gradingQueue),
  regrade: queueMetric(regradeQueue),
  deadLetters: queueMetric(deadLetterQueue),
};

/** What packages/functions/src/telemetry.ts counts. */
export const ownMetric = (metricName: string): Metric => ({
  namespace: "LabGrader",
  metricName,
  dimensions: { service: "lab-grader", stage },
  stat: "Sum",
});

function functionMetric({ name }: sst.aws.Function) {
  return (metricName: string, stat: Metric["stat"] = "Sum"): Metric => ({
    namespace: "AWS/Lambda",
    metricName,
    dimensions: { FunctionName: name },
    stat,
  });
}

function queueMetric(queue: typeof gradingQueue) {
  return (metricName: string, stat: Metric["stat"] = "Maximum"): Metric => ({
    namespace: "AWS/SQS",
    metricName,
    dimensions: { QueueName: queue.nodes.queue.name },
    stat,
  });
}
