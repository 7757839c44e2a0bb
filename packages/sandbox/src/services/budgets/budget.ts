import * as z from "zod";
import type { Account } from "../../accounts.ts";

const Spend = z.strictObject({
  Amount: z.string().regex(/^([0-9]*\.)?[0-9]+$/),
  Unit: z.string().min(1),
});

export const BudgetName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^:\\]+$/);

/** As CreateBudget takes it; AWS's own figures are made when the budget is shown. */
export const Budget = z.strictObject({
  BudgetName,
  BudgetLimit: Spend.optional(),
  PlannedBudgetLimits: z.record(z.string(), Spend).optional(),
  CostFilters: z.record(z.string(), z.array(z.string())).optional(),
  FilterExpression: z.record(z.string(), z.json()).optional(),
  CostTypes: z.record(z.string(), z.boolean()).optional(),
  Metrics: z.array(z.string()).max(1).optional(),
  TimeUnit: z.enum(["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"]),
  TimePeriod: z
    .strictObject({ Start: z.number().optional(), End: z.number().optional() })
    .optional(),
  BudgetType: z.enum([
    "USAGE",
    "COST",
    "RI_UTILIZATION",
    "RI_COVERAGE",
    "SAVINGS_PLANS_UTILIZATION",
    "SAVINGS_PLANS_COVERAGE",
  ]),
  AutoAdjustData: z
    .strictObject({
      AutoAdjustType: z.enum(["HISTORICAL", "FORECAST"]),
      HistoricalOptions: z.record(z.string(), z.number()).optional(),
    })
    .optional(),
});
export type Budget = z.infer<typeof Budget>;

export const Notification = z.strictObject({
  NotificationType: z.enum(["ACTUAL", "FORECASTED"]),
  ComparisonOperator: z.enum(["GREATER_THAN", "LESS_THAN", "EQUAL_TO"]),
  Threshold: z.number().min(0),
  ThresholdType: z.enum(["PERCENTAGE", "ABSOLUTE_VALUE"]).default("PERCENTAGE"),
  NotificationState: z.enum(["OK", "ALARM"]).optional(),
});
export type Notification = z.infer<typeof Notification>;

export const Subscriber = z.strictObject({
  SubscriptionType: z.enum(["SNS", "EMAIL"]),
  Address: z.string().min(1),
});
export type Subscriber = z.infer<typeof Subscriber>;
export const Subscribers = z.array(Subscriber).min(1).max(11);

export interface StoredNotification {
  readonly notification: Notification;
  readonly subscribers: Subscriber[];
}

export interface StoredBudget {
  readonly budget: Budget;
  readonly notifications: StoredNotification[];
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

const budgets = new WeakMap<Account, Map<string, StoredBudget>>();

/** The budgets of an account, by name; they belong to no region. */
export function budgetsOf(account: Account): Map<string, StoredBudget> {
  const existing = budgets.get(account);
  if (existing !== undefined) return existing;
  const made = new Map<string, StoredBudget>();
  budgets.set(account, made);
  return made;
}

/** A notification is known by what it says, not by an id. */
export function isSameNotification(a: Notification, b: Notification): boolean {
  return (
    a.NotificationType === b.NotificationType &&
    a.ComparisonOperator === b.ComparisonOperator &&
    a.Threshold === b.Threshold &&
    a.ThresholdType === b.ThresholdType
  );
}
