import * as z from "zod";
import { mostBudgets } from "../facts/budget-notifications.ts";
import { type BudgetSubscribers, budgetSubscribers } from "../facts/budget-subscribers.ts";
import { type Budget, budgets } from "../facts/budgets.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, ifApplicable, type Line, type Say } from "./check.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";

const reasons = defineReasons({
  "budgets.budget.none": {
    short: "no budget",
    found: "the account has no budget",
    doNext: "Make a budget with the limit that is asked for, and somebody whom it tells.",
    isAbsence: true,
  },
  "budgets.budget.other_name": {
    short: 'no budget "{wanted}"',
    found: 'no budget "{wanted}"; there is "{found}"',
    doNext: "Make the budget under exactly this name.",
  },
  "budgets.budget.other_limit": {
    short: "limit {found}",
    found: 'the limit of "{budget}" is {found}',
    doNext: "Set the limit of the budget as asked.",
  },
  "budgets.budget.other_setting": {
    short: "{setting} {found}",
    found: '{setting} of "{budget}" is {found}',
    doNext: "Set it as asked.",
  },
  "budgets.budget.no_notification": {
    short: "the budget warns nobody",
    found: '"{budget}" has no notification',
    doNext: "Give the budget a notification with a subscriber.",
  },
  "budgets.budget.no_subscriber": {
    short: "a warning without a reader",
    found: '"{budget}" has a notification, but none of them has a subscriber',
    doNext: "Subscribe an address or a topic to the notification.",
  },
  "budgets.budget.too_many": {
    short: "{count} budgets, none named",
    found: "{count} budgets, of which we ask only the first {most} whom they tell",
    doNext: "Nothing. Your instructor names the budget that is meant; no attempt is used.",
  },
  "budgets.budget.other_threshold": {
    short: "warns at {found}",
    found: '"{budget}" tells somebody at {found}',
    doNext: "Set the threshold of the notification as asked.",
  },
});

const text = expectation(z.string().min(1));
const Expect = z.strictObject({
  limit: expectation(z.number())
    .optional()
    .describe("Limit of one period, in the budget's own unit; no default."),
  unit: text.optional().describe("Unit of the limit: USD; no default."),
  timeUnit: text
    .optional()
    .describe("Length of a period: DAILY, MONTHLY, QUARTERLY or ANNUALLY; no default."),
  type: text.optional().describe("What is added up: COST, USAGE, …; no default."),
  subscriber: z
    .boolean()
    .optional()
    .describe("Whether some notification of the budget has a subscriber; true."),
  thresholdPercent: expectation(z.number())
    .optional()
    .describe("At what share of the limit somebody is told, in per cent; no default."),
});
type Expect = z.infer<typeof Expect>;

/** AWS's own words for the lines that ask for a setting. */
const settingOf: Readonly<Record<string, string>> = {
  limit: "BudgetLimit",
  unit: "Unit",
  timeUnit: "TimeUnit",
  type: "BudgetType",
  thresholdPercent: "told at per cent",
};

export const budget = defineCheck({
  kind: "budgets.budget",
  summary: "A budget of the account has the limit that is asked for, and tells somebody.",
  read: "docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html",
  where: z.object({
    budget: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Name of the budget; absent: the one of the account's budgets that fits best."),
  }),
  expect: Expect,
  defaultExpect: { subscriber: true },
  reasons,
  facts: ({ budget: name }) => ({
    budgets: budgets({}),
    subscribers: ifApplicable(budgetSubscribers(name === undefined ? {} : { budget: name })),
  }),
  // One budget among many is enough.
  existential: ["budgets", "subscribers"],
  expected: (expect, { budget: name }) => {
    const { subscriber, ...settings } = expect;
    return [
      name === undefined ? "a budget" : `a budget "${name}"`,
      ...Object.entries(settings).map(
        ([key, wanted]) =>
          wanted !== undefined && `${settingOf[key] ?? key} ${describeExpectation(wanted)}`,
      ),
      subscriber !== undefined && (subscriber ? "with a subscriber" : "without a subscriber"),
    ]
      .filter(Boolean)
      .join(", ");
  },
  evaluate: ({ facts, where, expect, say }) => {
    const all = facts.budgets.exists ? facts.budgets.budgets : [];
    const own = all.filter(({ name }) => where.budget === undefined || name === where.budget);
    const [best] = own
      .map((one) => budgetLines(one, { expect, subscribers: facts.subscribers, say }))
      .toSorted((a, b) => metLines(b) - metLines(a));
    const isMet = best && Object.values(best).every((line) => line.met);
    if (own.length > mostBudgets && !isMet) {
      const params = { count: own.length, most: mostBudgets };
      return { ...say.unknown("rubric", "budgets.budget.too_many", params), by: ["budgets"] };
    }
    if (best) {
      const lines = Object.keys(best).length === 0 ? { it: say.met() } : best;
      return { kind: "judged", lines };
    }
    const [first] = all;
    const line =
      first && where.budget !== undefined
        ? say.notMet("budgets.budget.other_name", { wanted: where.budget, found: first.name })
        : say.notMet("budgets.budget.none");
    return { kind: "judged", lines: everyLine(expect, line), by: ["budgets"] };
  },
});

