import * as z from "zod";
import {
  type BudgetNotification,
  BudgetParams,
  budgetNotifications,
} from "./budget-notifications.ts";
import { budgetsPermission, budgetsRegion } from "./budgets.ts";
import { defineFact } from "./fact.ts";

const DescribeSubscribersOutput = z.object({
  Subscribers: z.array(z.object({ SubscriptionType: z.string() })).optional(),
});
const Asked = z.object({
  BudgetName: z.string(),
  Notification: z.object({
    NotificationType: z.string(),
    ComparisonOperator: z.string(),
    Threshold: z.number(),
    ThresholdType: z.string(),
  }),
});

export interface SubscribedNotification extends BudgetNotification {
  /** `EMAIL` or `SNS`, one for each subscriber; whose address it is stays in the account. */
  readonly subscribers: readonly string[];
}

export type BudgetSubscribers =
  | { readonly exists: false }
  | { readonly exists: true; readonly notifications: readonly SubscribedNotification[] };

/** A notification without a subscriber tells nobody. */
export const budgetSubscribers = defineFact({
  kind: "budgets.subscribers",
  summary: "whom the notifications of the budgets are sent to, by kind and never by address",
  params: BudgetParams,
  operations: {
    DescribeSubscribersForNotification: {
      service: "budgets",
      absence: ["NotFoundException"],
      keep: ["Subscribers.SubscriptionType"],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 1 },
    },
  },
  after: (params) => ({ notifications: budgetNotifications(params) }),
  iam: () => [budgetsPermission],
  ask: (_params, parents) =>
    (parents.notifications.exists ? parents.notifications.notifications : []).map((one) => ({
      operation: "DescribeSubscribersForNotification",
      region: budgetsRegion,
      input: {
        AccountId: "$account",
        BudgetName: one.budget,
        Notification: {
          NotificationType: one.type,
          ComparisonOperator: one.comparison,
          Threshold: one.threshold,
          ThresholdType: one.thresholdType,
        },
      },
    })),
  normalise: (answers): BudgetSubscribers => {
    const found = answers.flatMap((answer): SubscribedNotification[] => {
      if (!("output" in answer)) return [];
      const { Subscribers = [] } = DescribeSubscribersOutput.parse(answer.output);
      const asked = Asked.safeParse(answer.input);
      if (!asked.success) return [];
      const { BudgetName: budget, Notification: notification } = asked.data;
      return [
        {
          budget,
          type: notification.NotificationType,
          comparison: notification.ComparisonOperator,
          threshold: notification.Threshold,
          thresholdType: notification.ThresholdType,
          subscribers: Subscribers.map((one) => one.SubscriptionType),
        },
      ];
    });
    return found.length === 0 ? { exists: false } : { exists: true, notifications: found };
  },
});
