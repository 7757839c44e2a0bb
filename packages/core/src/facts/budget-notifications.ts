import * as z from "zod";
import { budgets, budgetsPermission, budgetsRegion } from "./budgets.ts";
import { defineFact } from "./fact.ts";

const Notification = z.object({
  NotificationType: z.string(),
  ComparisonOperator: z.string(),
  Threshold: z.number(),
  ThresholdType: z.string().optional(),
});
const DescribeNotificationsOutput = z.object({ Notifications: z.array(Notification).optional() });
const AskedOfBudget = z.object({ BudgetName: z.string() });

export interface BudgetNotification {
  readonly budget: string;
  /** `ACTUAL` or `FORECASTED`. */
  readonly type: string;
  readonly comparison: string;
  readonly threshold: number;
  /** `PERCENTAGE` of the limit, or `ABSOLUTE_VALUE`. */
  readonly thresholdType: string;
}

export type BudgetNotifications =
  | { readonly exists: false }
  | { readonly exists: true; readonly notifications: readonly BudgetNotification[] };

/** Of one budget, or of the first of all budgets: each is a call of its own. */
export const BudgetParams = z.object({ budget: z.string().min(1).max(100).exactOptional() });
/** Of more budgets than these nothing is known but their settings. */
export const mostBudgets = 10;

export const budgetNotifications = defineFact({
  kind: "budgets.notifications",
  summary: "what the budgets of the account warn about",
  params: BudgetParams,
  operations: {
    DescribeNotificationsForBudget: {
      service: "budgets",
      absence: ["NotFoundException"],
      keep: [
        "Notifications.NotificationType",
        "Notifications.ComparisonOperator",
        "Notifications.Threshold",
        "Notifications.ThresholdType",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 2 },
    },
  },
  after: () => ({ budgets: budgets({}) }),
  iam: () => [budgetsPermission],
  ask: ({ budget }, parents) =>
    (parents.budgets.exists ? parents.budgets.budgets : [])
      .filter(({ name }) => budget === undefined || name === budget)
      .slice(0, mostBudgets)
      .map(({ name }) => ({
        operation: "DescribeNotificationsForBudget",
        region: budgetsRegion,
        input: { AccountId: "$account", BudgetName: name },
      })),
  normalise: (answers): BudgetNotifications => {
    const found = answers.flatMap((answer) => {
      if (!("output" in answer)) return [];
      const { Notifications = [] } = DescribeNotificationsOutput.parse(answer.output);
      const asked = AskedOfBudget.safeParse(answer.input);
      const ofBudget = asked.success ? asked.data.BudgetName : "";
      return [
        Notifications.map((one) => ({
          budget: ofBudget,
          type: one.NotificationType,
          comparison: one.ComparisonOperator,
          threshold: one.Threshold,
          thresholdType: one.ThresholdType ?? "PERCENTAGE",
        })),
      ];
    });
    return found.length === 0 ? { exists: false } : { exists: true, notifications: found.flat() };
  },
});
