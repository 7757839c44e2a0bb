import { english, explain } from "@lab-grader/core/reasons/catalogue";
import { describe, expect, it } from "vitest";
import { anOutcomeView, aSubmissionView, aTerminal } from "../testing.ts";
import { renderFeedback } from "./render-feedback.ts";

const met = ["keys", "capacity", "packing-desk", "backup", "protected", "encrypted", "private"].map(
  (criterion) => anOutcomeView({ criterion }),
);
const recoveryOff = anOutcomeView({
  outcome: "not_met",
  reason: "dynamodb.pitr.off",
  points: 0,
  found: "PointInTimeRecoveryStatus is DISABLED",
  doNext:
    "Turn on point-in-time recovery for the table, with a recovery period of at least 7 days.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html",
  fromTeacher: 'Step 5 of the lab sheet explains why "ContinuousBackups ENABLED" is not it.',
});

describe("renderFeedback", () => {
  it("shows what is not as asked in the fixed order, and what is met in one line of names", () => {
    const view = aSubmissionView({
      turn: "learner",
      points: 34,
      outcomes: [...met, recoveryOff],
      attempt: { number: 2, counts: true, used: 2, limit: 10, left: 8 },
      comparison: {
        submissionId: "sub_000000000001.000000000001.build.0001",
        attempt: 1,
        submittedAt: "2026-03-01T13:00:00.000Z",
        points: 25,
        change: 9,
        better: ["packing-desk", "tagged"],
        worse: [],
        isBestSoFar: true,
        isSameAgain: false,
      },
    });

    expect(renderFeedback(view, aTerminal()).split("\n")).toEqual([
      "dynamodb-introduction · build · attempt 2 of 10               34 of 40 points",
      "+9 since attempt 1: packing-desk, tagged.  Best so far.",
      "",
      "✗ recoverable   0 of 6   Any second of the last week can be brought back",
      "  expected   point-in-time recovery on, window of 7 days or more",
      "  found      PointInTimeRecoveryStatus is DISABLED",
      "  looked at  lab-orders, us-east-1, account 1111-2222-3333",
      "             dynamodb DescribeContinuousBackups, 14:03:22 UTC",
      "  do next    Turn on point-in-time recovery for the table, with a recovery",
      "             period of at least 7 days.",
      "  read       docs.aws.amazon.com/amazondynamodb/latest/developerguide/",
      "             PointInTimeRecovery_Howitworks.html",
      '  from your  Step 5 of the lab sheet explains why "ContinuousBackups ENABLED" is',
      "  teacher    not it.",
      "",
      "✓ keys, capacity, packing-desk, backup, protected, encrypted, private",
      "",
      "In your CloudTrail we are the session sub_000000000001.000000000001.build.0001.",
    ]);
  });

  it("says that an attempt behind a red gate is not used, and what waits behind it", () => {
    const table = anOutcomeView({
      criterion: "table",
      outcome: "not_met",
      reason: "dynamodb.table.other_region",
      points: 0,
      maxPoints: 2,
      title: "The orders table exists and is ready",
      found: '"lab-orders" is in us-west-2, ACTIVE since 2026-03-01T13:52:00.000Z',
    });
    const behind = anOutcomeView({ outcome: "not_judged", reason: "gate.not_met", points: null });

    const text = renderFeedback(
      aSubmissionView({
        turn: "learner",
        isGateRed: true,
        points: 0,
        judgedPoints: 2,
        outcomes: [table, behind, { ...behind, criterion: "keys" }],
        attempt: { number: 1, counts: false, used: 0, limit: 10, left: 10 },
      }),
      aTerminal(),
    );

    expect(text).toContain("not counted");
    expect(text).toContain("this attempt is still yours (10 of 10 left)");
    expect(text).toContain("ACTIVE since 13:52 UTC");
    expect(text).toContain('· 2 more are judged once "table" is as asked.');
    expect(text).not.toContain("judged once the table");
  });

  it("never breaks the name of an aspect", () => {
    const compared = [{ aspect: "performance", isBetter: true, before: "a scan", now: "a query" }];

    const text = renderFeedback(
      aSubmissionView({ outcomes: [anOutcomeView({ outcome: "partly", points: 3, compared })] }),
      aTerminal(),
    );

    expect(text).toContain("\n  performance  better\n               then a scan\n");
  });

  it("puts not met before partly before what AWS is not finished with", () => {
    const outcomes = [
      anOutcomeView({ criterion: "c", outcome: "unknown", fault: "target", points: null }),
      anOutcomeView({ criterion: "b", outcome: "partly", points: 3 }),
      anOutcomeView({ criterion: "a", outcome: "not_met", points: 0 }),
    ];

    const text = renderFeedback(aSubmissionView({ outcomes }), aTerminal());

    const heads = text.split("\n").filter((line) => /^[✗◐…]/.test(line));
    expect(heads.map((line) => line.slice(0, 15))).toEqual([
      "✗ a   0 of 6   ",
      "◐ b   3 of 6   ",
      "… c   up to 6  ",
    ]);
  });

  it("says when we look again while AWS is not finished, and that nobody has to act", () => {
    const text = renderFeedback(
      aSubmissionView({
        state: "waiting",
        turn: "aws",
        isPassed: false,
        points: 31,
        judgedPoints: 33,
        outcomes: [anOutcomeView({ outcome: "unknown", fault: "target", points: null })],
        waiting: {
          since: "2026-03-01T14:03:22.000Z",
          looksAt: ["2026-03-01T14:13:22.000Z", "2026-03-01T14:23:22.000Z"],
          until: "2026-03-01T15:03:22.000Z",
        },
      }),
      aTerminal(),
    );

    expect(text).toContain("waiting for AWS\nAWS's move.");
    expect(text).toMatch(/14:13 UTC.*14:23 UTC.*until\s+15:03 UTC/s);
    expect(text).toMatch(/31 of the 33\s+points/);
  });

  it("shows a closed door once, with its causes as a list, and the kept time", () => {
    const { found, doNext } = explain({ reason: "access.role_not_assumable", params: {} });
    const refused = anOutcomeView({
      outcome: "unknown",
      fault: "access",
      reason: "access.role_not_assumable",
      points: null,
      found,
      doNext,
    });

    const text = renderFeedback(
      aSubmissionView({
        state: "blocked",
        turn: "learner",
        isPassed: false,
        points: null,
        judgedPoints: 0,
        outcomes: [refused, { ...refused, criterion: "keys" }],
        timeKeptUntil: "2026-03-02T14:03:24.000Z",
      }),
      aTerminal(),
    );

    expect(text.match(/^\?/gm)).toHaveLength(1);
    expect(text).toContain("? sandbox   We could not look into your account");
    expect(text).toContain("\n               1. there is no such role");
    expect(text).toContain("\n               4. the account or its organisation forbids it");
    expect(text).toMatch(/kept until\s+2026-03-02, 14:03 UTC/);
    expect(text).toContain("no\nattempt is used");
  });

  it("takes the blame for what our side could not do, without the words failed, error or invalid", () => {
    const text = renderFeedback(
      aSubmissionView({
        state: "failed",
        turn: "learner",
        points: null,
        judgedPoints: null,
        outcomes: [],
        delay: {
          reason: "platform.service_error",
          short: "AWS answered 500 every time",
          found: "AWS answered 500 to DescribeTable on every try",
          doNext: "Nothing.",
        },
        timeKeptUntil: "2026-03-02T14:03:24.000Z",
      }),
      aTerminal(),
    );

    expect(text).toContain("Our side stopped working on this: AWS answered 500");
    expect(text).toContain("We have been told. No attempt is used.");
    expect(text).not.toMatch(/fail|error|invalid/i);
  });

  it("says that the same again is no further attempt", () => {
    const text = renderFeedback(
      aSubmissionView({
        attempt: { number: 3, counts: false, used: 2, limit: 10, left: 8 },
        comparison: {
          submissionId: "sub_000000000001.000000000001.build.0002",
          attempt: 2,
          submittedAt: "2026-03-01T14:03:00.000Z",
          points: 40,
          change: 0,
          better: [],
          worse: [],
          isBestSoFar: false,
          isSameAgain: true,
        },
      }),
      aTerminal(),
    );

    expect(text).toContain("attempt 2 of 10");
    expect(text).toMatch(/since attempt 2 \(14:03\s+UTC\), so this is\s+attempt 2 again;/);
  });

  it("keeps back what was judged of a blocked submission where the assignment says so", () => {
    const text = renderFeedback(
      aSubmissionView({
        state: "blocked",
        points: null,
        judgedPoints: null,
        outcomes: [
          anOutcomeView({
            outcome: "unknown",
            fault: "access",
            reason: "access.denied",
            points: null,
          }),
        ],
        notShown: ["table", "keys"],
      }),
      aTerminal(),
    );

    expect(text).toContain("· not shown yet: table, keys");
    expect(text).not.toContain("points that we could see");
  });

  it("uses words instead of signs when it is plain", () => {
    const text = renderFeedback(
      aSubmissionView({ outcomes: [...met, recoveryOff] }),
      aTerminal({ isPlain: true }),
    );

    expect(text).toContain("not met: recoverable   0 of 6");
    expect(text).toContain("met: keys, capacity");
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it("stays within its columns for every reason of the catalogue, whatever the learner has typed", () => {
    const params = new Proxy({}, { get: () => "x".repeat(80), has: () => true });
    const outcomes = Object.keys(english).map((reason) =>
      anOutcomeView({
        criterion: reason,
        outcome: "not_met",
        points: 0,
        ...explain({ reason, params }),
      }),
    );

    for (const columns of [40, 80]) {
      const text = renderFeedback(aSubmissionView({ outcomes }), aTerminal({ columns }));
      const longest = Math.max(...text.split("\n").map((line) => [...line].length));
      expect(longest).toBeLessThanOrEqual(columns);
    }
  });
});
