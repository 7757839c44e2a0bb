import * as z from "zod";
import { AttributeName, KeyValue } from "../facts/attribute-value.ts";
import { queryPlan } from "../facts/query-plan.ts";
import { type AnsweredQuery, queryProbe, type RefusedQuery } from "../facts/query-probe.ts";
import { isKnownStatus, type QueryTarget, queryTargets } from "../facts/query-targets.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, ifApplicable, type Verdict } from "./check.ts";
import { TableWhere, tableFacts, tableOf } from "./existing-table.ts";
import { describeExpectation } from "./expectation.ts";
import {
  describeQuestion,
  metLines,
  QueryExpect,
  queryLines,
  queryReasons,
} from "./query-lines.ts";
import { unanswerableLine, unanswerableReasons } from "./query-near-misses.ts";
import { itemsNotSettled, itemsReasons, readableItems } from "./readable-items.ts";
import { unknownValue } from "./unknown-value.ts";

const reasons = defineReasons({
  ...itemsReasons,
  ...unanswerableReasons,
  ...queryReasons,
  "dynamodb.query.index_not_ready": {
    short: "its index is being built",
    expected: "an index that is ACTIVE and filled",
    found: '"{index}" is {status}{filling}; this takes 8 to 17 minutes, also on an empty table',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.query.index_changed": {
    short: "the index is being changed",
    found: '"{index}" was ACTIVE, and a moment later AWS did not answer a query of it',
    doNext: "Wait until the index has settled. We look again by ourselves.",
  },
  "dynamodb.query.refused": {
    short: "the lab needs a correction",
    found: 'AWS refused the query of "{index}": {words}',
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

const Where = TableWhere.extend({
  equals: z
    .record(AttributeName, KeyValue)
    .refine((equals) => Object.keys(equals).length > 0, "at least one attribute")
    .describe(
      "What the query asks for: attributes and their values, `{ status: open }`. A text is S, a number N.",
    )
    .meta({ examples: [{ status: "open" }] }),
  between: z
    .record(AttributeName, z.tuple([KeyValue, KeyValue]))
    .optional()
    .describe(
      'Attributes that must lie between two values, both included: `{ due: ["2026-03-01", "2026-03-31"] }`.',
    )
    .meta({ examples: [{ due: ["2026-03-01", "2026-03-31"] }] }),
});
type Where = z.infer<typeof Where>;

export const query = defineCheck({
  kind: "dynamodb.query",
  summary:
    "One query of an index of any name, or of the table, answers the question: it is asked, and what comes back is looked at.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.html",
  where: Where,
  expect: QueryExpect,
  defaultExpect: {},
  example: { where: { equals: { status: "open" } } },
  reasons,
  facts: (where, expect) => ({
    queries: ifApplicable(
      queryProbe({
        ...tableOf(where),
        ...questionOf(where),
        isConsistent: expect.consistency === "strong",
        limit: limitFor(expect),
      }),
    ),
    ...tableFacts(where),
  }),
  choices: ["GlobalSecondaryIndexes", "GlobalSecondaryIndexUpdates", "LocalSecondaryIndexes"],
  expected: ({ sortedBy, returns, items, consistency, readUnits }, where) =>
    [
      `one query for ${describeQuestion(questionOf(where))}`,
      sortedBy !== undefined && `in order of ${sortedBy}`,
      returns && `that returns ${returns.join(" and ")}`,
      items !== undefined && `${describeExpectation(items, "items")}`,
      consistency !== undefined && `${consistency}ly consistent`,
      readUnits !== undefined && `for ${describeExpectation(readUnits, "read units")}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = readableItems(facts, where, expect);
    if (!table) return verdict;
    const question = questionOf(where);
    const targets = queryTargets(table);
    const queries = facts.queries ?? [];
    const refused = queries.find(isRefused);
    const judged = queries.flatMap((answer) => {
      const target = isRefused(answer) ? undefined : targetOf(targets, answer);
      return target && !isRefused(answer) && answer.units !== undefined
        ? [queryLines(expect, { answer, target, question })]
        : [];
    });
    const serving = judged.find((lines) => Object.values(lines).every((line) => line.met));
    if (serving) return { kind: "judged", lines: serving };
    if (refused) return refusal(refused);
    const untold = queries.find((answer) => !isRefused(answer) && answer.units === undefined);
    if (untold) return unknownValue("ConsumedCapacity", "not there", "queries");
    const building = targets.find((target) => !target.isReady && couldServe(target, where, expect));
    if (building && !isKnownStatus(building)) return unknownValue("IndexStatus", building.status);
    if (building) {
      const { name: index, status } = building;
      const filling = building.isBackfilling ? " and being filled" : "";
      const notReady = { index, status, filling };
      return {
        ...say.unknown("target", "dynamodb.query.index_not_ready", notReady),
        by: ["table"],
      };
    }
    const [best] = judged.toSorted((left, right) => metLines(right) - metLines(left));
    if (best) return { kind: "judged", lines: best };
    const lines = everyLine(expect, unanswerableLine(table, targets, question));
    return { kind: "judged", lines, by: ["table"] };
  },
});

function questionOf({ equals, between = {} }: Where) {
  return { equals, between };
}

const mostReturned = 100;
const usualLimit = 25;

/** One more than an upper bound tells that it is passed. */
function limitFor({ items }: z.infer<typeof QueryExpect>): number {
  if (items === undefined || items === "any") return usualLimit;
  if (typeof items === "number") return Math.max(usualLimit, items + 1);
  if ("oneOf" in items) return Math.max(usualLimit, Math.max(...items.oneOf) + 1);
  const bound = "atMost" in items ? items.atMost : items.atLeast;
  return Math.min(mostReturned, Math.max(usualLimit, Math.ceil(bound) + 1));
}

function isRefused(answer: AnsweredQuery | RefusedQuery): answer is RefusedQuery {
  return "refused" in answer;
}

function targetOf(
  targets: readonly QueryTarget[],
  { index }: AnsweredQuery,
): QueryTarget | undefined {
  return targets.find((target) =>
    index === undefined ? target.kind === "table" : target.name === index,
  );
}

/** By its settings: whether it does is seen once it is ready. */
function couldServe(
  target: QueryTarget,
  where: Where,
  { returns = [] }: z.infer<typeof QueryExpect>,
): boolean {
  const plan = queryPlan(target, questionOf(where));
  const carries = returns.every((name) => !target.carries || target.carries.has(name));
  return plan !== undefined && carries;
}

/** AWS's words tell a change that is under way from a question that can't be asked. */
function refusal({ index = "the table", refused }: RefusedQuery): Verdict {
  if (/resource not found/i.test(refused)) return itemsNotSettled("queries");
  const isChanging = /backfilling|specified index/i.test(refused);
  const base = { kind: "unknown", by: ["queries"] } as const;
  return isChanging
    ? {
        ...base,
        fault: "target",
        reason: "dynamodb.query.index_changed" satisfies keyof typeof reasons,
        params: { index },
      }
    : {
        ...base,
        fault: "rubric",
        reason: "dynamodb.query.refused" satisfies keyof typeof reasons,
        params: { index, words: refused },
      };
}
