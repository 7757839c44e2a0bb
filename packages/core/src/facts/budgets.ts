import * as z from "zod";
import { defineFact, type LeftOver } from "./fact.ts";
import { deletion } from "./left-over-commands.ts";

const Spend = z.object({ Amount: z.string(), Unit: z.string().optional() });
const DescribeBudgetsOutput = z.object({
  Budgets: z
    .array(
      z.object({
        BudgetName: z.string(),
        BudgetType: z.string().optional(),
        TimeUnit: z.string().optional(),
        BudgetLimit: Spend.optional(),
      }),
    )
    .optional(),
});

export interface Budget {
  readonly name: string;
  /** `COST`, `USAGE`, … */
  readonly type: string;
  /** `MONTHLY`, … */
  readonly timeUnit: string;
  /** `undefined`: planned month by month, or adjusted by AWS. */
  readonly limit: number | undefined;
  /** `USD` */
  readonly unit: string | undefined;
}

export type Budgets =
  | { readonly exists: false }
  | { readonly exists: true; readonly budgets: readonly Budget[] };

/** AWS Budgets lives in one region and is about the whole account. */
export const budgetsRegion = "us-east-1";
export const budgetsPermission = { action: "budgets:ViewBudget", resource: "*" };

export const budgets = defineFact({
  kind: "budgets.budgets",
  summary: "the budgets of the account: limit, unit, period",
  params: z.object({}),
  operations: {
    DescribeBudgets: {
      service: "budgets",
      absence: ["NotFoundException"],
      // What was spent moves by itself, and is nobody's business here.
      keep: ["Budgets.BudgetName", "Budgets.BudgetType", "Budgets.TimeUnit", "Budgets.BudgetLimit"],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 5 },
    },
  },
  iam: () => [budgetsPermission],
  ask: () => [
    { operation: "DescribeBudgets", region: budgetsRegion, input: { AccountId: "$account" } },
  ],
  normalise: (answers): Budgets => {
    const outputs = answers.flatMap((answer) => ("output" in answer ? [answer.output] : []));
    if (outputs.length === 0) return { exists: false };
    return {
      exists: true,
      budgets: outputs
        .flatMap((output) => DescribeBudgetsOutput.parse(output).Budgets ?? [])
        .map((budget) => ({
          name: budget.BudgetName,
          type: budget.BudgetType ?? "",
          timeUnit: budget.TimeUnit ?? "",
          limit: budget.BudgetLimit && Number(budget.BudgetLimit.Amount),
          unit: budget.BudgetLimit?.Unit,
        })),
    };
  },
  leavesBehind: (value): readonly LeftOver[] =>
    value.exists
      ? value.budgets.map(({ name }) => ({
          ...{ what: "budget", name, region: budgetsRegion, cost: "free" },
          command: `${deletion("budgets delete-budget", budgetsRegion, { "budget-name": name })} --account-id "$(aws sts get-caller-identity --query Account --output text)"`,
        }))
      : [],
});
