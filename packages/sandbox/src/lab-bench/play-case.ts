import type { GradedEvidence } from "@lab-grader/core/facts/read-facts";
import { gradeSubmission, type Judgement } from "@lab-grader/core/grading/grade-submission";
import { waitsForMarking } from "@lab-grader/core/grading/judge-written";
import type { Outcome } from "@lab-grader/core/grading/outcome";
import {
  type BindingValues,
  type BoundStage,
  bindStage,
  labVariables,
} from "@lab-grader/core/lab/bind-stage";
import type { CaseKind, LabCase } from "@lab-grader/core/lab/cases";
import { type ExpectedOutcome, expectedOutcomes } from "@lab-grader/core/lab/expected-outcomes";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { planCase } from "@lab-grader/core/lab/plan-case";
import type { Sandbox } from "../sandbox.ts";
import { type CaseAccount, createCaseAccount, type SessionCredentials } from "./case-account.ts";
import { type RefusedStep, runSteps, type StepAnswers } from "./run-steps.ts";

/** Asks the facts of a stage in an account, as the grader does. */
export type CollectInAccount = (
  stage: BoundStage,
  account: { readonly accountId: string; readonly credentials: SessionCredentials },
) => Promise<GradedEvidence>;

/** One criterion in one look at one case. */
export interface CaseCell {
  readonly expected: ExpectedOutcome;
  readonly found: Outcome;
  readonly isAsExpected: boolean;
}

/** One grading of a case. */
export interface CaseLook {
  readonly moment: "at once" | "settled";
  /** All of it, what only a person can judge included. */
  readonly judgement: Judgement;
  readonly cells: readonly CaseCell[];
}

export interface CaseResult {
  readonly kind: CaseKind | "solution";
  readonly name: string;
  readonly stage: string;
  readonly looks: readonly CaseLook[];
  /** AWS refused a step; then nothing was graded. */
  readonly refused?: RefusedStep | undefined;
  readonly isAsExpected: boolean;
}

/** Plays one case, or the solution of a stage, in an account of its own. */
export async function playCase(
  { lab, solution }: AuthoredLab,
  played: { readonly stage: string; readonly labCase?: LabCase | undefined },
  world: {
    readonly sandbox: Sandbox;
    readonly accountId: string;
    readonly graderAccountId: string;
    readonly collect: CollectInAccount;
  },
): Promise<CaseResult> {
  const { stage, labCase } = played;
  const { sandbox, accountId, graderAccountId, collect } = world;
  const { kind, name } = labCase ?? { kind: "solution" as const, name: "solution" };
  const values: BindingValues = { learner: { login: "learner-01", accountId }, graderAccountId };
  const bound = bindStage(lab, stage, values);
  const inAccount = createCaseAccount(sandbox, accountId, labCase?.settlingSeconds ?? {});
  const plan = planCase(solution, stage, labCase);
  const { answers } = plan.stages.at(-1) ?? {};
  const earlier: Record<string, GradedEvidence> = {};
  /** What the attempt of an earlier stage would have left for this one to be compared with. */
  const lookAtEarlier = async (id: string): Promise<void> => {
    if (!comparesWith(lab, stage).includes(id)) return;
    const then = bindStage(lab, id, values);
    const credentials = inAccount.openSession(then);
    earlier[id] = await collect(then, { accountId, credentials });
  };
  const look = async (moment: CaseLook["moment"], expecting?: LabCase): Promise<CaseLook> => {
    const credentials = inAccount.openSession(bound);
    const evidence = await collect(bound, { accountId, credentials });
    const judgement = gradeSubmission(bound, evidence, { accountId, answers, earlier });
    return {
      moment,
      judgement,
      cells: cellsOf(judgement, expectedOutcomes(lab, stage, expecting)),
    };
  };
  try {
    const variables = labVariables(lab, values);
    const refused = await typeAll(plan, variables, { ...inAccount, lookAtEarlier });
    if (refused) return { kind, name, stage, looks: [], refused, isAsExpected: false };
    const looks = [await look("at once", labCase)];
    if (kind === "unsure") {
      await inAccount.settle();
      looks.push(await look("settled"));
    }
    const isAsExpected = looks.every(({ cells }) => cells.every((cell) => cell.isAsExpected));
    return { kind, name, stage, looks, isAsExpected };
  } finally {
    inAccount.close();
  }
}

async function typeAll(
  plan: ReturnType<typeof planCase>,
  variables: ReturnType<typeof labVariables>,
  {
    commands,
    settle,
    lookAtEarlier,
  }: CaseAccount & { readonly lookAtEarlier: (stage: string) => Promise<void> },
): Promise<RefusedStep | undefined> {
  const answers: StepAnswers = new Map();
  for (const [index, { stage, steps }] of plan.stages.entries()) {
    const isOwn = index === plan.stages.length - 1;
    const typed = isOwn ? { ...variables, ...plan.set } : variables;
    const refused = await runSteps(steps, { commands, variables: typed, answers, settle });
    if (refused) return refused;
    if (isOwn) continue;
    await settle();
    await lookAtEarlier(stage);
  }
  return undefined;
}

function comparesWith(lab: Lab, stage: string): readonly string[] {
  return lab.stages.find(({ id }) => id === stage)?.comparesWith ?? [];
}

function cellsOf(
  judgement: Judgement,
  expected: ReadonlyMap<string, ExpectedOutcome>,
): readonly CaseCell[] {
  return judgement.outcomes.flatMap((found) => {
    // A text that only a person marks says nothing of the rubric.
    if (found.reason === waitsForMarking) return [];
    const wanted = expected.get(found.criterion) ?? { outcome: "met" as const };
    return [{ expected: wanted, found, isAsExpected: isAsWanted(wanted, found) }];
  });
}

function isAsWanted({ outcome, fault, reason }: ExpectedOutcome, found: Outcome): boolean {
  if (outcome !== found.outcome) return false;
  if (reason !== undefined && reason !== found.reason) return false;
  return fault === undefined || (found.outcome === "unknown" && found.fault === fault);
}
