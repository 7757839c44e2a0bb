import * as z from "zod";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, type Line } from "./check.ts";
import {
  existingTable,
  TableWhere,
  tableFacts,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  "dynamodb.stream.off": {
    short: "no stream",
    found: "no StreamSpecification: the stream is off, whatever LatestStreamArn remembers",
    doNext: "Turn on the table's stream.",
  },
  "dynamodb.stream.on": {
    short: "the stream is on",
    found: "StreamViewType is {found}",
    doNext: "Turn off the table's stream.",
  },
  "dynamodb.stream.other_view": {
    short: "stream of {found}",
    found: "StreamViewType is {found}",
    doNext:
      "Turn the stream off and on again with the view that is asked for; it can't be changed.",
  },
});

export const stream = defineCheck({
  kind: "dynamodb.stream",
  summary: "The table's stream is on, with the given view.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html",
  where: TableWhere,
  expect: z.strictObject({
    enabled: z.boolean().optional().describe("Whether the stream is on; true."),
    view: expectation(z.enum(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]))
      .optional()
      .describe("What a record of the stream shows of the item; no default."),
  }),
  defaultExpect: { enabled: true },
  reasons,
  facts: tableFacts,
  expected: ({ enabled = true, view }) =>
    `stream ${enabled ? "on" : "off"}${view === undefined ? "" : `, view ${describeExpectation(view)}`}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const updating = whileUpdating(table);
    if (updating) return updating;
    const found = table.streamViewType;
    const wanted = expect.enabled ?? true;
    if (wanted && found === undefined) {
      return { kind: "judged", lines: everyLine(expect, say.notMet("dynamodb.stream.off")) };
    }
    const lines: Record<string, Line> = {};
    if (expect.enabled !== undefined) {
      lines.enabled =
        wanted === (found !== undefined)
          ? say.met()
          : say.notMet("dynamodb.stream.on", { found: found ?? "" });
    }
    if (expect.view !== undefined) {
      lines.view = isAsExpected(expect.view, found)
        ? say.met()
        : say.notMet("dynamodb.stream.other_view", { found: found ?? "none" });
    }
    return { kind: "judged", lines };
  },
});
