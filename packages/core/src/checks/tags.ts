import * as z from "zod";
import { tags as tagsFact } from "../facts/tags.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type Line, type Say } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";

const reasons = defineReasons({
  ...tableReasons,
  "dynamodb.tags.none": {
    short: "no tags",
    found: "the table has no tags of its own",
    doNext: "Tag the table.",
  },
  "dynamodb.tags.not_settled": {
    short: "AWS has not settled yet",
    found: "AWS does not know the table's tags yet",
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.tags.missing": {
    short: 'no tag "{wanted}"',
    found: 'no tag "{wanted}"',
    doNext: "Add the tag to the table.",
  },
  "dynamodb.tags.other_case": {
    short: 'tag "{found}" is not "{wanted}"',
    found: 'there is a tag "{found}", but none "{wanted}"; tag keys are case-sensitive',
    doNext: "Add the tag spelled exactly so, and remove the other.",
  },
  "dynamodb.tags.other_value": {
    short: 'tag "{wanted}" says otherwise',
    found: 'tag "{wanted}" is "{found}"',
    doNext: "Set the tag to the value that is asked for.",
  },
});

/** Tag key to value; `any` asks for the key alone. */
const Expect = z.record(z.string().min(1).max(128), expectation(z.string()));

export const tags = defineCheck({
  kind: "dynamodb.tags",
  summary: "The table carries the given tags; without `expect`, any tag of its own.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: {},
  reasons,
  facts: (where) => ({ tags: tagsFact(tableOf(where)), ...tableFacts(where) }),
  expected: (expect) => {
    const wanted = Object.entries(expect).map(
      ([key, value]) => `${key} = ${describeExpectation(value)}`,
    );
    return wanted.length === 0 ? "a tag" : `tags ${wanted.join(", ")}`;
  },
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (!facts.tags.exists) return say.unknown("target", "dynamodb.tags.not_settled");
    const found = facts.tags.tags;
    const wanted = Object.entries(expect);
    if (wanted.length === 0) {
      const hasTags = Object.keys(found).length > 0;
      return {
        kind: "judged",
        lines: { it: hasTags ? say.met() : say.notMet("dynamodb.tags.none") },
      };
    }
    return {
      kind: "judged",
      lines: Object.fromEntries(
        wanted.map(([key, value]) => [key, tagLine(key, value, found, say)]),
      ),
    };
  },
});

function tagLine(
  wanted: string,
  value: Expectation<string>,
  tags: Readonly<Record<string, string>>,
  say: Say<typeof reasons>,
): Line {
  const found = Object.hasOwn(tags, wanted) ? tags[wanted] : undefined;
  if (found !== undefined) {
    return isAsExpected(value, found)
      ? say.met()
      : say.notMet("dynamodb.tags.other_value", { wanted, found });
  }
  const otherCase = Object.keys(tags).find((key) => key.toLowerCase() === wanted.toLowerCase());
  return otherCase === undefined
    ? say.notMet("dynamodb.tags.missing", { wanted })
    : say.notMet("dynamodb.tags.other_case", { wanted, found: otherCase });
}