function budgetLines(
  one: Budget,
  judged: {
    readonly expect: Expect;
    readonly subscribers: BudgetSubscribers | undefined;
    readonly say: Say<typeof reasons>;
  },
): Record<string, Line> {
  const { expect, say } = judged;
  const { name } = one;
  const lines: Record<string, Line> = {};
  if (expect.limit !== undefined) {
    lines.limit = isAsExpected(expect.limit, one.limit)
      ? say.met()
      : say.notMet("budgets.budget.other_limit", { budget: name, found: one.limit ?? "not fixed" });
  }
  const settings: readonly (readonly [
    keyof Expect,
    setting: string,
    wanted: Expectation<string> | undefined,
    found: string | undefined,
  ])[] = [
    ["unit", "Unit", expect.unit, one.unit],
    ["timeUnit", "TimeUnit", expect.timeUnit, one.timeUnit],
    ["type", "BudgetType", expect.type, one.type],
  ];
  for (const [line, setting, wanted, found] of settings) {
    if (wanted === undefined) continue;
    lines[line] = isAsExpected(wanted, found)
      ? say.met()
      : say.notMet("budgets.budget.other_setting", {
          ...{ setting, budget: name, found: found ?? "not set" },
        });
  }
  return { ...lines, ...tellingLines(one, judged) };
}

/** A notification without a subscriber tells nobody, so its threshold is nobody's warning. */
function tellingLines(
  { name, limit }: Budget,
  {
    expect,
    subscribers,
    say,
  }: {
    readonly expect: Expect;
    readonly subscribers: BudgetSubscribers | undefined;
    readonly say: Say<typeof reasons>;
  },
): Record<string, Line> {
  const all = subscribers?.exists ? subscribers.notifications : [];
  const own = all.filter((one) => one.budget === name);
  const told = own.filter((one) => one.subscribers.length > 0);
  const silent =
    own.length === 0
      ? say.notMet("budgets.budget.no_notification", { budget: name })
      : say.notMet("budgets.budget.no_subscriber", { budget: name });
  const lines: Record<string, Line> = {};
  if (expect.subscriber === true) lines.subscriber = told.length > 0 ? say.met() : silent;
  if (expect.subscriber === false) {
    lines.subscriber =
      told.length === 0
        ? say.met()
        : say.notMet("budgets.budget.other_setting", {
            ...{ setting: "Subscribers", budget: name, found: told.length },
          });
  }
  const wanted = expect.thresholdPercent;
  if (wanted === undefined) return lines;
  const percents = told.map((one) =>
    one.thresholdType === "ABSOLUTE_VALUE"
      ? (one.threshold * 100) / (limit ?? Number.NaN)
      : one.threshold,
  );
  const found = percents.map((percent) => `${Math.round(percent)} %`).join(", ");
  if (percents.some((percent) => isAsExpected(wanted, percent))) lines.thresholdPercent = say.met();
  else
    lines.thresholdPercent =
      percents.length === 0
        ? silent
        : say.notMet("budgets.budget.other_threshold", { budget: name, found });
  return lines;
}

function metLines(lines: Readonly<Record<string, Line>>): number {
  return Object.values(lines).filter((line) => line.met).length;
}
