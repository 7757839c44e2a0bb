import * as z from "zod";
import { type ContributorInsights, contributorInsights } from "../facts/contributor-insights.ts";
import { TableName } from "../facts/table-params.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type FactUse, type Line, type Say, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.insights.off": {
    short: "insights off: {target}",
    found: "ContributorInsightsStatus of {target} is DISABLED",
    doNext: "Turn on contributor insights there; table and index are switched each on their own.",
  },
  "dynamodb.insights.on": {
    short: "insights on: {target}",
    found: "ContributorInsightsStatus of {target} is ENABLED",
    doNext: "Turn off contributor insights there.",
  },
  "dynamodb.insights.refused": {
    short: "AWS could not turn them on",
    found: 'ContributorInsightsStatus of {target} is FAILED: "{failure}"',
    doNext: "Remove the cause that AWS names, then turn contributor insights on again.",
  },
  "dynamodb.insights.changing": {
    short: "insights are being switched",
    found: "ContributorInsightsStatus of {target} is {status}",
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.insights.other_mode": {
    short: "insights into other keys",
    found: "ContributorInsightsMode of {target} is {found}",
    doNext: "Turn contributor insights on in the mode that is asked for.",
  },
  "dynamodb.insights.no_index": {
    short: 'no index "{index}"',
    found: 'the table has no global index "{index}"',
    doNext: "Make the index under exactly this name.",
    isAbsence: true,
  },
  "dynamodb.insights.not_settled": {
    short: "AWS has not settled yet",
    found: "AWS does not know the contributor insights of {target} yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

const Expect = z.strictObject({
  table: z
    .boolean()
    .optional()
    .describe("Whether contributor insights of the table itself are on; true."),
  indexes: z
    .array(TableName)
    .min(1)
    .optional()
    .describe("Names of global indexes whose contributor insights are on; none."),
  mode: z
    .enum(["ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"])
    .optional()
    .describe("Which keys are counted, wherever they are asked to be on; any."),
});
type Expect = z.infer<typeof Expect>;

/** For a person, and of one fact. */
interface Target {
  readonly name: string;
  readonly fact: string;
  readonly reading: ContributorInsights;
}

export const contributorInsightsCheck = defineCheck({
  kind: "dynamodb.contributor-insights",
  summary:
    "Contributor insights show which keys are asked for most, for the table and for its indexes.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/contributorinsights_HowItWorks.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: { table: true },
  reasons,
  facts: (where, expect) => ({
    insights: contributorInsights(tableOf(where)),
    ...indexFacts(where, expect),
    ...tableFacts(where),
  }),
  expected: ({ table, indexes = [], mode }) =>
    [
      table !== undefined && `contributor insights of the table ${table ? "on" : "off"}`,
      indexes.length > 0 && `contributor insights of ${indexes.join(", ")} on`,
      mode !== undefined && `mode ${mode}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const targets = targetsOf(facts, expect);
    const missing = (expect.indexes ?? []).find(
      (index) => !table.indexes.some((one) => one.kind === "global" && one.name === index),
    );
    const asked = targets.filter(({ name }) => name !== missing);
    const unsettled = asked.map((target) => unsettledOf(target, say)).find(Boolean);
    if (unsettled) return unsettled;
    const lines: Record<string, Line> = {};
    const [ofTable] = asked.filter(({ fact }) => fact === "insights");
    if (expect.table !== undefined && ofTable) lines.table = statusLine(ofTable, expect.table, say);
    if (expect.indexes !== undefined) {
      const wrong = asked
        .filter(({ fact }) => fact !== "insights")
        .map((target) => statusLine(target, true, say))
        .find((line) => !line.met);
      const absent = missing && say.notMet("dynamodb.insights.no_index", { index: missing });
      lines.indexes = absent || wrong || say.met();
    }
    if (expect.mode !== undefined) lines.mode = modeLine(asked, expect.mode, say);
    return { kind: "judged", lines, by: asked.map(({ fact }) => fact) };
  },
});

function indexFacts(where: TableWhere, { indexes = [] }: Expect) {
  return Object.fromEntries(
    indexes.map((index): [string, FactUse<ContributorInsights>] => [
      `of ${index}`,
      contributorInsights({ ...tableOf(where), index }),
    ]),
  );
}

function targetsOf(
  facts: { readonly insights: ContributorInsights } & Readonly<Record<string, unknown>>,
  { indexes = [] }: Expect,
): readonly Target[] {
  return [
    { name: "the table", fact: "insights", reading: facts.insights },
    ...indexes.flatMap((index) => {
      const reading = Reading.safeParse(facts[`of ${index}`]);
      return reading.success ? [{ name: index, fact: `of ${index}`, reading: reading.data }] : [];
    }),
  ];
}

const Reading: z.ZodType<ContributorInsights> = z.union([
  z.object({ exists: z.literal(false) }),
  z.object({
    exists: z.literal(true),
    status: z.string(),
    mode: z.string(),
    failure: z.union([z.string(), z.undefined()]),
  }),
]);

function unsettledOf(
  { name: target, fact, reading }: Target,
  say: Say<typeof reasons>,
): Verdict | undefined {
  if (!reading.exists) {
    return { ...say.unknown("target", "dynamodb.insights.not_settled", { target }), by: [fact] };
  }
  const { status } = reading;
  if (status === "ENABLING" || status === "DISABLING") {
    const params = { target, status };
    return { ...say.unknown("target", "dynamodb.insights.changing", params), by: [fact] };
  }
  const isKnown = ["ENABLED", "DISABLED", "FAILED"].includes(status);
  return isKnown ? undefined : unknownValue("ContributorInsightsStatus", status, fact);
}

function statusLine(
  { name: target, reading }: Target,
  wanted: boolean,
  say: Say<typeof reasons>,
): Line {
  const status = reading.exists ? reading.status : "DISABLED";
  if (wanted === (status === "ENABLED")) return say.met();
  if (!wanted) return say.notMet("dynamodb.insights.on", { target });
  const failure = (reading.exists ? reading.failure : undefined) ?? "no cause named";
  return status === "FAILED"
    ? say.notMet("dynamodb.insights.refused", { target, failure })
    : say.notMet("dynamodb.insights.off", { target });
}

/** What is off counts no keys at all. */
function modeLine(targets: readonly Target[], wanted: string, say: Say<typeof reasons>): Line {
  for (const { name: target, reading } of targets) {
    const isOn = reading.exists && reading.status === "ENABLED";
    const found = isOn ? reading.mode : "not set";
    if (found !== wanted) return say.notMet("dynamodb.insights.other_mode", { target, found });
  }
  return say.met();
}
