import type { FactUse } from "../checks/check.ts";
import { getCheck } from "../checks/find-check.ts";
import { type FactRef, factId } from "../facts/fact.ts";
import { factPlan } from "../facts/fact-plan.ts";
import { getFact } from "../facts/read-facts.ts";
import { isJsonObject } from "../json.ts";
import { sharedChecks } from "./bind-stage.ts";
import { alternativesOf, type CriterionContext } from "./criteria.ts";
import type { Criterion, Stage } from "./lab.ts";
import type { LabProblem } from "./problem.ts";
import { substituted, type Variables } from "./variables.ts";

/** Earlier stages whose evidence the criteria of a stage are judged with. */
export function stagesComparedWith(
  criteria: readonly Criterion[],
  variables: Variables,
): readonly string[] {
  const stages = criteria.flatMap((criterion) => {
    if (criterion.kind === "compare") return [criterion.with];
    return usesOf(criterion, variables).flatMap(({ stage }) => stage ?? []);
  });
  return [...new Set(stages)];
}

/** Probes that the lab does not announce, and answers that no earlier stage has asked for. */
export function usesProblems(
  { id, criteria }: Pick<Stage, "id" | "criteria">,
  earlier: readonly Stage[],
  { places, probes, exampleVariables }: CriterionContext,
): LabProblem[] {
  return criteria.flatMap((criterion) => {
    const path = ["stages", id, "criteria", criterion.id];
    if (criterion.kind === "compare") {
      const other = earlier.find((stage) => stage.id === criterion.with);
      if (!other) return [];
      const stage = { ...stageOf(id), criteria };
      return criterion.aspects
        .flatMap((aspect) => aspectProblems(aspect, stage, other, exampleVariables))
        .map((problem) => places.problemAt([...path, "compare", "aspects"], problem));
    }
    const uses = usesOf(criterion, exampleVariables);
    const unannounced = probesOf(uses).filter((probe) => !probes.some((one) => one === probe));
    return [
      ...unannounced.map((probe) =>
        places.problemAt(
          [...path, "check"],
          `this check needs \`probes: [${probe}]\` at the top of the lab, so that learners know`,
        ),
      ),
      ...uses.flatMap((use) => {
        if (use.stage === undefined) return [];
        const problem = stageProblem(use, use.stage, earlier, exampleVariables);
        return problem === undefined ? [] : [places.problemAt([...path, "expect"], problem)];
      }),
    ];
  });
}

/** A comparison needs checks that both stages have, and answers to them from both. */
function aspectProblems(
  aspect: string,
  stage: Stage,
  other: Stage,
  variables: Variables,
): readonly string[] {
  const shared = sharedChecks(stage, other, aspect);
  if (shared.length === 0)
    return [`no check with the aspect "${aspect}" stands in both ${stage.id} and ${other.id}`];
  const asked = new Set(other.criteria.flatMap((one) => usesOf(one, variables)).map(factId));
  return shared.flatMap((criterion) => {
    const lost = usesOf(criterion, variables).find(
      (use) => use.stage === undefined && use.use !== "nearMiss" && !asked.has(factId(use)),
    );
    if (!lost) return [];
    const missing = `${other.id} does not ask ${lost.kind}, which ${criterion.id} needs`;
    return [`${missing}; so there is nothing to compare with`];
  });
}

function stageOf(id: string): Omit<Stage, "criteria"> {
  return { id, title: "", comparesWith: [] };
}

function probesOf(uses: readonly FactRef[]): readonly string[] {
  const probes = factPlan(uses)
    .flat()
    .flatMap((ref) => getFact(ref.kind).probe ?? []);
  return [...new Set(probes)];
}

function stageProblem(
  use: FactUse,
  stage: string,
  earlier: readonly Stage[],
  variables: Variables,
): string | undefined {
  const other = earlier.find(({ id }) => id === stage);
  if (!other) {
    const known = earlier.map(({ id }) => id).join(", ") || "none";
    return `"${stage}" is not an earlier stage; there is ${known}`;
  }
  const asked = other.criteria.flatMap((criterion) => usesOf(criterion, variables));
  return asked.some((one) => factId(one) === factId(use))
    ? undefined
    : `the stage ${stage} does not ask ${use.kind}, so there is nothing to compare with`;
}

/** The facts of a check, with values that stand for what is known only later. */
function usesOf(criterion: Criterion, variables: Variables): readonly FactUse[] {
  if (criterion.kind !== "check") return [];
  const check = getCheck(criterion.check);
  const where = check.whereSchema.safeParse(substituted(criterion.where, variables));
  if (!where.success) return [];
  const sources = criterion.expect ? alternativesOf(criterion.expect) : [check.defaultExpect];
  return sources.flatMap((source) => {
    const filled = isJsonObject(source) ? substituted(source, variables) : source;
    const expect = check.expectSchema.safeParse(filled);
    return expect.success ? Object.values(check.facts(where.data, expect.data)) : [];
  });
}
