import { bindStage } from "@lab-grader/core/lab/bind-stage";
import { stageCalls } from "@lab-grader/core/lab/stage-calls";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import { allLabs } from "../labs/all-labs.ts";
import { type PriceName, prices } from "./prices.ts";

/** What a lab costs in the learner's own account. */
export interface LabCost {
  readonly id: string;
  readonly stages: number;
  /** What its resources cost, as its author says in `lab.yaml`. */
  readonly resourcesDollars: number;
  /** Our calls when each stage is graded once. */
  readonly calls: number;
  /** What AWS charges the learner for them. */
  readonly callsDollars: number;
}

const learner = { login: "learner-01", accountId: "111111111111" };

/** Every lab, by its id. */
export async function countLabs(): Promise<readonly LabCost[]> {
  const labs = await allLabs();
  return labs
    .map(({ lab }) => {
      const stages = lab.stages.map(({ id }) =>
        stageCalls(bindStage(lab, id, { learner, graderAccountId })),
      );
      const operations = stages.flatMap(({ facts }) =>
        facts.flatMap(({ operations: asked }) => asked),
      );
      return {
        id: lab.id,
        stages: lab.stages.length,
        resourcesDollars: lab.costUsd,
        calls: stages.reduce((sum, { calls }) => sum + calls, 0),
        callsDollars: operations.reduce((sum, operation) => sum + dollarsOfCall(operation), 0),
      };
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Reading settings is free in AWS, but for these; of items at most a few are read or written. */
function dollarsOfCall(operation: string): number {
  const price = chargedCalls.find(({ pattern }) => pattern.test(operation))?.price;
  return price === undefined ? 0 : prices[price].dollars;
}

const chargedCalls: readonly { readonly pattern: RegExp; readonly price: PriceName }[] = [
  { pattern: /^kms /, price: "keyRequest" },
  { pattern: /^(monitoring|cloudwatch) GetMetric/, price: "metricRequested" },
  { pattern: /^dynamodb (GetItem|BatchGetItem|Query|Scan)$/, price: "tableRead" },
  { pattern: /^dynamodb (PutItem|UpdateItem|DeleteItem)$/, price: "tableWrite" },
];
