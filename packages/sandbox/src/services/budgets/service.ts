import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, JsonObject } from "../../service.ts";
import {
  Budget,
  BudgetName,
  budgetsOf,
  isSameNotification,
  Notification,
  type StoredBudget,
  type StoredNotification,
  Subscriber,
  Subscribers,
} from "./budget.ts";

const AccountId = z.string().regex(/^\d{12}$/);
const OfAccount = z.strictObject({
  AccountId,
  MaxResults: z.int().min(1).max(1000).optional(),
  NextToken: z.string().optional(),
  ShowFilterExpression: z.boolean().optional(),
});
const OfBudget = OfAccount.extend({ BudgetName });
const OfNotification = OfBudget.extend({ Notification });
const CreateBudgetInput = z.strictObject({
  AccountId,
  Budget,
  NotificationsWithSubscribers: z
    .array(z.strictObject({ Notification, Subscribers }))
    .max(10)
    .default([]),
  ResourceTags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});
const CreateNotificationInput = OfNotification.extend({ Subscribers });
const CreateSubscriberInput = OfNotification.extend({ Subscriber });

const pageSize = 100;
const mostNotifications = 10;
/** docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CostTypes.html */
const allCosts = {
  ...{ IncludeTax: true, IncludeSubscription: true, UseBlended: false, IncludeRefund: true },
  ...{ IncludeCredit: true, IncludeUpfront: true, IncludeRecurring: true },
  ...{ IncludeOtherSubscription: true, IncludeSupport: true, IncludeDiscount: true },
  UseAmortized: false,
};
/** AWS's own "for ever": 15 June 2087. */
const farEnd = 3_706_473_600;

/** AWS Budgets: a global service; the account is named in every call and must be the caller's. */
export function createBudgetsService(): AwsService {
  return {
    signingName: "budgets",
    protocol: "json-1.1",
    errorNamespace: "com.amazonaws.budgets",
    operations: {
      CreateBudget: modify(CreateBudgetInput, createBudget),
      CreateNotification: modify(CreateNotificationInput, createNotification),
      CreateSubscriber: modify(CreateSubscriberInput, createSubscriber),
      DeleteBudget: modify(OfBudget, ({ BudgetName: name }, { account }) => {
        if (!budgetsOf(account).delete(name)) throw noBudget(name);
        return {};
      }),
      DescribeBudget: view(OfBudget, ({ BudgetName: name }, request) => ({
        Budget: describeBudget(getBudget(request, name)),
      })),
      DescribeBudgets: view(OfAccount, (input, { account }) =>
        page("Budgets", [...budgetsOf(account).values()].map(describeBudget), input),
      ),
      DescribeNotificationsForBudget: view(OfBudget, (input, request) => {
        const { notifications } = getBudget(request, input.BudgetName);
        const shown = notifications.map(({ notification }) => ({
          ...notification,
          NotificationState: "OK",
        }));
        return page("Notifications", shown, input);
      }),
      DescribeSubscribersForNotification: view(OfNotification, (input, request) =>
        page("Subscribers", getNotification(request, input).subscribers, input),
      ),
    },
  };
}

function createBudget(input: z.infer<typeof CreateBudgetInput>, request: AwsRequest): JsonObject {
  const { Budget: budget, NotificationsWithSubscribers } = input;
  const budgets = budgetsOf(request.account);
  const name = budget.BudgetName;
  if (budgets.has(name))
    throw duplicate(`Error creating budget: ${name} - the budget already exists.`);
  const limits = [budget.BudgetLimit, budget.PlannedBudgetLimits, budget.AutoAdjustData];
  if (limits.every((limit) => limit === undefined))
    throw invalid("BudgetLimit, PlannedBudgetLimits or AutoAdjustData is needed.");
  const stored = { budget, notifications: [], updatedAt: request.now };
  for (const one of NotificationsWithSubscribers)
    addNotification(stored, one.Notification, one.Subscribers);
  budgets.set(name, stored);
  return {};
}

function createNotification(
  input: z.infer<typeof CreateNotificationInput>,
  request: AwsRequest,
): JsonObject {
  addNotification(getBudget(request, input.BudgetName), input.Notification, input.Subscribers);
  return {};
}

function createSubscriber(
  input: z.infer<typeof CreateSubscriberInput>,
  request: AwsRequest,
): JsonObject {
  const { subscribers } = getNotification(request, input);
  const added = input.Subscriber;
  if (subscribers.some((one) => one.Address === added.Address))
    throw duplicate("Error creating subscriber - the subscriber already exists.");
  checkSubscribers([...subscribers, added]);
  subscribers.push(added);
  return {};
}

