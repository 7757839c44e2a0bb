import * as z from "zod";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, type Line, type Say } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableReasons } from "./existing-table.ts";
import { describeKey, isSameKey, isSwapped, KeyMap } from "./key-schema.ts";

const reasons = defineReasons({
  ...tableReasons,
  "dynamodb.keys.swapped": {
    short: "partition and sort key swapped",
    found: "partition key {partition}, sort key {sort}: the two have changed places",
    doNext: "Make the table again with the two keys the other way round (keys can't be changed).",
  },
  "dynamodb.keys.other_case": {
    short: '"{found}" is not "{wanted}"',
    found: 'the key is "{found}"; attribute names are case-sensitive',
    doNext: "Make the table again with the key spelled exactly so (keys can't be changed).",
  },
  "dynamodb.keys.other_type": {
    short: "{wanted}, not {found}",
    found: "{found}: the name is right, the type is another",
    doNext: "Make the table again with the key's type as asked (keys can't be changed).",
  },
  "dynamodb.keys.partition": {
    short: "partition key is {found}",
    found: "partition key {found}",
    doNext: "Make the table again with the partition key as asked (keys can't be changed).",
  },
  "dynamodb.keys.sort": {
    short: "sort key is {found}",
    found: "sort key {found}",
    doNext: "Make the table again with the sort key as asked (keys can't be changed).",
  },
});

export const keys = defineCheck({
  kind: "dynamodb.keys",
  summary: "The table's partition and sort key have the given names and types.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html",
  where: TableWhere,
  expect: z.strictObject({
    partition: KeyMap.optional().describe("The partition key and its type: `{ customerId: S }`."),
    sort: KeyMap.optional().describe(
      "The sort key and its type: `{ orderId: S }`; `{}` asks for none.",
    ),
  }),
  defaultExpect: {},
  reasons,
  facts: tableFacts,
  expected: ({ partition, sort }) =>
    [
      partition && `partition key ${describeKey(partition)}`,
      sort && `sort key ${describeKey(sort)}`,
    ]
      .filter(Boolean)
      .join(", ") || "a table",
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (isSwapped(expect, table.keys)) {
      const partition = describeKey(table.keys.partition);
      const sort = describeKey(table.keys.sort);
      const swapped = say.notMet("dynamodb.keys.swapped", { partition, sort });
      return { kind: "judged", lines: everyLine(expect, swapped) };
    }
    return {
      kind: "judged",
      lines: {
        ...(expect.partition && {
          partition: keyLine(
            expect.partition,
            table.keys.partition,
            "dynamodb.keys.partition",
            say,
          ),
        }),
        ...(expect.sort && {
          sort: keyLine(expect.sort, table.keys.sort, "dynamodb.keys.sort", say),
        }),
        ...(!expect.partition && !expect.sort && { it: say.met() }),
      },
    };
  },
});

function keyLine(
  wanted: KeyMap,
  found: KeyMap,
  otherwise: "dynamodb.keys.partition" | "dynamodb.keys.sort",
  say: Say<typeof reasons>,
): Line {
  if (isSameKey(wanted, found)) return say.met();
  const [wantedName = ""] = Object.keys(wanted);
  const [foundName = ""] = Object.keys(found);
  if (wantedName === foundName) {
    return say.notMet("dynamodb.keys.other_type", {
      wanted: describeKey(wanted),
      found: describeKey(found),
    });
  }
  if (wantedName.toLowerCase() === foundName.toLowerCase()) {
    return say.notMet("dynamodb.keys.other_case", { wanted: wantedName, found: foundName });
  }
  return say.notMet(otherwise, { found: describeKey(found) });
}
