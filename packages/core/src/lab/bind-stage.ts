import type { Check, FactUse, FactUses } from "../checks/check.ts";
import { getCheck } from "../checks/find-check.ts";
import { type FactRef, factId } from "../facts/fact.ts";
import { getFact } from "../facts/read-facts.ts";
import { isJsonObject } from "../json.ts";
import { alternativesOf } from "./criteria.ts";
import { foreignArn } from "./foreign-values.ts";
import type { Criterion, Lab, Stage } from "./lab.ts";
import { substituted, type Variables } from "./variables.ts";

export type CheckCriterion = Extract<Criterion, { kind: "check" }>;

/** One way in which a criterion can be met. */
export interface BoundAlternative {
  readonly where: object;
  readonly expect: object;
  readonly uses: FactUses;
}

/** A criterion with the values of this learner and this assignment. */
export type BoundCriterion =
  | {
      readonly kind: "check";
      readonly criterion: CheckCriterion;
      readonly check: Check;
      readonly alternatives: readonly BoundAlternative[];
    }
  /** The values make no sense together: a fault of the rubric or of the assignment. */
  | {
      readonly kind: "invalid";
      readonly criterion: Extract<Criterion, { kind: "check" | "compare" }>;
      readonly problem: string;
    }
  /** The checks that both stages have, by aspect. */
  | {
      readonly kind: "compare";
      readonly criterion: Extract<Criterion, { kind: "compare" }>;
      readonly aspects: readonly {
        readonly aspect: string;
        readonly checks: readonly BoundCheck[];
      }[];
    }
  | { readonly kind: "question"; readonly criterion: Extract<Criterion, { kind: "question" }> }
  | { readonly kind: "written"; readonly criterion: Extract<Criterion, { kind: "written" }> };

export type BoundCheck = Extract<BoundCriterion, { kind: "check" }>;

export interface BoundStage {
  readonly stage: string;
  /** Name of the gate criterion among `criteria`; absent when the lab has none. */
  readonly gate?: string | undefined;
  readonly criteria: readonly BoundCriterion[];
  /**
   * Of a lab's last stage: facts of earlier ones that tell what the lab leaves behind. They are
   * asked too and decide nothing.
   */
  readonly leftOverFacts: readonly FactRef[];
}

/** Values that only a learner and an assignment can give. */
export interface BindingValues {
  readonly learner: { readonly login: string; readonly accountId: string };
  readonly graderAccountId: string;
  /** Set by the assignment; others keep the lab's value. */
  readonly variables?: Variables | undefined;
}

/**
 * Fills a stage's criteria with values, and adds the gate, without points, where it is not the
 * stage's own.
 *
 * @throws Error when the lab has no such stage.
 */
export function bindStage(lab: Lab, stageId: string, values: BindingValues): BoundStage {
  const stage = lab.stages.find(({ id }) => id === stageId);
  if (!stage) throw new Error(`The lab ${lab.id} has no stage ${stageId}.`);
  const variables = labVariables(lab, values);
  const { gate } = lab;
  const hasGate = stage.criteria.some((criterion) => criterion.id === gate?.id);
  const criteria =
    gate && !hasGate
      ? [{ ...gate, name: `${stageId}.${gate.id}`, points: 0 }, ...stage.criteria]
      : stage.criteria;
  return {
    stage: stageId,
    gate: gate && `${stageId}.${gate.id}`,
    criteria: criteria.map((criterion) =>
      criterion.kind === "compare"
        ? boundComparison(lab, stage, criterion, variables)
        : boundCriterion(criterion, variables),
    ),
    leftOverFacts: stage === lab.stages.at(-1) ? leftOverFactsOf(lab, variables) : [],
  };
}

/** The facts of all stages that can tell of something to delete; probes read no more than they must. */
export function leftOverFactsOf(lab: Lab, variables: Variables): readonly FactRef[] {
  const refs = lab.stages
    .flatMap(({ criteria }) => criteria)
    .flatMap((criterion) => {
      if (criterion.kind !== "check") return [];
      const bound = boundCriterion(criterion, variables);
      return bound.kind === "check" ? usesOf(bound) : [];
    })
    .filter(({ kind, stage }) => {
      const { mayLeaveBehind, probe } = getFact(kind);
      return mayLeaveBehind && probe === undefined && stage === undefined;
    });
  return eachOnce(refs);
}

