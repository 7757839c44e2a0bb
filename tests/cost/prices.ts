/** What one unit of something costs on demand in us-east-1, without the free tier. */
export interface Price {
  /** As the bill counts it. */
  readonly unit: string;
  readonly dollars: number;
  /** AWS's own page. */
  readonly source: string;
  /** The month of which the number is, `YYYY-MM`. */
  readonly asOf: string;
  /**
   * What it was compared with: a description of AWS's page from that month, or nothing. The pages
   * themselves fill their numbers in by script and could not be read.
   */
  readonly checked: "description" | "no";
}

const million = 1e6;

/** Prices change: compare them with their source, then raise `asOf`. */
export const prices = {
  tableWrite: {
    unit: "DynamoDB write request unit",
    dollars: 0.625 / million,
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    asOf: "2025-07",
    checked: "description",
  },
  tableRead: {
    unit: "DynamoDB read request unit",
    dollars: 0.125 / million,
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    asOf: "2025-07",
    checked: "description",
  },
  tableStorage: {
    unit: "GB-month in the table",
    dollars: 0.25,
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    asOf: "2025-07",
    checked: "no",
  },
  tableRecovery: {
    unit: "GB-month of point-in-time recovery",
    dollars: 0.2,
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    asOf: "2025-07",
    checked: "no",
  },
  apiRequest: {
    unit: "request to the HTTP API",
    dollars: 1 / million,
    source: "aws.amazon.com/api-gateway/pricing",
    asOf: "2026-03",
    checked: "description",
  },
  dataOut: {
    unit: "GB sent to the internet",
    dollars: 0.09,
    source: "aws.amazon.com/ec2/pricing/on-demand",
    asOf: "2026-03",
    checked: "description",
  },
  invocation: {
    unit: "Lambda request",
    dollars: 0.2 / million,
    source: "aws.amazon.com/lambda/pricing",
    asOf: "2026-05",
    checked: "description",
  },
  compute: {
    unit: "Lambda GB-second, arm64",
    dollars: 0.0000133334,
    source: "aws.amazon.com/lambda/pricing",
    asOf: "2026-05",
    checked: "description",
  },
  queueRequest: {
    unit: "SQS request, with the surcharge of a fair queue",
    dollars: (0.4 + 0.1) / million,
    source: "aws.amazon.com/sqs/pricing",
    asOf: "2026-03",
    checked: "description",
  },
  emptyReceive: {
    unit: "SQS request that brought nothing",
    dollars: 0.4 / million,
    source: "aws.amazon.com/sqs/pricing",
    asOf: "2026-03",
    checked: "description",
  },
  event: {
    unit: "EventBridge event",
    dollars: 1 / million,
    source: "aws.amazon.com/eventbridge/pricing",
    asOf: "2026-03",
    checked: "description",
  },
  scheduledRun: {
    unit: "EventBridge Scheduler invocation",
    dollars: 1 / million,
    source: "aws.amazon.com/eventbridge/pricing",
    asOf: "2026-03",
    checked: "description",
  },
  log: {
    unit: "GB of logs taken in",
    dollars: 0.5,
    source: "aws.amazon.com/cloudwatch/pricing",
    asOf: "2026-06",
    checked: "description",
  },
  logStorage: {
    unit: "GB-month of logs kept",
    dollars: 0.03,
    source: "aws.amazon.com/cloudwatch/pricing",
    asOf: "2026-06",
    checked: "no",
  },
  alarm: {
    unit: "CloudWatch alarm metric, a month",
    dollars: 0.1,
    source: "aws.amazon.com/cloudwatch/pricing",
    asOf: "2026-02",
    checked: "description",
  },
  dashboard: {
    unit: "CloudWatch dashboard, a month",
    dollars: 3,
    source: "aws.amazon.com/cloudwatch/pricing",
    asOf: "2026-06",
    checked: "description",
  },
  customMetric: {
    unit: "custom metric, a month",
    dollars: 0.3,
    source: "aws.amazon.com/cloudwatch/pricing",
    asOf: "2026-02",
    checked: "description",
  },
  activeUser: {
    unit: "Cognito monthly active user, Essentials",
    dollars: 0.015,
    source: "aws.amazon.com/cognito/pricing",
    asOf: "2026-09",
    checked: "description",
  },
  keyRequest: {
    unit: "KMS request",
    dollars: 0.03 / 10_000,
    source: "aws.amazon.com/kms/pricing",
    asOf: "2024-11",
    checked: "no",
  },
  metricRequested: {
    unit: "CloudWatch metric asked for",
    dollars: 0.01 / 1000,
    source: "aws.amazon.com/cloudwatch/pricing",
    asOf: "2024-11",
    checked: "no",
  },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
