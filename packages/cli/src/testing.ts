import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { createTerminal, type Terminal, type TextStream } from "./terminal/terminal.ts";

/** A stream that keeps what is written to it. */
export interface KeptStream extends TextStream {
  readonly columns?: number;
  text(): string;
}

/** An empty stream. */
export function aStream(options: { isTTY?: boolean; columns?: number } = {}): KeptStream {
  let written = "";
  return {
    ...options,
    write: (text) => {
      written += text;
    },
    text: () => written,
  };
}

/** A terminal of 80 columns without colour whose output nobody reads. */
export function aTerminal(options: { isPlain?: boolean; columns?: number } = {}): Terminal {
  const { isPlain = false, columns = 80 } = options;
  const stdout = aStream({ columns });
  return createTerminal({ stdout, stderr: aStream(), isJson: false, isPlain, environment: {} });
}

/** A met criterion of 6 points. */
export function anOutcomeView(values: Partial<OutcomeView> = {}): OutcomeView {
  return {
    criterion: "recoverable",
    outcome: "met",
    reason: "met",
    short: "as asked",
    points: 6,
    maxPoints: 6,
    title: "Any second of the last week can be brought back",
    expected: "point-in-time recovery on, window of 7 days or more",
    lookedAt: [
      {
        service: "dynamodb",
        operation: "DescribeContinuousBackups",
        region: "us-east-1",
        resource: "lab-orders",
        at: "2026-03-01T14:03:22.000Z",
      },
    ],
    ...values,
  };
}

/** The first attempt of learner-01, graded, everything as asked. */
export function aSubmissionView(values: Partial<SubmissionView> = {}): SubmissionView {
  return {
    submissionId: "sub_000000000001.000000000001.build.0001",
    assignmentId: "asg_000000000001",
    learnerId: "lrn_000000000001",
    lab: { id: "dynamodb-introduction", version: "1.0.0", title: "DynamoDB introduction" },
    stage: "build",
    stageTitle: "Build the smallest safe example",
    number: 1,
    state: "graded",
    turn: "nobody",
    accountId: "111122223333",
    submittedAt: "2026-03-01T14:03:20.000Z",
    closedAt: "2026-03-01T14:03:24.000Z",
    attempt: { number: 1, counts: true, used: 1, limit: 10, left: 9 },
    points: 40,
    judgedPoints: 40,
    maxPoints: 40,
    isPassed: true,
    isGateRed: false,
    outcomes: [anOutcomeView()],
    notShown: [],
    ...values,
  };
}