function eachOnce(refs: readonly FactRef[]): readonly FactRef[] {
  return [
    ...new Map(
      refs.map(({ kind, params }) => [factId({ kind, params }), { kind, params }]),
    ).values(),
  ];
}

export function labVariables(lab: Lab, values: BindingValues): Variables {
  return {
    ...lab.variables,
    ...values.variables,
    "learner.login": values.learner.login,
    "learner.accountId": values.learner.accountId,
    "grader.accountId": values.graderAccountId,
    "lab.id": lab.id,
  };
}

/** Every fact that the stage asks, each once. What is read of an earlier stage is not asked again. */
export function factsOfStage(stage: BoundStage): readonly FactRef[] {
  const uses = stage.criteria
    .flatMap((bound) => (bound.kind === "check" ? usesOf(bound) : []))
    .filter((use) => use.stage === undefined);
  return eachOnce([...uses, ...stage.leftOverFacts]);
}

/** Every fact that a check uses, whichever of its alternatives asks it. */
export function usesOf({ alternatives }: BoundCheck): readonly FactUse[] {
  return alternatives.flatMap(({ uses }) => Object.values(uses));
}

/** What both stages have: the same criteria, judged by the evidence of each. */
function boundComparison(
  lab: Lab,
  stage: Stage,
  criterion: Extract<Criterion, { kind: "compare" }>,
  variables: Variables,
): BoundCriterion {
  const earlier = lab.stages.find(({ id }) => id === criterion.with);
  const bound = criterion.aspects.map((aspect) => ({
    aspect,
    checks: sharedChecks(stage, earlier, aspect).map((shared) => boundCriterion(shared, variables)),
  }));
  const invalid = bound.flatMap(({ checks }) => checks).find(({ kind }) => kind === "invalid");
  if (invalid?.kind === "invalid") {
    return { kind: "invalid", criterion, problem: `${invalid.criterion.id}: ${invalid.problem}` };
  }
  const aspects = bound.map(({ aspect, checks }) => ({
    aspect,
    checks: checks.flatMap((check) => (check.kind === "check" ? [check] : [])),
  }));
  return { kind: "compare", criterion, aspects };
}

/**
 * Checks of an aspect that hold in this stage and are asked in the earlier one too. A comparison
 * shows what it compares, so what is hidden takes no part in it.
 */
export function sharedChecks(
  stage: Stage,
  earlier: Stage | undefined,
  aspect: string,
): readonly CheckCriterion[] {
  const asked = new Set(earlier?.criteria.map(({ id }) => id));
  return stage.criteria.flatMap((criterion) =>
    criterion.kind === "check" &&
    criterion.aspect === aspect &&
    criterion.polarity === "holds" &&
    !criterion.isHidden &&
    asked.has(criterion.id)
      ? [criterion]
      : [],
  );
}

function boundCriterion(
  criterion: Exclude<Criterion, { kind: "compare" }>,
  variables: Variables,
): BoundCriterion {
  if (criterion.kind === "question") return { kind: "question", criterion };
  if (criterion.kind === "written") return { kind: "written", criterion };
  const check = getCheck(criterion.check);
  const where = check.whereSchema.safeParse(substituted(criterion.where, variables));
  if (!where.success) return { kind: "invalid", criterion, problem: firstIssue(where.error) };
  const asked = substituted({ where: criterion.where, expect: criterion.expect ?? {} }, variables);
  const foreign = foreignArn(asked, variables);
  if (foreign !== undefined) {
    return { kind: "invalid", criterion, problem: `${foreign} is not of the learner's account` };
  }
  const alternatives: BoundAlternative[] = [];
  for (const source of criterion.expect
    ? alternativesOf(criterion.expect)
    : [check.defaultExpect]) {
    const filled = isJsonObject(source) ? substituted(source, variables) : source;
    const expect = check.expectSchema.safeParse(filled);
    if (!expect.success) return { kind: "invalid", criterion, problem: firstIssue(expect.error) };
    const uses = check.facts(where.data, expect.data);
    alternatives.push({ where: where.data, expect: expect.data, uses });
  }
  return { kind: "check", criterion, check, alternatives };
}

function firstIssue(error: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[];
}): string {
  const [issue] = error.issues;
  return issue
    ? `${issue.path.map(String).join(".")}: ${issue.message}`
    : "it does not fit its schema";
}