function addNotification(
  { notifications }: StoredBudget,
  notification: Notification,
  subscribers: readonly Subscriber[],
): void {
  if (notifications.some((one) => isSameNotification(one.notification, notification)))
    throw duplicate("Error creating notification - the notification already exists.");
  if (notifications.length >= mostNotifications)
    throw new AwsError(
      "CreationLimitExceededException",
      `You have exceeded the limit of ${mostNotifications} notifications for a budget.`,
    );
  checkSubscribers(subscribers);
  notifications.push({ notification, subscribers: [...subscribers] });
}

function checkSubscribers(subscribers: readonly Subscriber[]): void {
  const topics = subscribers.filter((one) => one.SubscriptionType === "SNS");
  if (topics.length > 1 || subscribers.length - topics.length > 10)
    throw invalid("A notification has at most one SNS and ten EMAIL subscribers.");
  const isWrong = ({ SubscriptionType, Address }: Subscriber) =>
    SubscriptionType === "SNS"
      ? !/^arn:aws[a-z-]*:sns:/.test(Address)
      : !/^[^@\s]+@[^@\s]+$/.test(Address);
  if (subscribers.some(isWrong)) throw invalid("The address of a subscriber is not valid.");
}

function getBudget({ account }: AwsRequest, name: string): StoredBudget {
  const found = budgetsOf(account).get(name);
  if (found === undefined) throw noBudget(name);
  return found;
}

function getNotification(
  request: AwsRequest,
  input: { readonly BudgetName: string; readonly Notification: Notification },
): StoredNotification {
  const found = getBudget(request, input.BudgetName).notifications.find((one) =>
    isSameNotification(one.notification, input.Notification),
  );
  if (found === undefined)
    throw new AwsError("NotFoundException", "Unable to find the notification of the budget.");
  return found;
}

function describeBudget({ budget, updatedAt }: StoredBudget): JsonObject {
  const unit = budget.BudgetLimit?.Unit ?? "USD";
  const date = new Date(updatedAt);
  const shown: JsonObject = JSON.parse(JSON.stringify(budget));
  return {
    ...shown,
    ...(budget.BudgetType === "COST" ? { CostTypes: { ...allCosts, ...budget.CostTypes } } : {}),
    TimePeriod: {
      Start:
        budget.TimePeriod?.Start ?? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1000,
      End: budget.TimePeriod?.End ?? farEnd,
    },
    CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: unit } },
    LastUpdatedTime: updatedAt / 1000,
  };
}

/** An empty list is left out. */
function page(
  member: string,
  all: readonly JsonObject[],
  {
    MaxResults = pageSize,
    NextToken,
  }: { MaxResults?: number | undefined; NextToken?: string | undefined },
): JsonObject {
  if (NextToken !== undefined && !/^\d{1,9}$/.test(NextToken))
    throw new AwsError("InvalidNextTokenException", "The next token is not valid.");
  const start = Number(NextToken ?? 0);
  const end = start + MaxResults;
  const shown = all.slice(start, end);
  return {
    ...(shown.length === 0 ? {} : { [member]: shown }),
    ...(end < all.length ? { NextToken: String(end) } : {}),
  };
}

function view<Schema extends z.ZodType<{ AccountId: string }>>(
  schema: Schema,
  answer: (input: z.output<Schema>, request: AwsRequest) => JsonObject,
): AwsOperation {
  return operation("budgets:ViewBudget", schema, answer);
}

function modify<Schema extends z.ZodType<{ AccountId: string }>>(
  schema: Schema,
  answer: (input: z.output<Schema>, request: AwsRequest) => JsonObject,
): AwsOperation {
  return operation("budgets:ModifyBudget", schema, answer);
}

function operation<Schema extends z.ZodType<{ AccountId: string }>>(
  action: string,
  schema: Schema,
  answer: (input: z.output<Schema>, request: AwsRequest) => JsonObject,
): AwsOperation {
  return {
    iam: ({ account, input }) => ({
      action,
      resources: [`arn:aws:budgets::${account.accountId}:budget/${nameIn(input) ?? "*"}`],
    }),
    answer(request) {
      const parsed = schema.safeParse(request.input);
      if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
      const { caller } = request;
      if (parsed.data.AccountId !== caller.accountId)
        throw new AwsError(
          "AccessDeniedException",
          `Account ${caller.accountId} is not authorized to access budgets of account ${parsed.data.AccountId}`,
        );
      return answer(parsed.data, request);
    },
  };
}

function nameIn({ BudgetName: name, Budget: made }: JsonObject): string | undefined {
  const parsed = z.object({ BudgetName: z.string() }).safeParse(made);
  if (typeof name === "string") return name;
  return parsed.success ? parsed.data.BudgetName : undefined;
}

function noBudget(name: string): AwsError {
  return new AwsError(
    "NotFoundException",
    `Unable to get budget: ${name} - the budget doesn't exist.`,
  );
}

function duplicate(message: string): AwsError {
  return new AwsError("DuplicateRecordException", message);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}
