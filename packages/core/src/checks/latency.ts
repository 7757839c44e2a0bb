import * as z from "zod";
import { describeItemKey, ItemKey } from "../facts/attribute-value.ts";
import { isKeyOfTable } from "../facts/item-table.ts";
import { latencyProbe } from "../facts/latency-probe.ts";
import { StageId } from "../ids.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, fromStage, ifApplicable, type Line, type Say } from "./check.ts";
import { TableWhere, tableFacts, tableOf } from "./existing-table.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";
import { describeKey } from "./key-schema.ts";
import { itemsNotSettled, itemsReasons, readableItems } from "./readable-items.ts";

const reasons = defineReasons({
  ...itemsReasons,
  "dynamodb.latency.slow": {
    short: "{percentile} is {found} ms",
    found: "the {percentile} of {reads} reads is {found} ms, from the grader to the table and back",
    doNext:
      "Look at what slows a read down: throttling, a large item, a table far away from who asks it.",
  },
  "dynamodb.latency.not_better": {
    short: "{now} ms, {before} ms then",
    found: 'the p50 is {now} ms, and was {before} ms in "{stage}": {ratio} times as much',
    doNext: "Mend what made the reads slow in that stage.",
  },
  "dynamodb.latency.other_key": {
    short: "the table has another key",
    found: "the table's key is {found}; the item is asked for by {wanted}",
    doNext:
      "Make the table again with the key as asked (keys can't be changed), then put the item.",
  },
  "dynamodb.latency.not_recorded": {
    short: "not in the stored evidence",
    found: "the stored evidence does not say how long the reads took",
    doNext: "Nothing. Your instructor decides whether to look at the account again.",
  },
});

const Milliseconds = expectation(z.number().positive());
const Expect = z
  .strictObject({
    p50Ms: Milliseconds.optional().describe(
      "Milliseconds within which half of 20 reads are answered, as seen from the grader.",
    ),
    p95Ms: Milliseconds.optional().describe(
      "Milliseconds within which 19 of 20 reads are answered, as seen from the grader. Be generous.",
    ),
    comparedWith: StageId.optional().describe("An earlier stage that `ratio` is measured against."),
    ratio: expectation(z.number().positive())
      .optional()
      .describe("The p50 of now divided by that of the stage `comparedWith`: `{ atMost: 0.8 }`."),
  })
  .refine(({ comparedWith, ratio }) => (comparedWith === undefined) === (ratio === undefined), {
    message: "ratio and comparedWith stand together",
  });
type Expect = z.infer<typeof Expect>;

export const latency = defineCheck({
  kind: "dynamodb.latency",
  summary: "How long it takes to read one item, in milliseconds or compared with an earlier stage.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/TroubleshootingLatency.html",
  where: TableWhere.extend({
    key: ItemKey.describe(
      "Key of the item that is read; a key that no item has takes as long.",
    ).meta({ examples: [{ customerId: "canary", orderId: "0001" }] }),
  }),
  expect: Expect,
  defaultExpect: { p95Ms: { atMost: 500 } },
  example: { where: { key: { customerId: "canary", orderId: "0001" } } },
  reasons,
  facts: (where, { comparedWith }) => {
    const probe = latencyProbe({ ...tableOf(where), key: where.key });
    return {
      reads: ifApplicable(probe),
      ...tableFacts(where),
      ...(comparedWith !== undefined && { before: fromStage(probe, comparedWith) }),
    };
  },
  expected: ({ p50Ms, p95Ms, comparedWith, ratio }) =>
    [
      p50Ms !== undefined && `p50 ${describeExpectation(p50Ms, "ms")}`,
      p95Ms !== undefined && `p95 ${describeExpectation(p95Ms, "ms")}`,
      ratio !== undefined && `p50 ${describeExpectation(ratio, "times")} that of ${comparedWith}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const asked = linesOf(expect);
    const { table, verdict } = readableItems(facts, where, asked);
    if (!table) return verdict;
    if (!isKeyOfTable(where.key, table)) {
      const otherKey = say.notMet("dynamodb.latency.other_key", {
        found: describeKey({ ...table.keys.partition, ...table.keys.sort }),
        wanted: describeItemKey(where.key),
      });
      return { kind: "judged", lines: everyLine(asked, otherKey), by: ["table"] };
    }
    if (facts.reads?.isTableFound === false) return itemsNotSettled("reads");
    const durations = facts.reads?.durationsMs;
    if (!durations) return say.unknown("evidence", "dynamodb.latency.not_recorded");
    const lines: Record<string, Line> = {};
    if (expect.p50Ms !== undefined) lines.p50Ms = slowLine("p50", expect.p50Ms, durations, say);
    if (expect.p95Ms !== undefined) lines.p95Ms = slowLine("p95", expect.p95Ms, durations, say);
    if (expect.ratio !== undefined) {
      const before = facts.before?.durationsMs;
      if (!before) return say.unknown("evidence", "dynamodb.latency.not_recorded");
      const now = percentile(durations, percentiles.p50);
      const then = percentile(before, percentiles.p50);
      const ratio = then === 0 ? 1 : now / then;
      lines.ratio = isAsExpected(expect.ratio, ratio)
        ? say.met()
        : say.notMet("dynamodb.latency.not_better", {
            now,
            before: then,
            ratio: Math.round(ratio * 100) / 100,
            stage: expect.comparedWith ?? "",
          });
    }
    return { kind: "judged", lines };
  },
});

const percentiles = { p50: 0.5, p95: 0.95 };

function linesOf({ comparedWith: _stage, ...lines }: Expect): object {
  return lines;
}

function slowLine(
  name: keyof typeof percentiles,
  expected: Expectation<number>,
  durations: readonly number[],
  say: Say<typeof reasons>,
): Line {
  const found = percentile(durations, percentiles[name]);
  return isAsExpected(expected, found)
    ? say.met()
    : say.notMet("dynamodb.latency.slow", { percentile: name, found, reads: durations.length });
}

/** Nearest rank: the value that this share of all reads does not exceed. */
function percentile(durations: readonly number[], share: number): number {
  const sorted = durations.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
