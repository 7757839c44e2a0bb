import { describe, expect, it } from "vitest";
import { budgetNotifications } from "./budget-notifications.ts";
import { budgetSubscribers } from "./budget-subscribers.ts";
import { budgets } from "./budgets.ts";
import { keptFields } from "./fact.ts";

const asked = { region: "us-east-1", observedAt: "2026-03-01T12:00:00.000Z" };
const lab = { name: "lab", type: "COST", timeUnit: "MONTHLY", limit: 5, unit: "USD" };
const school = { ...lab, name: "school" };
const warning = {
  budget: "lab",
  type: "ACTUAL",
  comparison: "GREATER_THAN",
  threshold: 80,
  thresholdType: "PERCENTAGE",
};

describe("budgets.budgets", () => {
  it("asks for the budgets of the learner's own account", () => {
    expect(budgets.fact.ask({}, {})).toMatchObject([{ input: { AccountId: "$account" } }]);
  });

  it("leaves the budgets behind, which are free", () => {
    expect(budgets.fact.leavesBehind({ exists: true, budgets: [lab] }, {})).toEqual([
      {
        ...{ what: "budget", name: "lab", region: "us-east-1", cost: "free" },
        command:
          'aws budgets delete-budget --region us-east-1 --budget-name lab --account-id "$(aws sts get-caller-identity --query Account --output text)"',
      },
    ]);
  });
});

describe("budgets.notifications", () => {
  it("are asked of each budget, or of the one that is named", () => {
    const parents = { budgets: { exists: true, budgets: [lab, school] } };

    expect(budgetNotifications.fact.ask({}, parents)).toHaveLength(2);
    expect(budgetNotifications.fact.ask({ budget: "school" }, parents)).toMatchObject([
      { input: { BudgetName: "school" } },
    ]);
    expect(budgetNotifications.fact.ask({}, { budgets: { exists: false } })).toEqual([]);
  });
});

describe("budgets.subscribers", () => {
  it("keep no address of anybody", () => {
    const parents = { notifications: { exists: true, notifications: [warning] } };
    const [call] = budgetSubscribers.fact.ask({}, parents);
    const { keep = [] } = budgetSubscribers.fact.operations[call?.operation ?? ""] ?? {};
    const output = keptFields(
      { Subscribers: [{ SubscriptionType: "EMAIL", Address: "learner-01@example.edu" }] },
      keep,
    );

    const value = budgetSubscribers.fact.normalise(
      [{ ...asked, operation: call?.operation ?? "", input: call?.input ?? {}, output }],
      {},
    );

    expect(value).toEqual({
      exists: true,
      notifications: [{ ...warning, subscribers: ["EMAIL"] }],
    });
    expect(JSON.stringify(output)).not.toContain("example.edu");
  });
});
