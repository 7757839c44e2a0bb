import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

/** What is counted. */
export type Metric =
  /** An account that was verified does not let us in. */
  | "AccessLost"
  | "ApiFault"
  | "DeadLetterReceived"
  | "JobFailed"
  | "JobSentAgain"
  | "MessageComesBack"
  | "ReconcilerFault"
  | "RecordCrashed"
  | "ResultChanged"
  | "SubmissionAccepted"
  | "SubmissionFollowedUp"
  | "SubmissionRefused"
  | "SubmissionSentAgain"
  | "SubmissionWaits"
  /** A refusal that was asked for while an account was verified: no lost account. */
  | "VerifyDenial";

/**
 * Keys by which log entries are searched. They are given with each entry, because the records of a
 * batch run side by side. Never credentials, tokens, ExternalIds or evidence.
 */
export interface LogKeys {
  readonly submissionId?: string;
  readonly jobId?: string;
  readonly labId?: string;
  readonly cohortId?: string;
  /** Dotted code of what went wrong. */
  readonly fault?: string;
  readonly requestId?: string;
  readonly messageId?: string;
}

export interface Telemetry {
  info(message: string, keys?: LogKeys): void;
  error(message: string, keys: LogKeys, error?: unknown): void;
  count(metric: Metric, count?: number): void;
  /** Writes what was counted since the last time; at the end of each invocation. */
  publish(): void;
}

/** The level of the log is the platform's: LOG_LEVEL, with SILENT for none. */
export function createTelemetry(deploymentStage: string): Telemetry {
  const logger = new Logger({ serviceName: "lab-grader" });
  const metrics = new Metrics({
    namespace: "LabGrader",
    serviceName: "lab-grader",
    // Every further dimension makes further metrics, and each of them costs.
    defaultDimensions: { stage: deploymentStage },
  });
  return {
    info: (message, keys = {}) => logger.info(message, { ...keys }),
    error: (message, keys, error) =>
      logger.error(message, { ...keys, ...(error instanceof Error ? { error } : {}) }),
    count: (metric, count = 1) => metrics.addMetric(metric, MetricUnit.Count, count),
    publish: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
