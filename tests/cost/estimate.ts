import { type BillLine, totalDollars } from "./bill.ts";
import { countIdle, type IdleStage } from "./count-idle.ts";
import { countLabs, type LabCost } from "./count-labs.ts";
import { type CountedSubmission, countSubmission } from "./count-submission.ts";
import { courseBill, idleBill } from "./stage-bill.ts";
import { requestBill, submissionBill } from "./submission-bill.ts";

/** Learners of the course whose month is reckoned. */
export const courseLearners = 300;

/** Everything that was counted, and what it costs. */
export interface CostEstimate {
  readonly counted: CountedSubmission;
  readonly idle: IdleStage;
  readonly labs: readonly LabCost[];
  /** Of one graded submission. */
  readonly submission: readonly BillLine[];
  /** Of a month in which nothing happens. */
  readonly idleMonth: readonly BillLine[];
  /** Of a month of the course, beyond that. */
  readonly courseMonth: readonly BillLine[];
}

/** Counts on the local system and in the synthesized stage, offline. */
export async function estimateCost(): Promise<CostEstimate> {
  const counted = await countSubmission();
  const idle = await countIdle();
  const labs = await countLabs();
  const submission = submissionBill(counted);
  return {
    ...{ counted, idle, labs, submission },
    idleMonth: idleBill(idle),
    courseMonth: courseBill({
      ...{ idle, submission },
      request: requestBill(counted),
      learners: courseLearners,
      stages: labs.reduce((sum, { stages }) => sum + stages, 0),
    }),
  };
}

/** The first aim of docs/cost.md. */
export function centsPer1000({ submission }: Pick<CostEstimate, "submission">): number {
  return totalDollars(submission) * 1000 * 100;
}
