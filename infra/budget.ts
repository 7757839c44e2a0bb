import { alarmTopic, alarmTopicPolicy } from "./alarm-topic.ts";
import { nameOf, settings } from "./deployment.ts";

/**
 * Of the whole account: a budget of the stage alone would need its tag activated in the billing
 * console first, and would say nothing until then.
 */
new aws.budgets.Budget(
  "MonthlyBudget",
  {
    name: nameOf("monthly-budget"),
    budgetType: "COST",
    limitAmount: settings.monthlyBudgetDollars.toFixed(2),
    limitUnit: "USD",
    timeUnit: "MONTHLY",
    notifications: [
      { notificationType: "ACTUAL", threshold: 80 },
      { notificationType: "FORECASTED", threshold: 100 },
    ].map((notification) => ({
      ...notification,
      comparisonOperator: "GREATER_THAN",
      thresholdType: "PERCENTAGE",
      subscriberSnsTopicArns: [alarmTopic.arn],
    })),
  },
  // Spent already, it speaks at once, and must be let.
  { dependsOn: [alarmTopicPolicy] },
);
