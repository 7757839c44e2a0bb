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

const Mode = z.enum(["ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"]);
const modes: ReadonlySet<string> = new Set(Mode.options);
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
  mode: Mode.optional().describe("Which keys are counted, wherever they are asked to be on; any."),
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
    const missing = (expect.indexes ?? []).filter(
      (index) => !table.indexes.some((one) => one.kind === "global" && one.name === index),
    );
    const asked = targetsOf(facts, expect).filter(({ name }) => !missing.includes(name));
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
      const [index] = missing;
      lines.indexes =
        index === undefined
          ? (wrong ?? say.met())
          : say.notMet("dynamodb.insights.no_index", { index });
    }
    if (expect.mode !== undefined) {
      const strange = asked.find(({ reading }) => reading.exists && !modes.has(reading.mode));
      if (strange?.reading.exists) {
        return unknownValue("ContributorInsightsMode", strange.reading.mode, strange.fact);
      }
      lines.mode = modeLine(asked, expect.mode, say);
    }
    const by = asked.map(({ fact }) => fact);
    return { kind: "judged", lines, by: missing.length > 0 ? ["table", ...by] : by };
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
  { table, indexes = [] }: Expect,
): readonly Target[] {
  // Where only indexes are asked, nothing of the table itself decides.
  const isTableAsked = table !== undefined || indexes.length === 0;
  return [
    ...(isTableAsked ? [{ name: "the table", fact: "insights", reading: facts.insights }] : []),
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
