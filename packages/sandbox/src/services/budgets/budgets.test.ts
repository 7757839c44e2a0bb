import {
  BudgetsClient,
  CreateBudgetCommand,
  CreateNotificationCommand,
  CreateSubscriberCommand,
  DeleteBudgetCommand,
  DescribeBudgetCommand,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
} from "@aws-sdk/client-budgets";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId, platformAccountId } from "../../testing.ts";

let sandbox: Sandbox;
let budgets: BudgetsClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  budgets = new BudgetsClient(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

const AccountId = learnerAccountId;
const BudgetName = "lab";
const Notification = {
  NotificationType: "ACTUAL",
  ComparisonOperator: "GREATER_THAN",
  Threshold: 80,
} as const;
const mail = { SubscriptionType: "EMAIL", Address: "learner-14@example.edu" } as const;

const create = (name = BudgetName) =>
  budgets.send(
    new CreateBudgetCommand({
      AccountId,
      Budget: {
        BudgetName: name,
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: "5", Unit: "USD" },
      },
    }),
  );

describe("budgets", () => {
  it("are absent where there are none, and shown with AWS's own figures", async () => {
    const none = await budgets.send(new DescribeBudgetsCommand({ AccountId }));
    await create();

    const { Budgets } = await budgets.send(new DescribeBudgetsCommand({ AccountId }));

    expect(none.Budgets).toBeUndefined();
    expect(Budgets).toMatchObject([
      {
        BudgetName,
        BudgetLimit: { Amount: "5", Unit: "USD" },
        CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: "USD" } },
        TimePeriod: { Start: expect.any(Date) },
      },
    ]);
  });

  it("belong to no region, and to the caller's account alone", async () => {
    await create();
    const elsewhere = new BudgetsClient({
      ...clientConfig(sandbox, "learner-14"),
      region: "eu-west-1",
    });

    await expect(
      elsewhere.send(new DescribeBudgetCommand({ AccountId, BudgetName })),
    ).resolves.toMatchObject({ Budget: { BudgetName } });
    await expect(
      budgets.send(new DescribeBudgetsCommand({ AccountId: platformAccountId })),
    ).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("alert nobody until a notification has a subscriber", async () => {
    await create();
    await budgets.send(
      new CreateNotificationCommand({ AccountId, BudgetName, Notification, Subscribers: [mail] }),
    );
    const topic = {
      SubscriptionType: "SNS",
      Address: `arn:aws:sns:us-east-1:${AccountId}:bill`,
    } as const;
    await budgets.send(
      new CreateSubscriberCommand({ AccountId, BudgetName, Notification, Subscriber: topic }),
    );

    const { Notifications } = await budgets.send(
      new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName }),
    );
    const { Subscribers } = await budgets.send(
      new DescribeSubscribersForNotificationCommand({ AccountId, BudgetName, Notification }),
    );

    expect(Notifications).toEqual([
      { ...Notification, ThresholdType: "PERCENTAGE", NotificationState: "OK" },
    ]);
    expect(Subscribers).toEqual([mail, topic]);
  });

  it("are refused twice under one name, without a limit, and when they are gone", async () => {
    await create();

    await expect(create()).rejects.toMatchObject({ name: "DuplicateRecordException" });
    await expect(
      budgets.send(
        new CreateBudgetCommand({
          AccountId,
          Budget: { BudgetName: "other", BudgetType: "COST", TimeUnit: "MONTHLY" },
        }),
      ),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
    await budgets.send(new DeleteBudgetCommand({ AccountId, BudgetName }));
    await expect(
      budgets.send(new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName })),
    ).rejects.toMatchObject({ name: "NotFoundException" });
  });

  it("come in pages", async () => {
    for (const name of ["a", "b", "c"]) await create(name);

    const first = await budgets.send(new DescribeBudgetsCommand({ AccountId, MaxResults: 2 }));
    const second = await budgets.send(
      new DescribeBudgetsCommand({ AccountId, MaxResults: 2, NextToken: first.NextToken }),
    );

    expect(first.Budgets).toHaveLength(2);
    expect(second.Budgets).toMatchObject([{ BudgetName: "c" }]);
    expect(second.NextToken).toBeUndefined();
  });
});
