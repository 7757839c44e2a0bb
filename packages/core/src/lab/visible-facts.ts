import { factId } from "../facts/fact.ts";
import { factPlan } from "../facts/fact-plan.ts";
import { type BoundStage, usesOf } from "./bind-stage.ts";

/** Which criteria of a stage are judged by which facts, by `factId`; the facts they stand on too. */
export type FactCriteria = ReadonlyMap<string, readonly string[]>;

/** @param audience learners don't hear the names of hidden criteria. */
export function criteriaOfFacts(
  stage: BoundStage,
  audience: "learner" | "staff" = "staff",
): FactCriteria {
  const found = new Map<string, string[]>();
  for (const bound of stage.criteria) {
    if (bound.kind !== "check") continue;
    if (audience === "learner" && bound.criterion.isHidden) continue;
    const own = usesOf(bound).filter((use) => use.stage === undefined);
    for (const ref of factPlan(own).flat()) {
      const id = factId(ref);
      found.set(id, [...(found.get(id) ?? []), bound.criterion.id]);
    }
  }
  return found;
}

/**
 * Whether learners may see a fact: some criterion that they see is judged by it, or nothing at all
 * is hidden from them.
 */
export function visibleToLearners(stage: BoundStage): (id: string) => boolean {
  const hidden = new Set(
    stage.criteria
      .filter(({ criterion }) => criterion.isHidden)
      .map(({ criterion }) => criterion.id),
  );
  if (hidden.size === 0) return () => true;
  const criteria = criteriaOfFacts(stage);
  return (id) => criteria.get(id)?.some((criterion) => !hidden.has(criterion)) ?? false;
}
