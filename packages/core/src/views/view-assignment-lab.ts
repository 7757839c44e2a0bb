import type { Assignment } from "../cohorts/assignment.ts";
import { type BindingValues, type BoundCriterion, bindStage } from "../lab/bind-stage.ts";
import { expectedOf } from "../lab/checklist.ts";
import { declaredRegions } from "../lab/foreign-values.ts";
import type { Lab } from "../lab/lab.ts";
import { restatedOf } from "../lab/restated.ts";
import { visibleAskedFacts } from "./asked-facts.ts";
import type { AssignmentLab, PublicCriterion } from "./assignment-lab.ts";
import { questionsOf } from "./question-view.ts";
import { maxPointsOfStage } from "./submission-view.ts";

/** The lab of an assignment as a learner may read it. */
export function assignmentLabView(
  lab: Lab,
  of: {
    readonly assignment: Pick<Assignment, "assignmentId">;
    /** Of the learner who asks, else of an example; with the assignment's variables. */
    readonly values: BindingValues;
    readonly sheet: string | undefined;
    /** Present while it has not opened: what will be asked is nobody's to read before. */
    readonly opensAt?: string | undefined;
  },
): AssignmentLab {
  const { assignment, values, sheet, opensAt } = of;
  const { id, version, title, summary, minutes, costUsd, passAt, probes } = lab;
  const stages = lab.stages.map((stage) => {
    const bound = bindStage(lab, stage.id, values);
    return {
      ...{ stage: stage.id, title: stage.title, maxPoints: maxPointsOfStage(lab, stage.id) },
      ...(stage.after === undefined ? {} : { after: stage.after }),
      criteria: bound.criteria.flatMap((one) => publicCriterion(lab, stage.id, one)),
      questions: questionsOf(lab, stage.id),
      asks: visibleAskedFacts(bound),
    };
  });
  const asked = stages.flatMap(({ asks }) => asks.map(({ params }) => params));
  return {
    assignmentId: assignment.assignmentId,
    lab: { id, version },
    ...{ title, summary, minutes, costUsd, passAt, probes: [...probes] },
    regions: opensAt === undefined ? [...declaredRegions({ where: asked }, {})] : [],
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(sheet === undefined || opensAt !== undefined ? {} : { sheet }),
    stages:
      opensAt === undefined
        ? stages
        : stages.map((stage) => ({ ...stage, criteria: [], questions: [], asks: [] })),
  };
}

function publicCriterion(lab: Lab, stage: string, bound: BoundCriterion): PublicCriterion[] {
  const { criterion } = bound;
  if (criterion.isHidden) return [];
  const { id, title, points, kind, aspect } = criterion;
  const requires = criterion.requires.filter((one) => !isHidden(lab, stage, one));
  const restated = restatedOf(lab, stage, criterion);
  return [
    {
      ...{ criterion: id, title, points, kind },
      ...(kind === "check" || kind === "compare" ? { expected: expectedOf(bound) } : {}),
      ...(lab.gate?.id === id ? { isGate: true as const } : {}),
      ...(aspect === undefined ? {} : { aspect }),
      ...(requires.length === 0 ? {} : { requires }),
      ...(restated === undefined ? {} : { restated }),
      ...(criterion.kind === "compare"
        ? { compare: { with: criterion.with, aspects: [...criterion.aspects] } }
        : {}),
    },
  ];
}

/** A hidden criterion has no name for learners. */
function isHidden(lab: Lab, stageId: string, criterionId: string): boolean {
  const stage = lab.stages.find(({ id }) => id === stageId);
  return stage?.criteria.some(({ id, isHidden }) => id === criterionId && isHidden) ?? false;
}
