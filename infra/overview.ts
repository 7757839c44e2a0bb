import { nameOf, region } from "./deployment.ts";
import { apiMetric, functionMetrics, type Metric, ownMetric, queueMetrics } from "./metrics.ts";

interface Widget {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

const rows: readonly (readonly Widget[])[] = [
  [
    {
      title: "Submissions",
      metrics: [
        ownMetric("SubmissionAccepted"),
        ownMetric("ResultChanged"),
        ownMetric("SubmissionRefused"),
        ownMetric("SubmissionWaits"),
        ownMetric("AccessLost"),
      ],
    },
    {
      title: "Age of the oldest message, seconds",
      metrics: [
        queueMetrics.grading("ApproximateAgeOfOldestMessage"),
        queueMetrics.regrade("ApproximateAgeOfOldestMessage"),
        queueMetrics.deadLetters("ApproximateAgeOfOldestMessage"),
      ],
    },
    {
      title: "What came back or was given up",
      metrics: [
        ownMetric("MessageComesBack"),
        ownMetric("RecordCrashed"),
        ownMetric("DeadLetterReceived"),
        ownMetric("SubmissionSentAgain"),
        ownMetric("JobSentAgain"),
        ownMetric("JobFailed"),
        ownMetric("ReconcilerFault"),
      ],
    },
  ],
  [
    {
      title: "API: requests and refusals",
      metrics: [apiMetric("Count"), apiMetric("4xx"), apiMetric("5xx")],
    },
    { title: "API: latency, 95th percentile, ms", metrics: [apiMetric("Latency", "p95")] },
    {
      title: "Grader: duration, 95th percentile, ms; at work at the same time",
      metrics: [
        functionMetrics.grader("Duration", "p95"),
        functionMetrics.grader("ConcurrentExecutions", "Maximum"),
      ],
    },
  ],
];

const height = 6;
const width = 8;

/** What an operator looks at first. */
export const overview = new aws.cloudwatch.Dashboard("Overview", {
  dashboardName: nameOf("overview"),
  dashboardBody: $jsonStringify({
    widgets: rows.flatMap((row, y) =>
      row.map(({ title, metrics }, x) => ({
        type: "metric",
        x: x * width,
        y: y * height,
        width,
        height,
        properties: {
          title,
          region,
          period: 300,
          metrics: metrics.map(({ namespace, metricName, dimensions, stat }) => [
            namespace,
            metricName,
            ...Object.entries(dimensions).flat(),
            { stat },
          ]),
        },
      })),
    ),
  }),
});
