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
  "dynamodb.tags.spelling": {
    short: 'tag "{wanted}": case or spaces',
    found: 'tag "{wanted}" is "{found}", which differs only in case or spaces; values are exact',
    doNext: "Set the tag to the value exactly as it is asked for.",
  },
  "dynamodb.tags.not_own": {
    short: 'tag "{wanted}" says otherwise',
    found: 'tag "{wanted}" is "{found}", but the table is in {own}',
    doNext: "Set the tag to where the table really is; whoever finds it relies on that.",
  },
  "dynamodb.tags.other_value": {
    short: 'tag "{wanted}" says otherwise',
    found: 'tag "{wanted}" is "{found}"',
    doNext: "Set the tag to the value that is asked for.",
  },
});

/** What is compared with the table itself, and not with what somebody wrote down. */
const Own = z.strictObject({
  own: z
    .enum(["account", "region"])
    .describe("The account or the region that the table is really in; no default."),
});
const Expect = z
  .record(
    z.string().min(1).max(128),
    z
      .union([expectation(z.string()), Own])
      .describe(
        "Value of the tag, `any` for the key alone, or { own: account } and { own: region } for where the table really is.",
      ),
  )
  .describe(
    "Each line is a tag by its key, which is case-sensitive; without lines any tag will do.",
  );
type Wanted = z.infer<typeof Expect>[string];

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
      ([key, value]) =>
        `${key} = ${isOwn(value) ? `the table's own ${value.own}` : describeExpectation(value)}`,
    );
    return wanted.length === 0 ? "a tag" : `tags ${wanted.join(", ")}`;
  },
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    if (!facts.tags.exists) return say.unknown("target", "dynamodb.tags.not_settled");
    const found = facts.tags.tags;
    // The region of the ARN is AWS's own word; the table was found by a name that somebody gave.
    const own = { account: context.accountId, region: table.arn.split(":")[3] ?? where.region };
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
        wanted.map(([key, value]) => [key, tagLine([key, value], { tags: found, own, say })]),
      ),
    };
  },
});

function tagLine(
  [wanted, value]: readonly [key: string, value: Wanted],
  {
    tags,
    own,
    say,
  }: {
    readonly tags: Readonly<Record<string, string>>;
    readonly own: Readonly<Record<"account" | "region", string>>;
    readonly say: Say<typeof reasons>;
  },
): Line {
  const found = Object.hasOwn(tags, wanted) ? tags[wanted] : undefined;
  if (found === undefined) {
    const otherCase = Object.keys(tags).find((key) => key.toLowerCase() === wanted.toLowerCase());
    return otherCase === undefined
      ? say.notMet("dynamodb.tags.missing", { wanted })
      : say.notMet("dynamodb.tags.other_case", { wanted, found: otherCase });
  }
  if (isOwn(value)) {
    const really = own[value.own];
    return asWritten(found, value.own) === really
      ? say.met()
      : say.notMet("dynamodb.tags.not_own", { wanted, found, own: `${value.own} ${really}` });
  }
  if (isAsExpected(value, found)) return say.met();
  const isNear = valuesOf(value).some((one) => plain(one) === plain(found));
  return say.notMet(isNear ? "dynamodb.tags.spelling" : "dynamodb.tags.other_value", {
    ...{ wanted, found },
  });
}

/** People write account ids in groups: 1111-2222-3333. */
function asWritten(found: string, own: "account" | "region"): string {
  return own === "account" ? found.replaceAll(/[\s-]/g, "") : found.trim().toLowerCase();
}

function plain(text: string): string {
  return text.replaceAll(/\s/g, "").toLowerCase();
}

function valuesOf(value: Expectation<string>): readonly string[] {
  if (typeof value === "string") return [value];
  return "oneOf" in value ? value.oneOf : [];
}

function isOwn(value: Wanted): value is z.infer<typeof Own> {
  return typeof value === "object" && "own" in value;
}
