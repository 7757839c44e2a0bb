import * as z from "zod";
import { continuousBackups } from "../facts/continuous-backups.ts";
import { defineReasons } from "../reasons/reason.ts";
import { type Instant, secondsBetween } from "../time.ts";
import { defineCheck, everyLine, type Line, type Say } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.pitr.off": {
    short: "point-in-time recovery is off",
    found: "PointInTimeRecoveryStatus is {status}",
    doNext:
      "Turn on point-in-time recovery for the table, with the recovery period that is asked for. " +
      "(ContinuousBackupsStatus says ENABLED on every table and means something else.)",
  },
  "dynamodb.pitr.on": {
    short: "point-in-time recovery is on",
    found: "PointInTimeRecoveryStatus is {status}",
    doNext: "Turn off point-in-time recovery for the table.",
  },
  "dynamodb.pitr.window_short": {
    short: "recovery window {found} days",
    found: "RecoveryPeriodInDays is {found}",
    doNext: "Set the recovery period as asked; a change takes effect for the days to come.",
  },
  "dynamodb.pitr.covers_too_little": {
    short: "reaches back {hours} hours",
    found: "EarliestRestorableDateTime is {earliest}, {hours} hours before we looked",
    doNext:
      "Leave point-in-time recovery on; only time lets it reach further back, and switching it " +
      "off loses what there is.",
  },
  "dynamodb.pitr.not_settled": {
    short: "AWS has not settled yet",
    found: "AWS does not know the table's backups yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

export const pointInTimeRecovery = defineCheck({
  kind: "dynamodb.point-in-time-recovery",
  summary: "Point-in-time recovery is on, and its window is long enough.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html",
  where: TableWhere,
  expect: z.strictObject({
    enabled: z
      .boolean()
      .optional()
      .describe("Whether it is on; `true` where no `expect` is given."),
    windowDays: expectation(z.int().min(1).max(35))
      .optional()
      .describe("RecoveryPeriodInDays, 1 to 35; AWS's own default is 35."),
    coversHours: z
      .number()
      .positive()
      .max(35 * 24)
      .optional()
      .describe(
        "So many hours before we look must already be restorable; who switches recovery off and on again begins anew.",
      ),
  }),
  defaultExpect: { enabled: true },
  reasons,
  facts: (where) => ({ recovery: continuousBackups(tableOf(where)), ...tableFacts(where) }),
  expected: ({ enabled = true, windowDays, coversHours }) =>
    [
      `point-in-time recovery ${enabled ? "on" : "off"}`,
      windowDays !== undefined && `window of ${describeExpectation(windowDays, "days")}`,
      coversHours !== undefined && `any moment of the last ${coversHours} hours restorable`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (!facts.recovery.exists) return say.unknown("target", "dynamodb.pitr.not_settled");
    const { status, windowDays, earliestRestorableAt: earliest } = facts.recovery;
    if (status !== "ENABLED" && status !== "DISABLED") {
      return unknownValue("PointInTimeRecoveryStatus", status, "recovery");
    }
    const isOn = status === "ENABLED";
    if (isOn && expect.windowDays !== undefined && windowDays === undefined) {
      return unknownValue("RecoveryPeriodInDays", "not there", "recovery");
    }
    if (isOn && expect.coversHours !== undefined && earliest === undefined) {
      return say.unknown("target", "dynamodb.pitr.not_settled");
    }
    const wanted = expect.enabled ?? true;
    if (wanted && !isOn) {
      return {
        kind: "judged",
        lines: everyLine(expect, say.notMet("dynamodb.pitr.off", { status })),
      };
    }
    const lines: Record<string, Line> = {};
    if (expect.enabled !== undefined) {
      lines.enabled = wanted === isOn ? say.met() : say.notMet("dynamodb.pitr.on", { status });
    }
    if (expect.windowDays !== undefined) {
      lines.windowDays = isAsExpected(expect.windowDays, windowDays)
        ? say.met()
        : say.notMet("dynamodb.pitr.window_short", { found: windowDays ?? "not set" });
    }
    if (expect.coversHours !== undefined) {
      lines.coversHours = coverage(expect.coversHours, earliest, context.observedAt, say);
    }
    return { kind: "judged", lines };
  },
});

function coverage(
  wantedHours: number,
  earliest: string | undefined,
  observedAt: Instant,
  say: Say<typeof reasons>,
): Line {
  const hours = earliest === undefined ? 0 : secondsBetween(earliest, observedAt) / 3600;
  if (hours >= wantedHours) return say.met();
  return say.notMet("dynamodb.pitr.covers_too_little", {
    earliest: earliest ?? "not set",
    hours: Math.floor(hours * 10) / 10,
  });
}
