import * as z from "zod";
import { timeToLive as timeToLiveFact } from "../facts/time-to-live.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, type Line } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.ttl.off": {
    short: "time to live is off",
    found: "TimeToLiveStatus is {status}",
    doNext: "Turn on time to live for the attribute that holds the expiry time in epoch seconds.",
  },
  "dynamodb.ttl.on": {
    short: "time to live is on",
    found: 'TimeToLiveStatus is {status} on "{attribute}"',
    doNext: "Turn off time to live for the table.",
  },
  "dynamodb.ttl.other_attribute": {
    short: 'time to live on "{found}"',
    found: 'time to live is on, for the attribute "{found}"',
    doNext:
      "Turn time to live off and on again for the attribute that is asked for; AWS allows one change an hour.",
  },
  "dynamodb.ttl.not_settled": {
    short: "AWS has not settled yet",
    found: "AWS does not know the table's time to live yet",
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.ttl.changing": {
    short: "time to live is being changed",
    found: "TimeToLiveStatus is {status}",
    doNext: "Wait; this can take an hour. We look again by ourselves.",
  },
});

export const timeToLive = defineCheck({
  kind: "dynamodb.time-to-live",
  summary: "Time to live is on, for the given attribute.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
  where: TableWhere,
  expect: z.strictObject({
    enabled: z.boolean().optional().describe("Whether time to live is on; true."),
    attribute: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe(
        "Name of the attribute that holds the time of expiry, in seconds since the epoch; no default.",
      ),
  }),
  defaultExpect: { enabled: true },
  reasons,
  facts: (where) => ({ timeToLive: timeToLiveFact(tableOf(where)), ...tableFacts(where) }),
  expected: ({ enabled = true, attribute }) =>
    `time to live ${enabled ? "on" : "off"}${attribute === undefined ? "" : ` for ${attribute}`}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (!facts.timeToLive.exists) return say.unknown("target", "dynamodb.ttl.not_settled");
    const { status, attribute } = facts.timeToLive;
    if (status === "ENABLING" || status === "DISABLING") {
      return say.unknown("target", "dynamodb.ttl.changing", { status });
    }
    if (status !== "ENABLED" && status !== "DISABLED") {
      return unknownValue("TimeToLiveStatus", status, "timeToLive");
    }
    const wanted = expect.enabled ?? true;
    const isOn = status === "ENABLED";
    if (wanted && !isOn) {
      return {
        kind: "judged",
        lines: everyLine(expect, say.notMet("dynamodb.ttl.off", { status })),
      };
    }
    const lines: Record<string, Line> = {};
    if (expect.enabled !== undefined) {
      lines.enabled =
        wanted === isOn
          ? say.met()
          : say.notMet("dynamodb.ttl.on", { status, attribute: attribute ?? "" });
    }
    if (expect.attribute !== undefined) {
      lines.attribute =
        expect.attribute === attribute
          ? say.met()
          : say.notMet("dynamodb.ttl.other_attribute", { found: attribute ?? "" });
    }
    return { kind: "judged", lines };
  },
});
